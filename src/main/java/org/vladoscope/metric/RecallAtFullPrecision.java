package org.vladoscope.metric;

import java.util.Optional;

/** The recall that is reached before the first wrong best match, see {@link PrecisionRecall}. */
record RecallAtFullPrecision() implements Metric {

  @Override
  public String id() {
    return "recall_at_full_precision";
  }

  @Override
  public String label() {
    return "R@100P";
  }

  @Override
  public String name() {
    return "recall at 100 % precision";
  }

  @Override
  public Optional<MetricValue> measure(RankingMetrics metrics, WithoutPositive way) {
    return metrics
        .bestMatch()
        .map(
            curve ->
                new MetricValue(
                    Estimate.exactly(curve.recallAtFullPrecision()),
                    curve.convention(),
                    Optional.empty()));
  }

  @Override
  public boolean isHeadline() {
    return false;
  }
}
