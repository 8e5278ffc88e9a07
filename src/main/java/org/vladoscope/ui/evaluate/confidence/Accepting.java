package org.vladoscope.ui.evaluate.confidence;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.vladoscope.metric.confidence.Confidence;
import org.vladoscope.metric.confidence.Confidence.Acceptance;

/**
 * Answers of which those are accepted that are sure enough, by a probability or by a measure that
 * is none, with all that is drawn and written of them.
 */
public sealed interface Accepting permits MeasuredConfidence, MeasuredSurety {

  /** Precisions that are offered, in percent. */
  List<Integer> PRECISIONS = List.of(90, 95, 99, 100);

  /** Names the number in a line before its value, such as "c". */
  String symbol();

  /** The rule in words, put before the value, such as "Accept answers from c on". */
  String rule();

  /** What a curve of it is called. */
  String legend();

  /** The answers that a threshold accepts, in words. */
  String acceptedWords(String threshold);

  /** The answers that a threshold does not accept, in words. */
  String rejectedWords(String threshold);

  /** The least threshold that is offered. */
  double least();

  /** The greatest threshold that is offered. */
  double most();

  /** The threshold before anyone has chosen one. */
  double atFirst();

  /** How many queries there are. */
  int size();

  /** What accepting at a threshold gives. */
  Acceptance accepting(double threshold);

  /** What accepting gives at each threshold that makes a difference, the surest first. */
  List<Acceptance> acceptances();

  /** The shortest decimal number that accepts the same answers as a threshold. */
  double readable(double threshold);

  /** True if a threshold accepts no answer that another does not. */
  boolean isStricterOrSame(double threshold, double other);

  /** The queries that a threshold accepts, or those that it does not; right or wrong. */
  List<Integer> split(double threshold, boolean accepted, boolean right);

  /** The queries whose place is not in the map. */
  List<Integer> withoutMatch();

  /** How well queries are told apart whose place is not in the map. */
  OptionalDouble withoutMatchArea();

  /** What the numbers are, for the title of a figure. */
  String source();

  /**
   * The laxest threshold that gives a precision.
   *
   * @param percent one of {@link #PRECISIONS}
   * @return empty if even the surest answers do not reach it
   */
  default Optional<Acceptance> atPrecision(int percent) {
    return acceptances().reversed().stream()
        .filter(a -> a.precision() >= percent / 100.0)
        .findFirst();
  }

  /** The point of {@link #acceptances} that accepts as many answers, or -1 if none is accepted. */
  default int indexOf(double threshold) {
    int index = -1;
    while (index + 1 < acceptances().size()
        && isStricterOrSame(acceptances().get(index + 1).threshold(), threshold)) {
      index++;
    }
    return index;
  }

  /** A threshold with as many decimals as it needs. */
  default String text(double threshold) {
    return Confidence.text(threshold);
  }
}
