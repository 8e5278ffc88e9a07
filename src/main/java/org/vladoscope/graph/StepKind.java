package org.vladoscope.graph;

import java.util.Comparator;

/**
 * What is said of a step for people, and what its times are kept under.
 *
 * @param id names its entries in the store: lower-case letters and hyphens
 * @param position its place in the graph; steps with smaller ones come first
 * @param label its name, for people
 * @param unit what it is done for, such as "image"
 * @param units the same for several
 * @param isShared whether its units are shared between threads; else one unit takes all of them
 * @param usualSecondsPerOperation what an operation takes on one thread, where nothing was measured
 *     yet: on two cores of an AMD EPYC
 */
public record StepKind(
    String id,
    int position,
    String label,
    String unit,
    String units,
    boolean isShared,
    double usualSecondsPerOperation)
    implements Comparable<StepKind> {

  private static final Comparator<StepKind> ORDER =
      Comparator.comparingInt(StepKind::position).thenComparing(StepKind::id);

  /** What it is done for, with a number, such as "12 images". */
  public String count(int number) {
    return number + " " + (number == 1 ? unit : units);
  }

  @Override
  public int compareTo(StepKind other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return id;
  }
}
