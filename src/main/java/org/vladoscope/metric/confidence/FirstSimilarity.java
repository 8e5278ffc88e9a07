package org.vladoscope.metric.confidence;

import java.util.List;
import java.util.Locale;

/** The cosine similarity of the first candidate's global descriptor with the query's. */
record FirstSimilarity() implements ConfidenceMeasure {

  @Override
  public String id() {
    return "first_similarity";
  }

  @Override
  public String label() {
    return "First similarity";
  }

  @Override
  public String convention(String elsewhere) {
    return "cosine similarity of the first candidate's global descriptor, at most 1; higher is"
        + " surer";
  }

  @Override
  public boolean isLowerSurer() {
    return false;
  }

  @Override
  public double measure(List<FoundPlace> nearest, Elsewhere elsewhere) {
    return nearest.isEmpty() ? Double.NaN : 1 - Math.pow(nearest.getFirst().distance(), 2) / 2;
  }

  @Override
  public String text(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
