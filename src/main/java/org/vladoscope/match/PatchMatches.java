package org.vladoscope.match;

/**
 * Matched patches of one scale: query patch {@code query[i]} with candidate patch {@code
 * candidate[i]}, in the order of the candidate's patches.
 *
 * @param query indices of query patches
 * @param candidate indices of candidate patches, as many
 */
public record PatchMatches(int[] query, int[] candidate) {

  /** Checks that both have the same length. */
  public PatchMatches {
    if (query.length != candidate.length) {
      throw new IllegalArgumentException(
          query.length + " query patches cannot be matched with " + candidate.length);
    }
  }

  /** Number of matches. */
  public int count() {
    return query.length;
  }
}
