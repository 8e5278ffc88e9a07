package org.vladoscope.match;

/**
 * Matched patches of one scale: query patch {@code query[i]} with candidate patch {@code
 * candidate[i]}, in the order of the candidate's patches.
 *
 * @param query indices of query patches
 * @param candidate indices of candidate patches, as many
 * @param similarity cosine similarities of the matched descriptors, as many, −1 to 1
 */
public record PatchMatches(int[] query, int[] candidate, float[] similarity) {

  /** Checks that all have the same length. */
  public PatchMatches {
    if (query.length != candidate.length || query.length != similarity.length) {
      throw new IllegalArgumentException(
          query.length
              + " query patches cannot be matched with "
              + candidate.length
              + " of "
              + similarity.length
              + " similarities");
    }
  }

  /** Number of matches. */
  public int count() {
    return query.length;
  }
}
