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
    OptionalDouble withoutMatchArea)
    implements Accepting {

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

  @Override
  public Optional<Acceptance> atPrecision(int percent) {
    return atPrecision.getOrDefault(percent, Optional.empty());
  }

  @Override
  public String symbol() {
    return "c";
  }

  @Override
  public String rule() {
    return "Accept answers from c on";
  }

  @Override
  public String legend() {
    return "Accepted from c on";
  }

  @Override
  public String acceptedWords(String threshold) {
    return "Accepted from " + threshold + " on";
  }

  @Override
  public String rejectedWords(String threshold) {
    return "Rejected below " + threshold;
  }

  @Override
  public double least() {
    return 0;
  }

  @Override
  public double most() {
    return 1;
  }

  @Override
  public double atFirst() {
    return .5;
  }

  @Override
  public int size() {
    return confidence.queries().size();
  }

  @Override
  public Acceptance accepting(double threshold) {
    return confidence.accepting(threshold);
  }

  @Override
  public double readable(double threshold) {
    return confidence.readable(threshold);
  }

  @Override
  public boolean isStricterOrSame(double threshold, double other) {
    return threshold >= other;
  }

  @Override
  public String source() {
    return "calibrated on " + confidence.source();
  }

  /** The queries of a part of the range of probabilities: of those right or of those wrong. */
  public List<Integer> ofBin(int bin, boolean right) {
    return numbers(q -> Confidence.bin(q) == bin && q.right() == right);
  }

  @Override
  public List<Integer> split(double threshold, boolean accepted, boolean right) {
    return numbers(q -> q.probability() >= threshold == accepted && q.right() == right);
  }

  @Override
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
