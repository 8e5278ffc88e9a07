package org.vladoscope.match;

import java.util.List;

/**
 * What the scores of a query's candidates are measured against.
 *
 * @param scales one for each patch size
 * @param global of the similarity of global descriptors
 * @param standsOut false if no candidate's patches match better than chance: then they count for
 *     nothing, and the order is that of the global search
 */
public record Standard(List<Moments> scales, Moments global, boolean standsOut) {

  /** Copies the list. */
  public Standard {
    scales = List.copyOf(scales);
  }

  /**
   * The moments of some scores.
   *
   * @param pairs one or more, with a score for each patch size
   */
  static Standard of(List<PairScores> pairs) {
    int count = pairs.isEmpty() ? 0 : pairs.getFirst().scales().length;
    List<Moments> scales =
        java.util.stream.IntStream.range(0, count)
            .mapToObj(s -> Moments.of(pairs.stream().mapToDouble(p -> p.scales()[s]).toArray()))
            .toList();
    Moments global = Moments.of(pairs.stream().mapToDouble(PairScores::globalSimilarity).toArray());
    return new Standard(scales, global, true);
  }

  /** The same where nothing stands out. */
  Standard withoutPatches() {
    return new Standard(scales, global, false);
  }

  /** The score of each patch size in standard deviations, not weighted. */
  public double[] standardised(double[] scores) {
    double[] z = new double[scales.size()];
    for (int s = 0; s < z.length; s++) {
      z[s] = scales.get(s).standardised(scores[s]);
    }
    return z;
  }

  /**
   * The list score of a candidate: the weighted sum of its standardised scores, and of its
   * standardised global similarity. Higher is better.
   */
  public double listScore(PairScores pair, MatchConfig config) {
    double sum = config.globalWeight() > 0 || !standsOut ? globalPart(pair, config) : 0;
    if (standsOut) {
      double[] z = standardised(pair.scales());
      for (int s = 0; s < z.length; s++) {
        sum += config.weights().get(s) * z[s];
      }
    }
    return sum;
  }

  private double globalPart(PairScores pair, MatchConfig config) {
    return weightOfGlobal(config) * global.standardised(pair.globalSimilarity());
  }

  /** The weight of the global similarity; it counts alone where nothing stands out. */
  public double weightOfGlobal(MatchConfig config) {
    return standsOut ? config.globalWeight() : Math.max(config.globalWeight(), 1);
  }
}
