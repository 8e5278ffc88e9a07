package org.vladoscope.ui.explore.erase;

import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.erase.ErasedRanks;
import org.vladoscope.ui.map.Truth;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.ui.view.Words;

/** The first places before and after, and where the right answer went. */
final class EraseRanks extends VBox {

  /** Of each order. */
  static final int MOST = 10;

  private final GridPane table = new GridPane();
  private final Label title = new Label("Global ranks");
  private final Consumer<PlaceImage> onChoose;

  /**
   * An empty list.
   *
   * @param onChoose takes a database image that was clicked
   */
  EraseRanks(Consumer<PlaceImage> onChoose) {
    super(8);
    this.onChoose = onChoose;
    getStyleClass().add("erase-ranks");
    title.getStyleClass().add("form-heading");
    title.setMinHeight(28);
    title.setTooltip(
        new Tooltip(
            "By global descriptors alone, before re-ranking: patches are not matched anew"));
    table.setHgap(8);
    table.setVgap(2);
    ColumnConstraints number = new ColumnConstraints();
    number.setHalignment(HPos.RIGHT);
    ColumnConstraints wide = new ColumnConstraints();
    wide.setHgrow(Priority.ALWAYS);
    wide.setMinWidth(0);
    table.getColumnConstraints().addAll(number, number, new ColumnConstraints(), wide, number);
    ScrollPane scroll = new ScrollPane(table);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("erase-scroll");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(title, scroll);
  }

  /** Shows ranks, or none. */
  void show(@Nullable ErasedRanks ranks, @Nullable PlaceImage candidate) {
    table.getChildren().clear();
    if (ranks == null) {
      title.setText("Global ranks");
      return;
    }
    title.setText("Global ranks of " + Numbers.count(ranks.after().count()) + " places");
    table.addRow(
        0,
        head("Now", "Rank without what is erased"),
        head("Before", "Rank with everything"),
        head("", ""),
        head("Place", "Click to see it beside the query"),
        head("Sim.", "Cosine similarity of the global descriptors now"));
    List<ErasedRanks.Row> rows = ranks.first(MOST);
    int line = 1;
    int rank = 0;
    for (ErasedRanks.Row row : rows) {
      if (row.rankAfter() > rank + 1) {
        Label gap = new Label("\u22ee");
        gap.getStyleClass().add("muted");
        table.add(gap, 0, line++);
      }
      rank = row.rankAfter();
      table.addRow(
          line++,
          number(rank),
          before(row),
          change(row),
          place(row, candidate),
          number(Numbers.precise(row.similarityAfter())));
    }
  }

  private static Label head(String text, String help) {
    Label label = new Label(text);
    label.getStyleClass().add("muted");
    label.setMinWidth(USE_PREF_SIZE);
    if (!help.isEmpty()) {
      label.setTooltip(new Tooltip(help));
    }
    return label;
  }

  private static Label number(Object value) {
    Label label =
        new Label(value instanceof Integer rank ? Numbers.count(rank) : String.valueOf(value));
    label.getStyleClass().add("tabular");
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }

  private static Label before(ErasedRanks.Row row) {
    Label label = number(row.rankBefore());
    label.getStyleClass().add("muted");
    return label;
  }

  private static Label change(ErasedRanks.Row row) {
    Label label =
        new Label(
            row.rise() > 0 ? "\u25b2" + row.rise() : row.rise() < 0 ? "\u25bc" + -row.rise() : "");
    label.getStyleClass().addAll("tabular", row.rise() > 0 ? "erase-rise" : "erase-fall");
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }

  private HBox place(ErasedRanks.Row row, @Nullable PlaceImage candidate) {
    Truth truth = Truth.of(row.truth());
    Label badge = new Label(truth.symbol());
    badge.getStyleClass().addAll("badge", truth.styleClass());
    badge.setTooltip(new Tooltip(truth.label()));
    badge.setMinWidth(USE_PREF_SIZE);
    Hyperlink name = new Hyperlink(Words.shortName(row.image().name()));
    name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    name.setMinWidth(0);
    name.setTooltip(new Tooltip(row.image().name()));
    name.setOnAction(event -> onChoose.accept(row.image()));
    if (row.image().equals(candidate)) {
      name.getStyleClass().add("erase-chosen");
    }
    HBox box = new HBox(4, badge, name);
    box.setAlignment(Pos.CENTER_LEFT);
    box.setMinWidth(0);
    return box;
  }
}
