package org.vladoscope.ui.map;

import java.util.List;
import org.vladoscope.vlad.GlobalAnatomy;
import org.vladoscope.vlad.GlobalSimilarity;

/**
 * What the clusters make of a pair at one sharpness of the assignment.
 *
 * @param query the query's descriptor, taken apart
 * @param candidate the candidate's
 * @param similarity why both are alike
 * @param shares how many cells each cluster owns, in the order of the clusters
 */
public record ClusterView(
    GlobalAnatomy query,
    GlobalAnatomy candidate,
    GlobalSimilarity similarity,
    List<ClusterShares> shares) {

  /** Copies the list. */
  public ClusterView {
    shares = List.copyOf(shares);
  }

  /** Puts both together; takes milliseconds, so not on the JavaFX thread. */
  public static ClusterView of(GlobalAnatomy query, GlobalAnatomy candidate) {
    return new ClusterView(
        query,
        candidate,
        GlobalSimilarity.between(query, candidate),
        ClusterShares.all(query.assignment(), candidate.assignment()));
  }

  /** The clusters that own a cell in either image, the largest first. */
  public List<ClusterShares> owners() {
    return ClusterShares.owners(shares);
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
