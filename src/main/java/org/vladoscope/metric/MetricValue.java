package org.vladoscope.metric;

import java.util.List;
import java.util.Optional;

/**
 * What a metric measured on one order of the candidates.
 *
 * @param estimate the value, with an interval if one was computed
 * @param convention what exactly was counted, for people; belongs beside the number
 * @param queries which queries fared well and which did not, if the number leads to queries
 */
public record MetricValue(Estimate estimate, String convention, Optional<Queries> queries) {

  /**
   * The queries behind a value, by their numbers.
   *
   * @param hit those that fared well
   * @param missed those that count and did not
   */
  public record Queries(List<Integer> hit, List<Integer> missed) {

    /** Copies the lists. */
    public Queries {
      hit = List.copyOf(hit);
      missed = List.copyOf(missed);
    }
  }
}
