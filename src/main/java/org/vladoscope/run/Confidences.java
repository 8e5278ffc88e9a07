package org.vladoscope.run;

import java.util.Optional;
import org.vladoscope.aggregate.Aggregator;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.config.Preset;
import org.vladoscope.match.MatchConfig;
import org.vladoscope.metric.Outcomes;
import org.vladoscope.metric.confidence.Calibration;
import org.vladoscope.metric.confidence.Confidence;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.ranking.Reranked;

/** How probable it is that an answer is right: which calibration goes with which configuration. */
public final class Confidences {

  /**
   * Fitted on seven sets of real and drawn places, each with the same say; on sets that were left
   * out the expected calibration error was .02. See the decision record on scores.
   */
  private static final Calibration OTHER_MAPS =
      new Calibration(8.42, 2.41, "other maps, with the default configuration");

  private Confidences() {}

  /**
   * The calibration that comes with the program; empty if scores are made in another way than those
   * that it was fitted on.
   */
  public static Optional<Calibration> usual(PipelineConfig config) {
    PipelineConfig fitted = Preset.DEFAULT.config();
    MatchConfig matching = fitted.matching();
    boolean fits =
        config.reranks()
            && config.backbone().equals(fitted.backbone())
            && ofAnySeed(config).equals(ofAnySeed(fitted))
            && config.scales().equals(fitted.scales())
            && config.reduction().equals(fitted.reduction())
            && config.matching().scorer().equals(matching.scorer())
            && config.matching().weights().equals(matching.weights())
            && config.matching().fusion().isComparable();
    return fits ? Optional.of(OTHER_MAPS) : Optional.empty();
  }

  private static Aggregator ofAnySeed(PipelineConfig config) {
    Aggregator aggregator = config.aggregator();
    return aggregator
        .words()
        .map(words -> aggregator.withWords(words.withSeed(0)))
        .orElse(aggregator);
  }

  /**
   * The probability that the first answer to a query is right.
   *
   * @param config how it was ranked
   * @return between 0 and 1; empty if nothing was re-ranked or no calibration fits
   */
  public static Optional<Double> ofFirst(QueryResult result, PipelineConfig config) {
    return usual(config).flatMap(calibration -> ofFirst(result, config, calibration));
  }

  /** The same by a calibration that fits the configuration. */
  public static Optional<Double> ofFirst(
      QueryResult result, PipelineConfig config, Calibration calibration) {
    Candidate first = result.candidates().isEmpty() ? null : result.candidates().getFirst();
    if (!(first instanceof Reranked reranked)) {
      return Optional.empty();
    }
    double excess = result.excess(reranked, config.matching());
    return Double.isNaN(excess) ? Optional.empty() : Optional.of(calibration.probability(excess));
  }

  /**
   * The calibration for a run: the one that was asked for; else by its own ground truth if that
   * tells enough right and wrong answers; else the usual one.
   */
  public static Optional<Calibration> of(Run run) {
    if (!isComparable(run.config())) {
      return Optional.empty();
    }
    if (run.calibration().isPresent()) {
      return run.calibration();
    }
    Optional<Calibration> own =
        run.hasGroundTruth() ? Confidence.fit(run.after()) : Optional.empty();
    return own.isPresent() ? own : usual(run.config());
  }

  /** How far a calibration that was asked for can be trusted; empty if none was. */
  public static Optional<Confidence> byAsked(Run run) {
    return run.hasGroundTruth() && isComparable(run.config())
        ? run.calibration().flatMap(calibration -> Confidence.of(run.after(), calibration))
        : Optional.empty();
  }

  /** How far the usual calibration can be trusted on a run's map; empty if there is none. */
  public static Optional<Confidence> byOtherMaps(Run run) {
    return run.hasGroundTruth() ? byOtherMaps(run.after(), run.config()) : Optional.empty();
  }

  /**
   * How far the usual calibration can be trusted; empty if there is none, or no query has a score.
   *
   * @param reranked how the queries fared after re-ranking
   * @param config how they were ranked
   */
  public static Optional<Confidence> byOtherMaps(Outcomes reranked, PipelineConfig config) {
    return isComparable(config)
        ? usual(config).flatMap(calibration -> Confidence.of(reranked, calibration))
        : Optional.empty();
  }

  /** How far a calibration by the run's own ground truth can be trusted, by cross-validation. */
  public static Optional<Confidence> byOwnTruth(Run run) {
    return run.hasGroundTruth() ? byOwnTruth(run.after(), run.config()) : Optional.empty();
  }

  /**
   * How far a calibration by these outcomes can be trusted, by cross-validation; empty if too few
   * answers are right or too few are wrong.
   *
   * @param reranked how the queries fared after re-ranking
   * @param config how they were ranked
   */
  public static Optional<Confidence> byOwnTruth(Outcomes reranked, PipelineConfig config) {
    return isComparable(config) ? Confidence.crossValidated(reranked) : Optional.empty();
  }

  private static boolean isComparable(PipelineConfig config) {
    return config.reranks() && config.matching().fusion().isComparable();
  }
}
