package org.vladoscope.match;

import org.vladoscope.common.CacheKey;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.Precision;

/**
 * Finds which patches of two images belong together: those that are each other's nearest
 * (Patch-NetVLAD, section 3.3).
 *
 * @param precision what descriptors are rounded to before they are compared
 */
public record PatchMatcher(Precision precision) {

  /** What finding the nearest takes beside each product, in operations of the product. */
  private static final int NEAREST = 40;

  /**
   * The nearest patches in both directions.
   *
   * @param query {@code [n, P]}, rows of unit length
   * @param candidate {@code [m, P]}, rows of unit length
   */
  public PatchSimilarity compare(FloatMatrix query, FloatMatrix candidate, Compute compute) {
    return PatchSimilarity.between(query, candidate, precision, compute);
  }

  /** The matches among them. */
  public PatchMatches matches(PatchSimilarity similarity) {
    return similarity.mutual();
  }

  /** Adds everything that decides which patches match. */
  public void addTo(CacheKey key) {
    key.with("nearest", "mutual").with("precision", precision.toString());
  }

  /**
   * The work for two images, in operations that grow as its running time does.
   *
   * @param patches of each image
   * @param length of a descriptor
   */
  public double operations(double patches, int length) {
    return patches * patches * (length + NEAREST);
  }
}
