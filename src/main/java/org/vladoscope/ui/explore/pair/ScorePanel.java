package org.vladoscope.ui.explore.pair;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
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
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.match.MatchConfig;
import org.vladoscope.match.PairScorer;
import org.vladoscope.match.ScaleMatch;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.ListScore;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.ranking.Reranked;
import org.vladoscope.ranking.Retrieved;
import org.vladoscope.run.Confidences;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.ui.view.Words;

/**
 * How the scores of the pair come about, one column for each patch size: what was counted, the
 * score of the pair alone, and its score among the candidates.
 */
public final class ScorePanel extends VBox {

  private static final String NOT_KNOWN = "\u2013";

  private final OpenMap model;
  private final GridPane table = new GridPane();
  private final Label empty = new Label("Choose a query and a candidate to see their scores.");
  private int rows;

  public ScorePanel(OpenMap model) {
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
    clear(shown.match().scales());
    fillCounts(shown.match().scales());
    fillPairScore(shown);
    fillListScore(shown);
    getChildren().setAll(table);
  }

  private void clear(List<ScaleMatch> scales) {
    table.getChildren().clear();
    table.getColumnConstraints().clear();
    rows = 1;
    ColumnConstraints names = new ColumnConstraints();
    names.setHgrow(Priority.ALWAYS);
    names.setMinWidth(Region.USE_PREF_SIZE);
    table.getColumnConstraints().add(names);
    for (int i = 0; i < scales.size(); i++) {
      ColumnConstraints column = new ColumnConstraints();
      column.setHalignment(HPos.RIGHT);
      table.getColumnConstraints().add(column);
      int size = scales.get(i).grid().scale().size();
      Label head = cell(size + "\u00d7" + size);
      head.getStyleClass().add("score-head");
      table.add(head, i + 1, 0);
    }
  }

  private void fillCounts(List<ScaleMatch> scales) {
    row("Patches", "Patches of the query", s -> Numbers.count(scales.get(s).grid().count()));
    row(
        "Mutual matches",
        "Pairs of patches that are each other's most similar",
        s -> Numbers.count(scales.get(s).matches().count()));
    row(
        "Inliers",
        "Matches that agree on one homography",
        s -> Numbers.count(scales.get(s).inliers().inlierCount()));
  }

  private void fillPairScore(Comparison shown) {
    MatchConfig config = shown.config().matching();
    List<ScaleMatch> scales = shown.match().scales();
    heading("Pair score", "Of these two images alone; cannot be compared with list scores");
    for (PairScorer scorer : config.scorers().all()) {
      boolean used = scorer.equals(config.scorer());
      row(
          scorer.label(),
          Words.sentence(scorer.summary())
              + "; higher is better"
              + (used ? ". Used for the ranking" : ""),
          s -> Numbers.score(scales.get(s).score(scorer)),
          used);
    }
    row(
        "\u00d7 weight",
        "How much the patch size counts",
        s -> Numbers.plain(config.weights().get(s)));
    row(
        "= contribution",
        "What the patch size adds to the pair score",
        s -> Numbers.score(config.weights().get(s) * scales.get(s).score(config.scorer())));
    total("Pair score", Numbers.score(shown.pairScore()));
  }

