package org.vladoscope.metric;

import java.util.List;
import java.util.stream.Stream;

/** The metrics that pages, tables and files show, in the order in which they show them. */
public final class Metrics {

  /** The points of the recall curve: a table of their own where there is one column for each. */
  public static final List<Metric> RECALL =
      Recall.USUAL.stream().<Metric>map(RecallAt::new).toList();

  /** All. The one place where a new metric is made known. */
  public static final List<Metric> ALL =
      Stream.concat(
              RECALL.stream(),
              Stream.of(
                  new MeanReciprocalRank(), new PrecisionRecallArea(), new RecallAtFullPrecision()))
          .toList();

  private Metrics() {}

  /** Those that stand in tables of many configurations. */
  public static List<Metric> headlines() {
    return ALL.stream().filter(Metric::isHeadline).toList();
  }

  /** Those that stand beside the recall curve: recall@1, and whatever is no point of it. */
  public static List<Metric> besideRecall() {
    return ALL.stream().filter(m -> m.equals(RECALL.getFirst()) || !RECALL.contains(m)).toList();
  }
}
