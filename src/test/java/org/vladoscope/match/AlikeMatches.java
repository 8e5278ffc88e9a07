package org.vladoscope.match;

import java.util.Arrays;

/** Matches of patches that are all equal, for tests of where they lie. */
public final class AlikeMatches {

  private AlikeMatches() {}

  /** Matches of query patches with candidate patches, all of similarity 1. */
  public static PatchMatches of(int[] query, int[] candidate) {
    float[] similarity = new float[query.length];
    Arrays.fill(similarity, 1);
    return new PatchMatches(query, candidate, similarity);
  }
}
