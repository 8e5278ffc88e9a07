package org.vladoscope.match;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What the scores of a query's candidates are measured against.
 *
 * @param scales one for each patch size
 * @param global of the similarity of global descriptors
 * @param most the greatest score that each patch size can give
 * @param standsOut false if no candidate's patches match better than chance: then they count for
 *     nothing, and the order is that of the global search
 */
public record Standard(List<Moments> scales, Moments global, List<Double> most, boolean standsOut) {

  /** Copies the list. */
  public Standard {
    scales = List.copyOf(scales);
    most = List.copyOf(most);
  }

  /**
   * The moments of some scores.
   *
   * @param pairs one or more, with a score for each patch size
   * @param most the greatest score that each patch size can give
   */
  static Standard of(List<PairScores> pairs, List<Double> most) {
    List<Moments> scales =
        IntStream.range(0, most.size())
            .mapToObj(s -> Moments.of(pairs.stream().mapToDouble(p -> p.scales()[s]).toArray()))
            .toList();
    Moments global = Moments.of(pairs.stream().mapToDouble(PairScores::globalSimilarity).toArray());
    return new Standard(scales, global, most, true);
  }

  /** The same where nothing stands out. */
  Standard withoutPatches() {
    return new Standard(scales, global, most, false);
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

  /**
   * How far the patches of a pair match better than those of what it is measured against: the
   * weighted mean over the patch sizes of the score less the mean, as a share of the greatest score
   * there can be. About 0 for an image elsewhere, at most 1. It means the same for every query of a
   * map.
   */
  public double excess(double[] scores, MatchConfig config) {
    double sum = 0;
    double weights = 0;
    for (int s = 0; s < scales.size(); s++) {
      double weight = config.weights().get(s);
      sum += weight * (scores[s] - scales.get(s).mean()) / most.get(s);
      weights += weight;
    }
    return weights > 0 ? sum / weights : Double.NaN;
  }

  private double globalPart(PairScores pair, MatchConfig config) {
    return weightOfGlobal(config) * global.standardised(pair.globalSimilarity());
  }

  /** The weight of the global similarity; it counts alone where nothing stands out. */
  public double weightOfGlobal(MatchConfig config) {
    return standsOut ? config.globalWeight() : Math.max(config.globalWeight(), 1);
  }
}
