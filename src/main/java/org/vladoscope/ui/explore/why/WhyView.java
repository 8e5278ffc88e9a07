package org.vladoscope.ui.explore.why;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.vladoscope.ui.explore.look.LookBar;
import org.vladoscope.ui.explore.look.PairLook;
import org.vladoscope.ui.explore.look.PairLooks;
import org.vladoscope.ui.explore.overlay.OverlayModel;
import org.vladoscope.ui.explore.overlay.PatchSizes;
import org.vladoscope.ui.export.ExportKind;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.task.RunningTask;
import org.vladoscope.ui.view.EmptyState;

/**
 * Why the query was not answered right: the sentence where the right answer was lost, the three
 * images, and below each what it was compared by.
 */
public final class WhyView extends VBox {

  private static final PseudoClass BETTER = PseudoClass.getPseudoClass("better");

  private final OpenMap map;
  private final OverlayModel overlays;
  private final WhyModel model;
  private final WhyPanes panes;
  private final Label headline = new Label();
  private final Label sentence = new Label();
  private final PatchSizes sizes;
  private final MenuButton export;
  private final GridPane table = new GridPane();
  private final EmptyState nothing = new EmptyState(Feather.HELP_CIRCLE, "", "");
  private final Label working = new Label();
  private final ProgressBar progress = new ProgressBar();
  private final VBox waiting = new VBox(8, working, progress);
  private final VBox found;

  /**
   * A view that computes while it is the look of the pair.
   *
   * @param onExport takes what is seen out of the window
   */
  public WhyView(
      OpenMap map, OverlayModel overlays, PairLooks looks, Consumer<ExportKind> onExport) {
    super(8);
    this.map = map;
    this.overlays = overlays;
    this.model = new WhyModel(map, looks);
    this.panes = new WhyPanes(overlays);
    this.export = LookBar.exports(onExport);
    this.sizes = new PatchSizes(overlays, scale -> "Draw the matches of this patch size");
    getStyleClass().add("why-view");
    sentence.setWrapText(true);
    sentence.setMinHeight(USE_PREF_SIZE);
    table.getColumnConstraints().addAll(half(HPos.RIGHT), new ColumnConstraints(), half(HPos.LEFT));
    table.getColumnConstraints().get(1).setHalignment(HPos.CENTER);
    table.getStyleClass().add("why-table");
    table.setMinHeight(USE_PREF_SIZE);
    VBox.setVgrow(panes.node(), Priority.ALWAYS);
    found = new VBox(8, sentence, panes.node(), table);
    waiting.setAlignment(Pos.CENTER);
    waiting.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    progress.setPrefWidth(200);
    StackPane body = new StackPane(found, waiting, nothing);
    VBox.setVgrow(body, Priority.ALWAYS);
    getChildren().addAll(header(looks), body);
    visibleProperty().bind(looks.lookProperty().isEqualTo(PairLook.WHY));
    managedProperty().bind(visibleProperty());
    model.whyProperty().addListener((o, before, now) -> refresh());
    model.taskProperty().addListener((o, before, now) -> follow(now));
    refresh();
    follow(model.taskProperty().get());
  }

  /** Values stand close to their names in the middle, so that both sides can be compared. */
  private static ColumnConstraints half(HPos side) {
    ColumnConstraints column = new ColumnConstraints();
    column.setHgrow(Priority.ALWAYS);
    // The same of both sides, or the wider one would push the names away from the middle.
    column.setPrefWidth(100);
    column.setHalignment(side);
    return column;
  }

  private HBox header(PairLooks looks) {
    headline.getStyleClass().add("section-title");
    headline.setMinWidth(0);
    headline.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(headline, Priority.ALWAYS);
    HBox header = new HBox(8, LookBar.back(looks), headline, sizes, export);
    header.setAlignment(Pos.CENTER_LEFT);
    return header;
  }

  private void follow(@Nullable RunningTask task) {
    progress.progressProperty().unbind();
    working.textProperty().unbind();
    if (task == null) {
      working.setText("Ranking images for the query");
      progress.setProgress(-1);
    } else {
      working.textProperty().bind(task.messageProperty());
      progress.progressProperty().bind(task.fractionProperty());
    }
  }

  private void refresh() {
    Why why = model.whyProperty().get();
    waiting.setVisible(why == null);
    nothing.setVisible(why instanceof Why.Told);
    found.setVisible(why instanceof WhyAnswer);
    headline.setText("");
    switch (why) {
      case null -> panes.show(null);
      case Why.Told(String title, String hint) -> {
        nothing.setText(title, hint);
        panes.show(null);
      }
      case WhyAnswer answer -> {
        headline.setText(answer.headline());
        headline.setTooltip(new Tooltip(answer.headline()));
        sentence.setText(answer.sentence());
        panes.show(answer);
        list(answer.lines());
      }
    }
    export.setDisable(!(why instanceof WhyAnswer));
    sizes.show(
        model.whyProperty().get() instanceof WhyAnswer answer
                && answer.right().match().scales().size() > 1
            ? answer.config().scales()
            : List.of());
  }

  private void list(List<Why.Line> lines) {
    table.getChildren().clear();
    for (int row = 0; row < lines.size(); row++) {
      Why.Line line = lines.get(row);
      Label name = new Label(line.name());
      name.getStyleClass().add("form-label");
      name.setMinWidth(USE_PREF_SIZE);
      name.setTooltip(new Tooltip(line.help()));
      table.addRow(
          row,
          value(line.other(), line.better() == Why.Better.OTHER),
          name,
          value(line.right(), line.better() == Why.Better.RIGHT));
    }
  }

  private static Node value(String text, boolean better) {
    Label label = new Label(text);
    label.getStyleClass().addAll("tabular", "why-value");
    label.setMinWidth(USE_PREF_SIZE);
    label.pseudoClassStateChanged(BETTER, better);
    return label;
  }

  /** What is seen now, or nothing while there is no comparison. */
  public Optional<WhyFigure> figure() {
    return model.whyProperty().get() instanceof WhyAnswer answer
        ? Optional.of(
            new WhyFigure(
                map.map().name(),
                answer,
                new WhyLines(answer, overlays.settings()),
                panes.placements()))
        : Optional.empty();
  }
}
