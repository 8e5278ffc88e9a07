package org.vladoscope.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.judge.Verdicts;
import org.vladoscope.match.MatchConfig;
import org.vladoscope.metric.Bootstrap;
import org.vladoscope.metric.Outcomes;
import org.vladoscope.metric.PairedComparison;
import org.vladoscope.metric.RankingMetrics;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.Evaluation;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.ranking.Reranked;
import org.vladoscope.ranking.Retrieved;

/**
 * How good an evaluation is, before and after re-ranking. Rankings stay as they are, so the same
 * evaluation can be judged by another ground truth at once. Query numbers are those of {@link
 * PlaceMap#queries()}.
 *
 * @param global by global descriptors alone; best matches are scored by their cosine similarity
 * @param reranked after re-ranking; best matches are scored by how far they stand out from the
 *     cohort, or by their pair score where list scores of different queries cannot be compared; the
 *     same as {@code global} if nothing was re-ranked
 * @param leftOut queries that verdicts leave out
 */
public record EvaluationMetrics(RankingMetrics global, RankingMetrics reranked, int leftOut) {

  static final String GLOBAL_ORDER = "global descriptors";
  static final String GIVEN_ORDER = "given ranking";
  static final String RERANKED_ORDER = "re-ranked";
  static final String COSINE = "cosine of global descriptors";

  /** Of a ranking only the order is known. */
  static final String NO_SCORE = "";

  static final String PAIR_SCORE = "pair score, the weighted sum of the patch sizes' scores";
  static final String EXCESS = "excess over the cohort, a share of the greatest score there can be";

  /** What best matches are scored by after re-ranking, for people. */
  static String score(MatchConfig matching) {
    return matching.fusion().isComparable() ? EXCESS : PAIR_SCORE;
  }

  /** Judges an evaluation by the map's own ground truth; empty if the map has none. */
  public static Optional<EvaluationMetrics> of(
      Evaluation evaluation, PlaceMap map, MatchConfig matching) {
    return of(evaluation, map, matching, map.groundTruth(), Verdicts.NONE, Bootstrap.USUAL);
  }

  /**
   * Judges an evaluation.
   *
   * @param matching how it was scored
   * @param truth what is right; may be another than the map's
   * @param verdicts queries to leave out; their "same place" pairs are right too
   * @param bootstrap how intervals are computed; {@link Bootstrap#NONE} is quick
   * @return empty if nothing is known about what is right
   */
  public static Optional<EvaluationMetrics> of(
      Evaluation evaluation,
      PlaceMap map,
      MatchConfig matching,
      GroundTruth truth,
      Verdicts verdicts,
      Bootstrap bootstrap) {
    GroundTruth judged = verdicts.appliedTo(map, truth);
    if (!judged.isKnown()) {
      return Optional.empty();
    }
    Map<PlaceImage, Integer> numbers = new HashMap<>();
    for (int q = 0; q < map.queries().size(); q++) {
      numbers.put(map.queries().get(q), q);
    }
    Ranked before = new Ranked();
    Ranked after = new Ranked();
    int leftOut = 0;
    for (QueryResult result : evaluation.results()) {
      Integer query = numbers.get(result.query());
      if (query == null) {
        continue;
      }
      if (verdicts.leavesOut(result.query().name())) {
        leftOut++;
        continue;
      }
      before.add(
          query,
          result.beforeReranking(),
          result.beforeReranking().stream().mapToDouble(Candidate::globalSimilarity).toArray());
      after.add(
          query,
          result.candidates(),
          result.candidates().stream().mapToDouble(c -> score(result, c, matching)).toArray());
    }
    RankingMetrics global =
        RankingMetrics.of(
            isGiven(evaluation)
                ? before.outcomes(judged, GIVEN_ORDER, NO_SCORE)
                : before.outcomes(judged, GLOBAL_ORDER, COSINE),
            bootstrap);
    RankingMetrics reranked =
        evaluation.isReranked()
            ? RankingMetrics.of(after.outcomes(judged, RERANKED_ORDER, score(matching)), bootstrap)
            : global;
    return Optional.of(new EvaluationMetrics(global, reranked, leftOut));
  }

  /** Where only ranks are known, another program made the order. */
  private static boolean isGiven(Evaluation evaluation) {
    return evaluation.results().stream()
        .flatMap(result -> result.candidates().stream())
        .limit(1)
        .anyMatch(candidate -> Double.isNaN(candidate.distance()));
  }

  /** The score of a candidate, by which best matches of different queries are compared. */
  static double score(QueryResult result, Candidate candidate, MatchConfig matching) {
    return switch (candidate) {
      case Reranked reranked ->
          matching.fusion().isComparable()
              ? result.excess(reranked, matching)
              : matching.pairScore(reranked.scores());
      case Retrieved retrieved -> Double.NaN;
    };
  }

  /** Rankings as they are collected. */
  private static final class Ranked {
    private final List<Integer> queries = new ArrayList<>();
    private final List<int[]> rankings = new ArrayList<>();
    private final List<double[]> scores = new ArrayList<>();

    void add(int query, List<Candidate> candidates, double[] own) {
      queries.add(query);
      rankings.add(candidates.stream().mapToInt(Candidate::databaseIndex).toArray());
      scores.add(own);
    }

    Outcomes outcomes(GroundTruth truth, String order, String score) {
      return Outcomes.of(queries, rankings, scores, truth, order, score);
    }
  }

  /** The metrics of one order: after re-ranking, or by global descriptors. */
  public RankingMetrics order(boolean afterReranking) {
    return afterReranking ? reranked : global;
  }

  /** False if no patches were compared: then both orders are the same. */
  public boolean isReranked() {
    return !reranked.outcomes().order().equals(global.outcomes().order());
  }

  /** What re-ranking won and lost at an N. */
  public PairedComparison gain(int n) {
    return PairedComparison.of(global.outcomes(), reranked.outcomes(), n);
  }
}
