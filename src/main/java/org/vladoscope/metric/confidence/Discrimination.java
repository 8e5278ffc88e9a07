package org.vladoscope.metric.confidence;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * How well a measure of confidence tells right answers from wrong ones.
 *
 * @param measure the measure
 * @param queries one for each query that has a value
 */
public record Discrimination(ConfidenceMeasure measure, List<Judged> queries) {

  /** Copies the list. */
  public Discrimination {
    queries = List.copyOf(queries);
  }

  /**
   * A query.
   *
   * @param query its number
   * @param value of the measure
   * @param right whether its first answer is right
   * @param hasPositive whether the map shows its place
   */
  public record Judged(int query, double value, boolean right, boolean hasPositive) {}

  /**
   * The area under the ROC curve for right answers: the chance that a right one is surer than a
   * wrong one.
   *
   * @return empty if all answers are right, or none is
   */
  public OptionalDouble rightArea() {
    return area(Judged::right);
  }

  /**
   * The area under the ROC curve for queries whose place is not in the map: the chance that the
   * answer to a query with a match is surer than that to one without.
   *
   * @return empty if all queries have a match, or none has
   */
  public OptionalDouble withoutMatchArea() {
    return area(Judged::hasPositive);
  }

  private OptionalDouble area(Predicate<Judged> isOfFirstKind) {
    return RocArea.of(
        queries.stream().filter(isOfFirstKind).mapToDouble(this::surety).toArray(),
        queries.stream().filter(isOfFirstKind.negate()).mapToDouble(this::surety).toArray());
  }

  private double surety(Judged query) {
    return measure.isLowerSurer() ? -query.value : query.value;
  }

  /** True if an answer is accepted from a threshold on: if it is as sure, or surer. */
  public boolean accepts(double threshold, Judged query) {
    return measure.isLowerSurer() ? query.value <= threshold : query.value >= threshold;
  }

  /** The surest first. */
  public List<Judged> bySurety() {
    return queries.stream().sorted(Comparator.comparingDouble(this::surety).reversed()).toList();
  }
}
