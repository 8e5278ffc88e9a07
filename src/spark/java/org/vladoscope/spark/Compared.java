package org.vladoscope.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.vladoscope.pipeline.SharedWork;

/**
 * What comparing the patches of two images gave, as it travels between machines.
 *
 * @param scores of every patch size
 * @param matches of every patch size, for the cache; none once they are there
 */
record Compared(Pair pair, double[] scores, ArrayList<byte[]> matches) implements Serializable {

  /** Numbers of two images. */
  record Pair(int query, int candidate) implements Serializable {}

  static Compared of(Pair pair, SharedWork.Compared compared) {
    return new Compared(pair, compared.scores(), new ArrayList<>(compared.matches()));
  }

  Compared withoutMatches() {
    return new Compared(pair, scores, new ArrayList<>(List.of()));
  }
}
