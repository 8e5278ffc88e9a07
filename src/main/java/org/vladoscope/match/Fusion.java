package org.vladoscope.match;

import java.util.List;

/**
 * Joining the scores of several scales into one number (Patch-NetVLAD, section 3.5). Scores of a
 * list and of a pair are on different scales and cannot be compared. Higher is better in both.
 */
public final class Fusion {

  private Fusion() {}

  /**
   * The fused score of every candidate of a list: the weighted sum of z-scores, each taken over the
   * candidates (population standard deviation). A scale on which all candidates are equal adds 0.
   *
   * @param scores per candidate one score for each scale
   * @param weights one for each scale
   */
  public static double[] ofList(List<double[]> scores, List<Double> weights) {
    double[] fused = new double[scores.size()];
    for (int s = 0; s < weights.size(); s++) {
      double[] z = zScores(scores, s);
      for (int i = 0; i < fused.length; i++) {
        fused[i] += weights.get(s) * z[i];
      }
    }
    return fused;
  }

  /** The z-scores of one scale over all candidates; all 0 if they do not differ. */
  public static double[] zScores(List<double[]> scores, int scale) {
    double[] z = new double[scores.size()];
    double mean = scores.stream().mapToDouble(s -> s[scale]).average().orElse(0);
    double variance =
        scores.stream().mapToDouble(s -> (s[scale] - mean) * (s[scale] - mean)).average().orElse(0);
    double deviation = Math.sqrt(variance);
    if (deviation > 1e-12 * Math.max(1, Math.abs(mean))) {
      for (int i = 0; i < z.length; i++) {
        z[i] = (scores.get(i)[scale] - mean) / deviation;
      }
    }
    return z;
  }

  /** The score of a single pair: the plain weighted sum. */
  public static double ofPair(double[] scores, List<Double> weights) {
    double sum = 0;
    for (int s = 0; s < scores.length; s++) {
      sum += weights.get(s) * scores[s];
    }
    return sum;
  }
}
