package org.vladoscope.graph;

import java.util.Map;

/**
 * How long one query of its own takes with nothing of it kept from before: network, global
 * descriptor, patches, and matching and scoring of all candidates, whose patch descriptors are at
 * hand. The sum of what the steps took for each image or pair, as time of one thread; searching the
 * index is not counted. Unlike the time an evaluation took, it does not depend on what the cache
 * held.
 *
 * @param milliseconds the sum
 * @param measured false if some of the steps did not run since the map was opened, so that usual
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
   * @param query all work for one query
   * @param during what was measured while this configuration ran; preferred
   * @param ever what was measured since the map was opened
   */
  public static QueryTime of(Workload query, StepTimes during, StepTimes ever) {
    double seconds = 0;
    boolean measured = true;
    for (Map.Entry<StepKind, Workload.Amount> step : query.steps().entrySet()) {
      StepTimes times = during.isMeasured(step.getKey()) ? during : ever;
      seconds += step.getValue().operations() * times.secondsPerOperation(step.getKey());
      measured &= times.isMeasured(step.getKey());
    }
    return new QueryTime(1000 * seconds, measured);
  }
}
