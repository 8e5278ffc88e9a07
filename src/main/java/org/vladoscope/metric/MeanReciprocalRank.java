package org.vladoscope.metric;

import java.util.Optional;

/** The mean reciprocal rank of the first positive, see {@link ReciprocalRank}. */
record MeanReciprocalRank() implements Metric {

  @Override
  public String id() {
    return "mean_reciprocal_rank";
  }

  @Override
  public String label() {
    return "MRR";
  }

  @Override
  public String name() {
    return "mean reciprocal rank";
  }

  /** Queries without a positive have no rank, so they are left out either way. */
  @Override
  public Optional<MetricValue> measure(RankingMetrics metrics, WithoutPositive way) {
    ReciprocalRank rank = metrics.reciprocalRank();
    return Optional.of(new MetricValue(rank.mean(), rank.convention(), Optional.empty()));
  }
}
