package org.vladoscope.metric;

import java.util.List;
import java.util.stream.Stream;

/** The metrics that pages, tables and files show, in the order in which they show them. */
public final class Metrics {

  /** The one place where a new metric is made known. */
  public static final List<Metric> ALL =
      Stream.<Metric>concat(
              Recall.USUAL.stream().map(RecallAt::new),
              Stream.of(
                  new MeanReciprocalRank(), new PrecisionRecallArea(), new RecallAtFullPrecision()))
          .toList();

  private Metrics() {}

  /** Those that stand in tables of many configurations. */
  public static List<Metric> headlines() {
    return ALL.stream().filter(Metric::isHeadline).toList();
  }
}
