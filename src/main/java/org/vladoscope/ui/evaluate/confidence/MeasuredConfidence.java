package org.vladoscope.ui.evaluate.confidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.vladoscope.metric.confidence.Confidence;
import org.vladoscope.metric.confidence.Confidence.Acceptance;
import org.vladoscope.metric.confidence.Confidence.Bin;
import org.vladoscope.metric.confidence.Confidence.Judged;

/**
 * The probabilities of a calibration with all that is drawn and written of them, so that nothing is
 * left to compute while somebody looks.
 *
 * @param confidence the probabilities; one or more
 * @param bins the calibration curve
 * @param calibrationError the expected calibration error
 * @param acceptances what accepting from each probability on gives, the highest first
 * @param atPrecision for each precision of {@link #PRECISIONS}, in percent, the lowest threshold
 *     that gives it
 * @param withoutMatchArea how well queries are told apart whose place is not in the map
 */
public record MeasuredConfidence(
    Confidence confidence,
    List<Bin> bins,
    double calibrationError,
    List<Acceptance> acceptances,
    SortedMap<Integer, Optional<Acceptance>> atPrecision,
    OptionalDouble withoutMatchArea) {

  /** Precisions that are offered, in percent. */
  public static final List<Integer> PRECISIONS = List.of(90, 95, 99, 100);

  /** Copies the collections. */
  public MeasuredConfidence {
    bins = List.copyOf(bins);
    acceptances = List.copyOf(acceptances);
    atPrecision = new TreeMap<>(atPrecision);
  }

  static MeasuredConfidence of(Confidence confidence) {
    SortedMap<Integer, Optional<Acceptance>> atPrecision = new TreeMap<>();
    PRECISIONS.forEach(p -> atPrecision.put(p, confidence.atPrecision(p / 100.0)));
    return new MeasuredConfidence(
        confidence,
        confidence.bins(),
        confidence.calibrationError(),
        confidence.acceptances(),
        atPrecision,
        confidence.withoutMatchArea());
  }

  /**
   * The lowest threshold that gives a precision.
   *
   * @param percent one of {@link #PRECISIONS}
   * @return empty if even the most probable answers do not reach it
   */
  public Optional<Acceptance> atPrecision(int percent) {
    return atPrecision.getOrDefault(percent, Optional.empty());
  }

  /** The point of {@link #acceptances} that accepts as many answers, or -1 if none is accepted. */
  public int indexOf(double threshold) {
    int index = -1;
    while (index + 1 < acceptances.size() && acceptances.get(index + 1).threshold() >= threshold) {
      index++;
    }
    return index;
  }

  /** The queries of a part of the range of probabilities: of those right or of those wrong. */
  public List<Integer> ofBin(int bin, boolean right) {
    return numbers(q -> Confidence.bin(q) == bin && q.right() == right);
  }

  /** The queries with a threshold's probability or more, or those with less; right or wrong. */
  public List<Integer> split(double threshold, boolean accepted, boolean right) {
    return numbers(q -> q.probability() >= threshold == accepted && q.right() == right);
  }

  /** The queries whose place is not in the map. */
  public List<Integer> withoutMatch() {
    return numbers(q -> !q.hasPositive());
  }

  private List<Integer> numbers(Predicate<Judged> wanted) {
    List<Integer> numbers = new ArrayList<>();
    for (Judged query : confidence.queries()) {
      if (wanted.test(query)) {
        numbers.add(query.query());
      }
    }
    return numbers;
  }
}
