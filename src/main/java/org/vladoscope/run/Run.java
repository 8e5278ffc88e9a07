package org.vladoscope.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.Conditions;
import org.vladoscope.dataset.MapOrigin;
import org.vladoscope.graph.QueryTime;
import org.vladoscope.judge.TruthWords;
import org.vladoscope.metric.Bootstrap;
import org.vladoscope.metric.Outcomes;
import org.vladoscope.metric.QueryOutcome;
import org.vladoscope.metric.RankingMetrics;
import org.vladoscope.metric.confidence.Calibration;

/**
 * One evaluation of one configuration, as it is kept with the map: everything needed to measure,
 * compare and report it later without computing anything again.
 *
 * @param id names it among the runs of the map; a plain file name
 * @param map name of the map
 * @param readAs how the map was read
 * @param config the exact configuration
 * @param software program and version
 * @param device what computed
 * @param date when it was finished
 * @param index which index searched
 * @param groundTruth what was right, for people; empty if nothing is known
 * @param databaseSize number of database images
 * @param depth how many candidates were ranked for each query
 * @param queries how each query fared; numbers in {@link #metrics} are positions in this list
 * @param seconds wall time per stage
 * @param totalSeconds wall time of everything
 * @param queryTime what one query takes
 * @param megabytesPerImage patch descriptors of one image as 32-bit floats, in 10⁶ bytes
 * @param failures images that were left out and why, by name
 * @param notices how results of another program were understood, and what of them is not used
 * @param measures how sure the answers are, where nothing was re-ranked; by places in the list
 * @param conditions under which conditions queries were taken, by their positions in the list
 * @param calibration what makes scores probabilities, if one was asked for; empty for the usual
 */
public record Run(
    String id,
    String map,
    MapOrigin readAs,
    PipelineConfig config,
    String software,
    String device,
    Instant date,
    String index,
    String groundTruth,
    int databaseSize,
    int depth,
    List<Query> queries,
    Map<String, Double> seconds,
    double totalSeconds,
    QueryTime queryTime,
    double megabytesPerImage,
    Map<String, String> failures,
    List<String> notices,
    AnswerMeasures measures,
    Conditions conditions,
    Optional<Calibration> calibration) {

  /** The rank of a positive that was not found. */
  public static final int NOT_FOUND = QueryOutcome.NOT_FOUND;

  /** Copies the collections. */
  public Run {
    queries = List.copyOf(queries);
    seconds = Collections.unmodifiableMap(new LinkedHashMap<>(seconds));
    failures = Collections.unmodifiableMap(new TreeMap<>(failures));
    notices = List.copyOf(notices);
  }

  /** The same with probabilities by a calibration that was asked for. */
  public Run withCalibration(Calibration asked) {
    return new Run(
        id,
        map,
        readAs,
        config,
        software,
        device,
        date,
        index,
        groundTruth,
        databaseSize,
        depth,
        queries,
        seconds,
        totalSeconds,
        queryTime,
        megabytesPerImage,
        failures,
        notices,
        measures,
        conditions,
        Optional.of(asked));
  }

  /**
   * How a query fared.
   *
   * @param name name of the query
   * @param positives how many database images show its place
   * @param rankBefore rank of the first positive by global descriptors, from 1, or {@link
   *     #NOT_FOUND}
   * @param rankAfter the same after re-ranking
   * @param scoreBefore cosine similarity of the best match by global descriptors, or NaN
   * @param scoreAfter of the best match after re-ranking: its excess over the cohort, or its pair
   *     score if lists are fused otherwise; or NaN
   * @param answerBefore name of the best match by global descriptors; empty if there is none, or in
   *     a run that was kept before this was
   * @param answer name of the best match after re-ranking; empty if there is none
   */
  public record Query(
      String name,
      int positives,
      int rankBefore,
      int rankAfter,
      double scoreBefore,
      double scoreAfter,
      String answerBefore,
      String answer) {

    /** How many places the first positive rose, or fell if negative; 0 if not found in both. */
    public int rise() {
      return rankBefore == rankAfter ? 0 : rankBefore - rankAfter;
    }
  }

  /** False if nothing was known about what is right. */
  public boolean hasGroundTruth() {
    return !groundTruth.isEmpty();
  }

  /** The outcomes by global descriptors alone. */
  public Outcomes before() {
    return outcomes(
        Query::rankBefore,
        Query::scoreBefore,
        config.retrieval().hasDistances()
            ? EvaluationMetrics.GLOBAL_ORDER
            : EvaluationMetrics.GIVEN_ORDER,
        config.retrieval().hasDistances() ? EvaluationMetrics.COSINE : EvaluationMetrics.NO_SCORE);
  }

  /** The outcomes after re-ranking; the same as before it if nothing is re-ranked. */
  public Outcomes after() {
    if (!config.reranks()) {
      return before();
    }
    return outcomes(
        Query::rankAfter,
        Query::scoreAfter,
        EvaluationMetrics.RERANKED_ORDER,
        EvaluationMetrics.score(config.matching()));
  }

  private Outcomes outcomes(
      ToIntFunction<Query> rank, ToDoubleFunction<Query> best, String order, String score) {
    List<QueryOutcome> list = new ArrayList<>();
    IntStream.range(0, queries.size())
        .forEach(
            i -> {
              Query q = queries.get(i);
              list.add(
                  new QueryOutcome(i, q.positives(), rank.applyAsInt(q), best.applyAsDouble(q)));
            });
    boolean soft = groundTruth.contains(TruthWords.SOFT);
    return new Outcomes(list, order, score, depth, soft);
  }

  /**
   * The metrics; empty without ground truth. Query numbers are positions in {@link #queries}.
   *
   * @param bootstrap how intervals are computed
   */
  public Optional<EvaluationMetrics> metrics(Bootstrap bootstrap) {
    return hasGroundTruth()
        ? Optional.of(
            new EvaluationMetrics(
                RankingMetrics.of(before(), bootstrap), RankingMetrics.of(after(), bootstrap), 0))
        : Optional.empty();
  }

  /**
   * The metrics of each condition; empty without ground truth or where there are no conditions.
   *
   * @param bootstrap how intervals are computed
   */
  public List<ConditionMetrics> byCondition(Bootstrap bootstrap) {
    return conditions.isEmpty()
        ? List.of()
        : metrics(Bootstrap.NONE)
            .map(all -> ConditionMetrics.of(all, conditions, bootstrap))
            .orElse(List.of());
  }
}
