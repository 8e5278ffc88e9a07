package org.vladoscope.metric.confidence;

import java.util.List;
import java.util.Locale;

/**
 * The distance of the first candidate's global descriptor as a share of that of the first candidate
 * elsewhere: the ratio test of Lowe (IJCV 2004, section 7.1), for places. The next candidates often
 * show the first one's place, so they are passed over.
 */
record DistanceRatio() implements ConfidenceMeasure {

  @Override
  public String id() {
    return "distance_ratio";
  }

  @Override
  public String label() {
    return "Distance ratio";
  }

  @Override
  public String convention(String elsewhere) {
    return "distance of the first candidate divided by that of the first one elsewhere ("
        + elsewhere
        + "), 0 to 1; lower is surer";
  }

  @Override
  public boolean isLowerSurer() {
    return true;
  }

  /** NaN also where none of the candidates is elsewhere. */
  @Override
  public double measure(List<FoundPlace> nearest, Elsewhere elsewhere) {
    if (nearest.isEmpty()) {
      return Double.NaN;
    }
    FoundPlace first = nearest.getFirst();
    return nearest.stream()
        .skip(1)
        .filter(other -> elsewhere.isFar(first, other))
        .mapToDouble(other -> ratio(first.distance(), other.distance()))
        .findFirst()
        .orElse(Double.NaN);
  }

  /** Two images that are both the query itself say nothing of each other. */
  private static double ratio(double first, double other) {
    return other == 0 ? 1 : first / other;
  }

  @Override
  public String text(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
