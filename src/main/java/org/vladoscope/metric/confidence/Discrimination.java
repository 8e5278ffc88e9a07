package org.vladoscope.metric.confidence;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.vladoscope.metric.confidence.Confidence.Acceptance;

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
    return surety(query.value);
  }

  /** Turns a value into one of which the higher is surer, and back. */
  private double surety(double value) {
    return measure.isLowerSurer() ? 0 - value : value;
  }

  /** True if an answer is accepted at a threshold: if it is as sure, or surer. */
  public boolean accepts(double threshold, Judged query) {
    return measure.isLowerSurer() ? query.value <= threshold : query.value >= threshold;
  }

  /** What accepting at a threshold gives. */
  public Acceptance accepting(double threshold) {
    List<Judged> accepted = queries.stream().filter(q -> accepts(threshold, q)).toList();
    return new Acceptance(
        threshold,
        accepted.size(),
        accepted.stream().mapToDouble(q -> q.right ? 1 : 0).average().orElse(Double.NaN),
        (double) accepted.size() / queries.size());
  }

  /** What accepting gives at each value that occurs, the surest first. */
  public List<Acceptance> acceptances() {
    return AcceptanceCurve.of(
            queries.stream().map(q -> new AcceptanceCurve.Answer(surety(q), q.right)).toList())
        .stream()
        .map(a -> new Acceptance(surety(a.threshold()), a.accepted(), a.precision(), a.coverage()))
        .toList();
  }

  /**
   * The shortest decimal number that accepts the same answers as a threshold, to be read and typed
   * in elsewhere: a rounded one would accept others.
   */
  public double readable(double threshold) {
    double least = Double.POSITIVE_INFINITY;
    double below = Double.NEGATIVE_INFINITY;
    for (Judged query : queries) {
      double surety = surety(query);
      if (accepts(threshold, query)) {
        least = Math.min(least, surety);
      } else {
        below = Math.max(below, surety);
      }
    }
    return Double.isInfinite(least) ? threshold : surety(Confidence.readable(least, below));
  }
}
