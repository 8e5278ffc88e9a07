package org.vladoscope.metric;

import java.util.Optional;

/** The area under precision and recall over best matches, see {@link PrecisionRecall}. */
record PrecisionRecallArea() implements Metric {

  @Override
  public String id() {
    return "precision_recall_area";
  }

  @Override
  public String label() {
    return "PR area";
  }

  @Override
  public String name() {
    return "area under precision-recall";
  }

  @Override
  public Optional<MetricValue> measure(RankingMetrics metrics, WithoutPositive way) {
    return metrics
        .bestMatch()
        .map(
            curve ->
                new MetricValue(
                    Estimate.exactly(curve.area()), curve.convention(), Optional.empty()));
  }

  @Override
  public boolean isHeadline() {
    return false;
  }
}
