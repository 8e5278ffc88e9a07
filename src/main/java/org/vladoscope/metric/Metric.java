package org.vladoscope.metric;

import java.util.Locale;
import java.util.Optional;

/**
 * A number that says how good an order of the candidates is: everything that pages, tables and
 * files show of it. A new one is a class and a line in {@link Metrics}.
 */
public interface Metric {

  /** Names it in files: lower-case letters, digits and underscores, such as {@code recall_at_1}. */
  String id();

  /** A few letters for the head of a column, such as "R@1". */
  String label();

  /** Its name in running text, such as "recall@1". */
  String name();

  /**
   * Measures an order.
   *
   * @param metrics the outcomes of all queries, and what follows from them
   * @param way how queries without a positive are treated, where the metric can do either
   * @return empty if it cannot be measured, for example because there are no scores
   */
  Optional<MetricValue> measure(RankingMetrics metrics, WithoutPositive way);

  /**
   * False if it says nothing about a map of that size.
   *
   * @param database number of places that are searched
   */
  default boolean appliesTo(int database) {
    return true;
  }

  /** True if it stands in tables that list many configurations. */
  default boolean isHeadline() {
    return true;
  }

  /** False if a small value is a good one, as with ranks. */
  default boolean isHigherBetter() {
    return true;
  }

  /**
   * A value as text. This suits numbers between 0 and 1.
   *
   * @param value what was measured, or an end of its interval
   * @param decimals how many digits after the point there is room for
   */
  default String text(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