  private void fillListScore(Comparison shown) {
    Optional<Candidate> candidate = model.chosenCandidate();
    QueryResult result = model.resultProperty().get();
    MatchConfig config = shown.config().matching();
    Optional<ListScore> score =
        result == null ? Optional.empty() : candidate.flatMap(c -> ListScore.of(result, c, config));
    heading(
        "List score",
        config.fusion().isComparable()
            ? "Means the same for every query of the map; cannot be compared with pair scores"
            : "Among the re-ranked candidates of this query; cannot be compared with pair scores");
    if (candidate.isPresent() && candidate.get() instanceof Retrieved retrieved) {
      note(
          Double.isNaN(retrieved.distance())
              ? "This candidate was not re-ranked; only the given ranking ranks it."
              : "This candidate was not re-ranked; only its distance ranks it.");
      return;
    }
    if (candidate.isEmpty() && result != null) {
      note("This image is not among the candidates of the query.");
      return;
    }
    boolean cohort = config.fusion().cohort() > 0;
    row(
        cohort ? "Cohort mean" : "Mean",
        cohort
            ? "Of the query's scores with the cohort: images that were not found"
            : "Of the scores of the candidates",
        s -> score.map(l -> Numbers.score(l.parts().get(s).standard().mean())).orElse(NOT_KNOWN));
    row(
        cohort ? "Cohort \u00b1" : "\u00b1",
        "Standard deviation of the same scores",
        s ->
            score
                .map(l -> Numbers.score(l.parts().get(s).standard().deviation()))
                .orElse(NOT_KNOWN));
    row(
        "Above it",
        "Score less that mean, in standard deviations",
        s -> score.map(l -> Numbers.signed(l.parts().get(s).standardised())).orElse(NOT_KNOWN));
    row(
        "\u00d7 weight",
        "How much the patch size counts",
        s ->
            Numbers.plain(
                score.map(l -> l.parts().get(s).weight()).orElse(config.weights().get(s))));
    row(
        "= contribution",
        "What the patch size adds to the list score",
        s -> score.map(l -> Numbers.signed(l.parts().get(s).contribution())).orElse(NOT_KNOWN));
    score
        .flatMap(ListScore::global)
        .ifPresent(
            part ->
                wide(
                    "Global similarity",
                    Numbers.signed(part.standardised())
                        + " \u00d7 "
                        + Numbers.plain(part.weight())
                        + " = "
                        + Numbers.signed(part.contribution()),
                    "form-label"));
    if (score.isPresent() && !score.get().standsOut()) {
      note(
          "No candidate stands out from the cohort, so the patches count for nothing and the order"
              + " is that of the global search.");
    }
    total("List score", score.map(l -> Numbers.signed(l.total())).orElse(NOT_KNOWN));
    if (result != null && score.isPresent()) {
      fillConfidence(result, candidate.orElseThrow(), shown.config());
    }
  }

  private void fillConfidence(QueryResult result, Candidate candidate, PipelineConfig config) {
    if (!config.matching().fusion().isComparable() || !(candidate instanceof Reranked reranked)) {
      return;
    }
    wide(
        "Excess over the cohort",
        String.format(Locale.ROOT, "%.1f %%", 100 * result.excess(reranked, config.matching())),
        "form-label");
    if (reranked.rankAfter() == 1) {
      total(
          "Probability that it is right",
          Confidences.ofFirst(result, config)
              .map(p -> String.format(Locale.ROOT, "%.0f %%", 100 * p))
              .orElse("not calibrated for these settings"));
    }
  }

  private void row(String name, String help, IntFunction<String> value) {
    row(name, help, value, false);
  }

  private void row(String name, String help, IntFunction<String> value, boolean used) {
    Label label = new Label(name);
    label.getStyleClass().add("form-label");
    label.setTooltip(new Tooltip(help));
    table.add(label, 0, rows);
    for (int i = 1; i < table.getColumnConstraints().size(); i++) {
      Label cell = cell(value.apply(i - 1));
      if (used) {
        cell.getStyleClass().add("score-head");
      }
      table.add(cell, i, rows);
    }
    rows++;
  }

  private void heading(String text, String help) {
    Label label = new Label(text);
    label.getStyleClass().add("form-heading");
    label.setTooltip(new Tooltip(help));
    Label better = new Label("higher is better");
    better.getStyleClass().add("form-note");
    HBox box = new HBox(8, label, better);
    box.setAlignment(Pos.BASELINE_LEFT);
    table.add(box, 0, rows++, table.getColumnConstraints().size(), 1);
  }

  private void total(String name, String value) {
    wide(name, value, "score-total-name").getStyleClass().add("score-total");
  }

  private Label wide(String name, String value, String style) {
    Label label = new Label(name);
    label.getStyleClass().add(style);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Label number = cell(value);
    HBox row = new HBox(8, label, gap, number);
    row.setAlignment(Pos.CENTER_LEFT);
    table.add(row, 0, rows++, table.getColumnConstraints().size(), 1);
    return number;
  }

  private void note(String text) {
    Label note = new Label(text);
    note.getStyleClass().add("form-note");
    note.setWrapText(true);
    table.add(note, 0, rows++, table.getColumnConstraints().size(), 1);
  }

  private static Label cell(String text) {
    Label cell = new Label(text);
    cell.getStyleClass().add("tabular");
    cell.setMinWidth(Region.USE_PREF_SIZE);
    return cell;
  }
}
