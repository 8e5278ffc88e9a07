package org.vladoscope.ui.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.alias.AliasTables;
import org.vladoscope.alias.Band;
import org.vladoscope.ui.evaluate.atlas.AtlasModel;
import org.vladoscope.ui.evaluate.page.TaskBar;

/** Beside the matrix of database images: the runs in it, to be looked at and taken out. */
final class MatrixRuns extends VBox {

  private final AtlasModel atlas;
  private final ListView<Band> runs = new ListView<>();
  private final Label empty = new Label();
  private boolean following;

  /**
   * A list.
   *
   * @param show shows a run that was chosen here
   * @param open leads to the pairs of a run
   * @param export takes out a table, by what it holds
   */
  MatrixRuns(
      AtlasModel atlas,
      Consumer<Band> show,
      Consumer<Band> open,
      BiConsumer<String, Supplier<String>> export) {
    super(6);
    this.atlas = atlas;
    Label title = new Label("Runs that look alike");
    title.getStyleClass().add("form-label");
    runs.setId("matrix-runs");
    runs.setMinHeight(96);
    runs.setCellFactory(view -> new RunCell());
    empty.getStyleClass().add("muted");
    empty.setWrapText(true);
    empty.setMaxWidth(170);
    runs.setPlaceholder(empty);
    runs.getSelectionModel()
        .selectedItemProperty()
        .addListener(
            (o, was, now) -> {
              if (!following) {
                atlas.bandProperty().set(now);
                Optional.ofNullable(now).ifPresent(show);
              }
            });
    Button pairs = new Button("Pairs", new FontIcon(Feather.MAP));
    pairs.setId("matrix-run-pairs");
    pairs.setAccessibleText("Show the pairs of the chosen run in the atlas");
    pairs.disableProperty().bind(atlas.bandProperty().isNull());
    pairs.setOnAction(event -> Optional.ofNullable(atlas.bandProperty().get()).ifPresent(open));
    Button save = new Button("CSV\u2026", new FontIcon(Feather.DOWNLOAD));
    save.setId("matrix-runs-csv");
    save.setAccessibleText("Write the runs as CSV");
    save.setOnAction(
        event -> {
          List<Band> now = atlas.bandsProperty().get();
          export.accept("runs", () -> AliasTables.bands(now));
        });
    for (Button button : List.of(pairs, save)) {
      button.getStyleClass().add("small");
      button.setMinWidth(Region.USE_PREF_SIZE);
    }
    setVgrow(runs, Priority.ALWAYS);
    getChildren()
        .setAll(
            title,
            new TaskBar(
                atlas.taskProperty(), atlas.busyProperty(), atlas::cancel, "matrix-runs-stop"),
            runs,
            new FlowPane(6, 6, pairs, save));
    atlas.bandsProperty().addListener(o -> fill());
    atlas.busyProperty().addListener(o -> explain());
    atlas.problemProperty().addListener(o -> explain());
    atlas.bandProperty().addListener(o -> follow());
    fill();
  }

  private void fill() {
    following = true;
    runs.getItems().setAll(atlas.bandsProperty().get());
    following = false;
    follow();
    explain();
  }

  private void follow() {
    following = true;
    Band band = atlas.bandProperty().get();
    if (band == null) {
      runs.getSelectionModel().clearSelection();
    } else {
      runs.getSelectionModel().select(band);
    }
    following = false;
  }

  private void explain() {
    String problem = atlas.problemProperty().get();
    empty.setText(
        atlas.busyProperty().get()
            ? "Every image is compared with every other\u2026"
            : problem.isEmpty()
                ? "No run of at least "
                    + Band.LEAST
                    + " images looks, one after the other, like another run. A lower similarity"
                    + " in the aliasing atlas may show some."
                : problem);
  }

  private static final class RunCell extends ListCell<Band> {

    @Override
    protected void updateItem(Band band, boolean empty) {
      super.updateItem(band, empty);
      if (empty || band == null) {
        setText(null);
        setTooltip(null);
      } else {
        setText(
            band.shortName()
                + String.format(
                    Locale.ROOT,
                    "\n%d pairs, mean %.4f",
                    band.aliases().size(),
                    band.similarity()));
        setTooltip(new Tooltip(band.name()));
      }
    }
  }
}
