package org.vladoscope.ui.evaluate;

import java.util.List;
import java.util.Locale;
import javafx.geometry.HPos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.vladoscope.eval.Recall;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.ui.view.Segments;

/** Recall at the usual numbers of candidates, with the convention it is counted by. */
final class RecallTable extends VBox {

  private static final List<Integer> AT = List.of(1, 5, 10, 20, 50, 100);

  private final ResultsModel model;
  private final GridPane grid = new GridPane(16, 4);
  private final Label note = new Label();

  RecallTable(ResultsModel model) {
    super(8);
    this.model = model;
    getStyleClass().add("evaluate-numbers");
    ToggleGroup group = new ToggleGroup();
    ToggleButton[] buttons = new ToggleButton[Convention.values().length];
    for (Convention convention : Convention.values()) {
      ToggleButton button = new ToggleButton(convention.label());
      button.setId("convention-" + convention.name().toLowerCase(Locale.ROOT));
      button.getStyleClass().add("small");
      button.setSelected(model.conventionProperty().get() == convention);
      button.setOnAction(event -> model.conventionProperty().set(convention));
      model
          .conventionProperty()
          .addListener((o, before, now) -> button.setSelected(now == convention));
      buttons[convention.ordinal()] = button;
    }
    HBox segments = Segments.of(group, buttons);
    note.getStyleClass().add("form-note");
    note.setWrapText(true);
    note.setMinHeight(Region.USE_PREF_SIZE);
    grid.setId("recall-table");
    getChildren().addAll(segments, grid, note);
  }

  void refresh() {
    grid.getChildren().clear();
    Recall global = model.global();
    Recall reranked = model.reranked();
    if (global == null || reranked == null) {
      note.setText("");
      return;
    }
    Convention convention = model.conventionProperty().get();
    grid.addRow(0, head("Recall@"), head("Global search"), head("Re-ranked"), head("Change"));
    int size = model.explore().map().database().size();
    int row = 1;
    for (int n : AT) {
      Double before = convention.of(global).get(n);
      Double after = convention.of(reranked).get(n);
      if (before == null || after == null || (n > 1 && n > size)) {
        continue;
      }
      Label at = new Label(String.valueOf(n));
      at.getStyleClass().addAll("score-head", "tabular");
      Label change = new Label(change(after - before));
      change.getStyleClass().addAll("tabular", "muted");
      grid.addRow(row++, at, number(false, n, before), number(true, n, after), change);
    }
    for (var child : grid.getChildren()) {
      GridPane.setHalignment(child, HPos.RIGHT);
    }
    note.setText(convention.note(reranked));
  }

  private static String change(double by) {
    return Math.abs(by) < 5e-5 ? "=" : Numbers.share(by);
  }

  private Hyperlink number(boolean reranked, int n, double value) {
    Hyperlink link = new Hyperlink(String.format(Locale.ROOT, "%.4f", value));
    link.setId("recall-" + (reranked ? "reranked-" : "global-") + n);
    link.getStyleClass().addAll("number-link", "tabular");
    link.setTooltip(new Tooltip("The queries behind this number"));
    link.setOnAction(
        event -> {
          link.setVisited(false);
          model.chooseRecall(reranked, n);
        });
    return link;
  }

  private static Label head(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("form-note");
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }
}
