package org.vladoscope.metric;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** What no other candidate beats in every respect. */
public final class ParetoFront {

  private ParetoFront() {}

  /**
   * The candidates for which no other is at least as good in every respect and better in one. Those
   * with a NaN are never among them. Equal ones are all kept.
   *
   * @param gain more is better
   * @param costs less is better
   * @return in the order given
   */
  public static <T> List<T> of(
      List<T> candidates, ToDoubleFunction<T> gain, List<ToDoubleFunction<T>> costs) {
    return candidates.stream()
        .filter(c -> isComparable(c, gain, costs))
        .filter(
            c ->
                candidates.stream()
                    .noneMatch(
                        other -> isComparable(other, gain, costs) && beats(other, c, gain, costs)))
        .toList();
  }

  private static <T> boolean isComparable(
      T candidate, ToDoubleFunction<T> gain, List<ToDoubleFunction<T>> costs) {
    return !Double.isNaN(gain.applyAsDouble(candidate))
        && costs.stream().noneMatch(c -> Double.isNaN(c.applyAsDouble(candidate)));
  }

  private static <T> boolean beats(
      T a, T b, ToDoubleFunction<T> gain, List<ToDoubleFunction<T>> costs) {
    double gained = gain.applyAsDouble(a) - gain.applyAsDouble(b);
    boolean better = gained > 0;
    boolean worse = gained < 0;
    for (ToDoubleFunction<T> cost : costs) {
      double spent = cost.applyAsDouble(a) - cost.applyAsDouble(b);
      better |= spent < 0;
      worse |= spent > 0;
    }
    return better && !worse;
  }
}
