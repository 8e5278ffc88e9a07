package org.vladoscope.ui.map;

import org.vladoscope.vlad.GlobalAnatomy;
import org.vladoscope.vlad.GlobalSimilarity;

/**
 * What the clusters make of a pair at one sharpness of the assignment.
 *
 * @param query the query's descriptor, taken apart
 * @param candidate the candidate's
 * @param similarity why both are alike
 */
public record ClusterView(
    GlobalAnatomy query, GlobalAnatomy candidate, GlobalSimilarity similarity) {

  /** Puts both together. */
  public static ClusterView of(GlobalAnatomy query, GlobalAnatomy candidate) {
    return new ClusterView(query, candidate, GlobalSimilarity.between(query, candidate));
  }

  /** The same pair at another sharpness; takes milliseconds, so not on the JavaFX thread. */
  public ClusterView withSharpness(double factor) {
    return of(query.withSharpness(factor), candidate.withSharpness(factor));
  }

  /** By what the trained α is multiplied. */
  public double sharpness() {
    return query.sharpness();
  }

  /** Number of clusters, K. */
  public int clusters() {
    return query.words();
  }

  /** One of the two descriptors. */
  public GlobalAnatomy anatomy(boolean ofQuery) {
    return ofQuery ? query : candidate;
  }
}
