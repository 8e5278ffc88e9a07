package org.vladoscope.metric.confidence;

import java.util.List;

/**
 * A number that says how sure the first answer of a ranking by global descriptors is: everything
 * that pages, tables and files show of it. It is no probability. A new one is a class and a line in
 * {@link ConfidenceMeasures}.
 */
public interface ConfidenceMeasure {

  /** Names it in files: lower-case letters, digits and underscores. */
  String id();

  /** Its name, for people, such as "Distance ratio". */
  String label();

  /**
   * What it is, as a phrase with its range and direction.
   *
   * @param elsewhere what is taken for another place, in words, see {@link Elsewhere#words}
   */
  String convention(String elsewhere);

  /** True if a lower value is surer. */
  boolean isLowerSurer();

  /**
   * Measures a ranking.
   *
   * @param nearest the candidates of one query by their global descriptors, the nearest first
   * @return NaN if it cannot be measured, for example because there are no positions
   */
  double measure(List<FoundPlace> nearest, Elsewhere elsewhere);

  /** A value as it is written, with its unit. */
  String text(double value);
}
