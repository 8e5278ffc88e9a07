package org.vladoscope.ui.explore;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.vladoscope.match.Matcher;
import org.vladoscope.match.ScaleMatch;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.workspace.Candidate;

/** How the score of the pair comes about: one column for each patch size. */
final class ScorePanel extends VBox {

  private final ExploreModel model;
  private final GridPane table = new GridPane();
  private final VBox totals = new VBox(4);
  private final Label empty = new Label("Choose a query and a candidate to see their scores.");

  ScorePanel(ExploreModel model) {
    this.model = model;
    getStyleClass().add("score-panel");
    table.getStyleClass().add("score-table");
    empty.getStyleClass().add("muted");
    empty.setWrapText(true);
    model.comparisonProperty().addListener((o, before, now) -> refresh());
    model.resultProperty().addListener((o, before, now) -> refresh());
    refresh();
  }

  private void refresh() {
    Comparison shown = model.comparisonProperty().get();
    if (shown == null) {
      getChildren().setAll(empty);
      return;
    }
    fillTable(shown);
    fillTotals(shown);
    getChildren().setAll(table, totals);
  }

  private void fillTable(Comparison shown) {
    table.getChildren().clear();
    table.getColumnConstraints().clear();
    ColumnConstraints names = new ColumnConstraints();
    names.setHgrow(Priority.ALWAYS);
    names.setMinWidth(Region.USE_PREF_SIZE);
    table.getColumnConstraints().add(names);
    List<ScaleMatch> scales = shown.match().scales();
    for (int i = 0; i < scales.size(); i++) {
      ColumnConstraints column = new ColumnConstraints();
      column.setHalignment(HPos.RIGHT);
      table.getColumnConstraints().add(column);
      int size = scales.get(i).grid().scale().size();
      Label head = cell(size + "\u00d7" + size);
      head.getStyleClass().add("score-head");
      table.add(head, i + 1, 0);
    }
    row(scales, 1, "Patches", "Patches of the query", s -> Numbers.count(s.grid().count()));
    row(
        scales,
        2,
        "Mutual matches",
        "Pairs of patches that are each other's most similar",
        s -> Numbers.count(s.matches().count()));
    row(
        scales,
        3,
        "Inliers",
        "Matches that agree on one homography",
        s -> Numbers.count(s.ransac().inlierCount()));
    row(
        scales,
        4,
        "RANSAC score",
        "Inliers divided by patches; higher is better",
        s -> Numbers.score(s.ransac().score()));
    row(
        scales,
        5,
        "Rapid score",
        "Rewards matches that are displaced alike; higher is better",
        s -> Numbers.score(s.rapidScore()));
    List<Double> weights = shown.config().matching().weights();
    row(
        scales,
        6,
        "Weight",
        "How much the patch size counts in the fused score",
        s -> Numbers.plain(weights.get(scales.indexOf(s))));
  }

  private void row(
      List<ScaleMatch> scales,
      int row,
      String name,
      String help,
      Function<ScaleMatch, String> value) {
    Label label = new Label(name);
    label.getStyleClass().add("form-label");
    label.setTooltip(new Tooltip(help));
    table.add(label, 0, row);
    for (int i = 0; i < scales.size(); i++) {
      table.add(cell(value.apply(scales.get(i))), i + 1, row);
    }
  }

  private static Label cell(String text) {
    Label cell = new Label(text);
    cell.getStyleClass().add("tabular");
    cell.setMinWidth(Region.USE_PREF_SIZE);
    return cell;
  }

  private void fillTotals(Comparison shown) {
    boolean rapid = shown.config().matching().matcher() == Matcher.RAPID;
    totals
        .getChildren()
        .setAll(
            total(
                "Pair score",
                Numbers.score(shown.pairScore()),
                "Weighted sum of the "
                    + (rapid ? "rapid" : "RANSAC")
                    + " scores of this pair alone. Higher is better."));
    Optional<Candidate> candidate = model.chosenCandidate().filter(Candidate::isReranked);
    candidate.ifPresent(
        c ->
            totals
                .getChildren()
                .add(
                    total(
                        "List score",
                        Numbers.signed(c.score()),
                        "Weighted sum of scores that were z-scored over the re-ranked candidates."
                            + " Higher is better; not comparable with the pair score.")));
    Label note = new Label("Higher is better. List scores are z-scored over the candidates.");
    note.getStyleClass().add("form-note");
    note.setWrapText(true);
    totals.getChildren().add(note);
  }

  private static HBox total(String name, String value, String help) {
    Label label = new Label(name);
    label.setTooltip(new Tooltip(help));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Label number = cell(value);
    number.getStyleClass().add("score-total");
    HBox row = new HBox(8, label, gap, number);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }
}
