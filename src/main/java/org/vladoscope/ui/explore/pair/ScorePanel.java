package org.vladoscope.ui.explore.pair;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.Label;
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
import org.vladoscope.ui.explore.overlay.OverlayFamily;
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
  private final ScoreTable table = new ScoreTable();
  private final Label empty = new Label("Choose a query and a candidate to see their scores.");
  private final Label without = new Label();

  public ScorePanel(OpenMap model) {
    this.model = model;
    getStyleClass().add("score-panel");
    empty.getStyleClass().add("muted");
    empty.setWrapText(true);
    without.getStyleClass().add("muted");
    without.setWrapText(true);
    model.comparisonProperty().addListener((o, before, now) -> refresh());
    model.resultProperty().addListener((o, before, now) -> refresh());
    refresh();
  }

  private void refresh() {
    Comparison shown = model.comparisonProperty().get();
    if (shown == null) {
      show(empty);
      return;
    }
    Optional<String> absent = OverlayFamily.PATCHES.absent(shown);
    if (absent.isPresent()) {
      without.setText(absent.get());
      show(without);
      return;
    }
    List<ScaleMatch> scales = shown.match().scales();
    List<String> heads =
        scales.stream()
            .map(scale -> scale.grid().scale().size())
            .map(size -> size + "\u00d7" + size)
            .toList();
    List<ScoreLine> lines = new ArrayList<>(counts(scales));
    lines.addAll(pairScore(shown));
    lines.addAll(listScore(shown));
    table.show(heads, lines);
    show(table);
  }

  /** What is shown already stays as it is: to put it in anew would have it styled anew. */
  private void show(Node node) {
    if (!getChildren().equals(List.of(node))) {
      getChildren().setAll(node);
    }
  }

  private static List<ScoreLine> counts(List<ScaleMatch> scales) {
    return List.of(
        line(
            "Patches",
            "Patches of the query",
            scales,
            s -> Numbers.count(scales.get(s).grid().count())),
        line(
            "Mutual matches",
            "Pairs of patches that are each other's most similar",
            scales,
            s -> Numbers.count(scales.get(s).matches().count())),
        line(
            "Inliers",
            "Matches that agree on one homography",
            scales,
            s -> Numbers.count(scales.get(s).inliers().inlierCount())));
  }

  private static List<ScoreLine> pairScore(Comparison shown) {
    MatchConfig config = shown.config().matching();
    List<ScaleMatch> scales = shown.match().scales();
    List<ScoreLine> lines = new ArrayList<>();
    lines.add(
        new ScoreLine.Heading(
            "Pair score", "Of these two images alone; cannot be compared with list scores"));
    for (PairScorer scorer : config.scorers().all()) {
      boolean isUsed = scorer.equals(config.scorer());
      lines.add(
          line(
              scorer.label(),
              Words.sentence(scorer.summary())
                  + "; higher is better"
                  + (isUsed ? ". Used for the ranking" : ""),
              scales,
              s -> Numbers.score(scales.get(s).score(scorer)),
              isUsed));
    }
    lines.add(
        line(
            "\u00d7 weight",
            "How much the patch size counts",
            scales,
            s -> Numbers.plain(config.weights().get(s))));
    lines.add(
        line(
            "= contribution",
            "What the patch size adds to the pair score",
            scales,
            s -> Numbers.score(config.weights().get(s) * scales.get(s).score(config.scorer()))));
    lines.add(new ScoreLine.OfAll("Pair score", Numbers.score(shown.pairScore()), true));
    return lines;
  }

  private List<ScoreLine> listScore(Comparison shown) {
    Optional<Candidate> candidate = model.chosenCandidate();
    QueryResult result = model.resultProperty().get();
    MatchConfig config = shown.config().matching();
    List<ScoreLine> lines = new ArrayList<>();
    lines.add(
        new ScoreLine.Heading(
            "List score",
            config.fusion().isComparable()
                ? "Means the same for every query of the map; cannot be compared with pair scores"
                : "Among the re-ranked candidates of this query; cannot be compared with pair"
                    + " scores"));
    if (candidate.isPresent() && candidate.get() instanceof Retrieved retrieved) {
      lines.add(
          new ScoreLine.Note(
              Double.isNaN(retrieved.distance())
                  ? "This candidate was not re-ranked; only the given ranking ranks it."
                  : "This candidate was not re-ranked; only its distance ranks it."));
      return lines;
    }
    if (candidate.isEmpty() && result != null) {
      lines.add(new ScoreLine.Note("This image is not among the candidates of the query."));
      return lines;
    }
    Optional<ListScore> score =
        result == null ? Optional.empty() : candidate.flatMap(c -> ListScore.of(result, c, config));
    lines.addAll(listScore(score, config, shown.match().scales()));
    if (result != null && candidate.isPresent()) {
      lines.addAll(confidence(result, candidate.get(), score.isPresent(), shown.config()));
    }
    return lines;
  }

  private static List<ScoreLine> listScore(
      Optional<ListScore> score, MatchConfig config, List<ScaleMatch> scales) {
    boolean cohort = config.fusion().cohort() > 0;
    List<ScoreLine> lines = new ArrayList<>();
    lines.add(
        line(
            cohort ? "Cohort mean" : "Mean",
            cohort
                ? "Of the query's scores with the cohort: images that were not found"
                : "Of the scores of the candidates",
            scales,
            s ->
                score
                    .map(l -> Numbers.score(l.parts().get(s).standard().mean()))
                    .orElse(NOT_KNOWN)));
    lines.add(
        line(
            cohort ? "Cohort \u00b1" : "\u00b1",
            "Standard deviation of the same scores",
            scales,
            s ->
                score
                    .map(l -> Numbers.score(l.parts().get(s).standard().deviation()))
                    .orElse(NOT_KNOWN)));
    lines.add(
        line(
            "Above it",
            "Score less that mean, in standard deviations",
            scales,
            s ->
                score.map(l -> Numbers.signed(l.parts().get(s).standardised())).orElse(NOT_KNOWN)));
    lines.add(
        line(
            "\u00d7 weight",
            "How much the patch size counts",
            scales,
            s ->
                Numbers.plain(
                    score.map(l -> l.parts().get(s).weight()).orElse(config.weights().get(s)))));
    lines.add(
        line(
            "= contribution",
            "What the patch size adds to the list score",
            scales,
            s ->
                score.map(l -> Numbers.signed(l.parts().get(s).contribution())).orElse(NOT_KNOWN)));
    if (score.isPresent() ? score.get().global().isPresent() : config.globalWeight() > 0) {
      lines.add(
          new ScoreLine.OfAll(
              "Global similarity",
              score.flatMap(ListScore::global).map(ScorePanel::product).orElse(NOT_KNOWN),
              false));
    }
    if (score.isPresent() && !score.get().standsOut()) {
      lines.add(
          new ScoreLine.Note(
              "No candidate stands out from the cohort, so the patches count for nothing and the"
                  + " order is that of the global search."));
    }
    lines.add(
        new ScoreLine.OfAll(
            "List score", score.map(l -> Numbers.signed(l.total())).orElse(NOT_KNOWN), true));
    return lines;
  }

  private static String product(ListScore.Part part) {
    return Numbers.signed(part.standardised())
        + " \u00d7 "
        + Numbers.plain(part.weight())
        + " = "
        + Numbers.signed(part.contribution());
  }

  /**
   * How far the first candidate can be trusted.
   *
   * @param isCurrent false while the list is still that of other settings
   */
  private static List<ScoreLine> confidence(
      QueryResult result, Candidate candidate, boolean isCurrent, PipelineConfig config) {
    List<ScoreLine> lines = new ArrayList<>();
    if (!config.matching().fusion().isComparable() || !(candidate instanceof Reranked reranked)) {
      return lines;
    }
    lines.add(
        new ScoreLine.OfAll(
            "Excess over the cohort",
            isCurrent
                ? String.format(
                    Locale.ROOT, "%.1f %%", 100 * result.excess(reranked, config.matching()))
                : NOT_KNOWN,
            false));
    if (reranked.rankAfter() == 1) {
      lines.add(isCurrent ? probability(result, config) : probability(NOT_KNOWN));
    }
    return lines;
  }

  private static ScoreLine probability(QueryResult result, PipelineConfig config) {
    return Confidences.ofFirst(result, config)
        .map(p -> probability(String.format(Locale.ROOT, "%.0f %%", 100 * p)))
        .orElse(new ScoreLine.Note("No probability: it is not calibrated for these settings."));
  }

  private static ScoreLine probability(String value) {
    return new ScoreLine.OfAll("Probability that it is right", value, true);
  }

  private static ScoreLine line(
      String name, String help, List<ScaleMatch> scales, IntFunction<String> value) {
    return line(name, help, scales, value, false);
  }

  private static ScoreLine line(
      String name,
      String help,
      List<ScaleMatch> scales,
      IntFunction<String> value,
      boolean isUsed) {
    return new ScoreLine.OfSizes(
        name, help, IntStream.range(0, scales.size()).mapToObj(value).toList(), isUsed);
  }
}
