package org.vladoscope.graph;

import org.vladoscope.config.PipelineConfig;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.match.Matcher;

/**
 * How long one query of its own takes with nothing of it kept from before: network, global
 * descriptor, patches, and matching and scoring of all candidates, whose patch descriptors are at
 * hand. The sum of what the stages took for each image or pair, as time of one thread; searching
 * the index is not counted. Unlike the time an evaluation took, it does not depend on what the
 * cache held.
 *
 * @param milliseconds the sum
 * @param measured false if some of the stages did not run since the map was opened, so that usual
 *     times were taken for them
 */
public record QueryTime(double milliseconds, boolean measured) {

  /** What the number is, for people. */
  public static final String CONVENTION =
      "ms of one thread for a query of its own: network, descriptors, matching and scoring of all"
          + " candidates, their patches at hand";

  /**
   * The time under a configuration.
   *
   * @param during what was measured while this configuration ran; preferred
   * @param ever what was measured since the map was opened
   */
  public static QueryTime of(
      PipelineConfig config, BackboneInfo backbone, StageTimes during, StageTimes ever) {
    StageLoad load = new StageLoad(config, backbone);
    Stage scoring = config.matching().matcher() == Matcher.RAPID ? Stage.RAPID : Stage.RANSAC;
    Workload.Builder query = new Workload.Builder();
    query.add(Stage.FEATURES, 1).add(Stage.GLOBALS, 1).add(Stage.PATCHES, 1);
    query.add(Stage.MATCHES, config.rerank()).add(scoring, config.rerank());
    double seconds = 0;
    boolean measured = true;
    for (var entry : query.build().units().entrySet()) {
      Stage stage = entry.getKey();
      StageTimes times = during.isMeasured(stage) ? during : ever;
      seconds += entry.getValue() * load.operations(stage) * times.secondsPerOperation(stage);
      measured &= times.isMeasured(stage);
    }
    return new QueryTime(1000 * seconds, measured);
  }
}
