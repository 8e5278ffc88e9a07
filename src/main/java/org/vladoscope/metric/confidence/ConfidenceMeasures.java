package org.vladoscope.metric.confidence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The measures of how sure an answer by global descriptors is, in the order they are shown. */
public final class ConfidenceMeasures {

  /** All. The one place where a new measure is made known. */
  public static final List<ConfidenceMeasure> ALL =
      List.of(new FirstSimilarity(), new DistanceRatio(), new SpatialSpread());

  private ConfidenceMeasures() {}

  /**
   * Every measure of a ranking that can be told, by the measures' ids.
   *
   * @param nearest the candidates of one query by their global descriptors, the nearest first
   */
  public static Map<String, Double> of(List<FoundPlace> nearest, Elsewhere elsewhere) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (ConfidenceMeasure measure : ALL) {
      double value = measure.measure(nearest, elsewhere);
      if (!Double.isNaN(value)) {
        values.put(measure.id(), value);
      }
    }
    return values;
  }
}
