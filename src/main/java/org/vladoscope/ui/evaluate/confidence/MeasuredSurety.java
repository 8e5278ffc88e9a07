package org.vladoscope.ui.evaluate.confidence;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.vladoscope.metric.confidence.Confidence.Acceptance;
import org.vladoscope.metric.confidence.Discrimination;
import org.vladoscope.metric.confidence.Discrimination.Judged;

/**
 * A measure of confidence that is no probability, with all that is drawn and written of it, so that
 * nothing is left to compute while somebody looks.
 *
 * @param discrimination the measure and its values; one or more
 * @param acceptances what accepting at each value that occurs gives, the surest first
 * @param rightArea how well right answers are told from wrong ones
 * @param withoutMatchArea how well queries are told apart whose place is not in the map
 * @param convention what the measure is, in words
 */
public record MeasuredSurety(
    Discrimination discrimination,
    List<Acceptance> acceptances,
    OptionalDouble rightArea,
    OptionalDouble withoutMatchArea,
    String convention)
    implements Accepting {

  /** Copies the list. */
  public MeasuredSurety {
    acceptances = List.copyOf(acceptances);
  }

  static MeasuredSurety of(Discrimination discrimination, String convention) {
    return new MeasuredSurety(
        discrimination,
        discrimination.acceptances(),
        discrimination.rightArea(),
        discrimination.withoutMatchArea(),
        convention);
  }

  /** Names the measure in ids. */
  public String id() {
    return discrimination.measure().id().replace('_', '-');
  }

  /** Its name, for people. */
  public String label() {
    return discrimination.measure().label();
  }

  @Override
  public String symbol() {
    return label();
  }

  @Override
  public String rule() {
    return discrimination.measure().isLowerSurer() ? "Accept answers up to" : "Accept answers from";
  }

  @Override
  public String legend() {
    return "Accepted by " + label().toLowerCase(Locale.ROOT);
  }

  @Override
  public String acceptedWords(String threshold) {
    String name = label() + " " + threshold;
    return discrimination.measure().isLowerSurer()
        ? "Accepted up to " + name
        : "Accepted from " + name + " on";
  }

  @Override
  public String rejectedWords(String threshold) {
    return "Rejected "
        + (discrimination.measure().isLowerSurer() ? "above " : "below ")
        + label()
        + " "
        + threshold;
  }

  private double extreme(boolean greatest) {
    double first = acceptances.getFirst().threshold();
    double last = acceptances.getLast().threshold();
    return greatest ? Math.max(first, last) : Math.min(first, last);
  }

  @Override
  public double least() {
    return extreme(false);
  }

  /** A slider needs some way to go. */
  @Override
  public double most() {
    return Math.max(extreme(true), extreme(false) + 1e-3);
  }

  /** Half of the answers are accepted, or a few more. */
  @Override
  public double atFirst() {
    return readable(
        acceptances.stream().filter(a -> a.coverage() >= .5).findFirst().orElseThrow().threshold());
  }

  @Override
  public int size() {
    return discrimination.queries().size();
  }

  @Override
  public Acceptance accepting(double threshold) {
    return discrimination.accepting(threshold);
  }

  @Override
  public double readable(double threshold) {
    return discrimination.readable(threshold);
  }

  @Override
  public boolean isStricterOrSame(double threshold, double other) {
    return discrimination.measure().isLowerSurer() ? threshold <= other : threshold >= other;
  }

  @Override
  public List<Integer> split(double threshold, boolean accepted, boolean right) {
    return numbers(q -> discrimination.accepts(threshold, q) == accepted && q.right() == right);
  }

  @Override
  public List<Integer> withoutMatch() {
    return numbers(q -> !q.hasPositive());
  }

  private List<Integer> numbers(Predicate<Judged> wanted) {
    return discrimination.queries().stream().filter(wanted).map(Judged::query).toList();
  }

  @Override
  public String source() {
    return "accepted by " + label().toLowerCase(Locale.ROOT) + ", no probability";
  }
}
