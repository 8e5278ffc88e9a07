package org.vladoscope.teach.steps;

import java.util.List;
import java.util.Optional;
import org.vladoscope.common.L2;

/** Ways to make one vector of many cells, side by side. */
public enum Pooling {
  /** Soft shares of residuals. */
  NETVLAD(
      "NetVLAD",
      "a = softmax(\u2212\u03b1\u00b7|x \u2212 c|\u00b2)",
      "v = \u03a3 a\u00b7(x \u2212 c), L2 for each cluster, L2"),
  /** Residuals to the nearest centroid. */
  HARD(
      "Hard VLAD",
      "a = 1 for the nearest centroid, else 0",
      "v = \u03a3 a\u00b7(x \u2212 c), L2 for each cluster, L2"),
  /** A mean that large values rule. */
  GEM(
      "GeM",
      "y = (x + 1) / 2, as it takes numbers above 0",
      "v = (mean of y\u00b3) to the power of 1/3, L2"),
  /** Balanced shares with a dustbin, no centroids subtracted. */
  SALAD(
      "SALAD",
      "a = Sinkhorn(\u2212\u03b1\u00b7|x \u2212 c|\u00b2, dustbin), 3 times",
      "v = \u03a3 a\u00b7x without dustbin, L2 for each cluster, L2");

  /** The power of GeM's mean. */
  public static final double POWER = 3;

  /** Smaller values count as this, so that roots stay finite. */
  private static final double LEAST = 1e-6;

  private final String label;
  private final String shared;
  private final String summed;

  Pooling(String label, String shared, String summed) {
    this.label = label;
    this.shared = shared;
    this.summed = summed;
  }

  /** Its name, for people. */
  public String label() {
    return label;
  }

  /** What it computes: the shares a of a cell x, then the vector v; one line each. */
  public List<String> formula() {
    return List.of(shared, summed);
  }

  /** Whether parts of the vector belong to clusters. */
  public boolean hasClusters() {
    return this != GEM;
  }

  /** Whether what fits no cluster can be left out. */
  public boolean hasDustbin() {
    return this == SALAD;
  }

  /**
   * How cells are shared.
   *
   * @param points {@code [n][D]}
   * @param centres {@code [K][D]}
   * @param alpha sharpness of the soft ones
   * @return {@code [n][K]}, with the dustbin's share last where there is one; rows empty without
   *     clusters
   * @throws org.vladoscope.common.InputException if SALAD has no more cells than clusters
   */
  public double[][] shares(double[][] points, double[][] centres, double alpha) {
    return switch (this) {
      case NETVLAD -> steps(points, centres, alpha).shares();
      case HARD -> steps(points, centres, alpha).shares();
      case GEM -> new double[points.length][0];
      case SALAD -> Sinkhorn.shares(scores(points, centres, alpha), 0, Sinkhorn.ITERATIONS);
    };
  }

  /**
   * The vector of some cells; zeros if there are none, or nothing is left of them.
   *
   * @param points {@code [n][D]}
   * @param centres {@code [K][D]}
   * @param shares of this way
   */
  public double[] vector(double[][] points, double[][] centres, double[][] shares) {
    int dims = centres[0].length;
    return switch (this) {
      case NETVLAD, HARD ->
          VladSteps.of(points, centres, shares, Switches.NETVLAD, Optional.empty()).vector();
      case GEM -> unit(generalisedMean(points, dims), dims);
      case SALAD -> {
        double[] sums = new double[centres.length * dims];
        for (int i = 0; i < points.length; i++) {
          for (int j = 0; j < sums.length; j++) {
            sums[j] += shares[i][j / dims] * points[i][j % dims];
          }
        }
        yield unit(unit(sums, dims), sums.length);
      }
    };
  }

  private VladSteps steps(double[][] points, double[][] centres, double alpha) {
    Switches switches = Switches.NETVLAD.withAlpha(alpha).withSoft(this == NETVLAD);
    return VladSteps.of(points, centres, switches, Optional.empty());
  }

  private static double[][] scores(double[][] points, double[][] centres, double alpha) {
    double[][] scores = new double[points.length][centres.length];
    for (int i = 0; i < points.length; i++) {
      for (int k = 0; k < centres.length; k++) {
        for (int d = 0; d < points[i].length; d++) {
          double difference = points[i][d] - centres[k][d];
          scores[i][k] -= alpha * difference * difference;
        }
      }
    }
    return scores;
  }

  private static double[] generalisedMean(double[][] points, int dims) {
    double[] mean = new double[dims];
    if (points.length == 0) {
      return mean;
    }
    for (int d = 0; d < dims; d++) {
      for (double[] point : points) {
        mean[d] += Math.pow(Math.max(LEAST, (point[d] + 1) / 2), POWER) / points.length;
      }
      mean[d] = Math.pow(mean[d], 1 / POWER);
    }
    return mean;
  }

  /** Blocks of unit length; blocks of zeros stay zero. */
  private static double[] unit(double[] vector, int block) {
    double[] result = vector.clone();
    for (int from = 0; from < result.length; from += block) {
      double squares = 0;
      for (int i = from; i < from + block; i++) {
        squares += result[i] * result[i];
      }
      double norm = Math.max(Math.sqrt(squares), L2.EPSILON);
      for (int i = from; i < from + block; i++) {
        result[i] /= norm;
      }
    }
    return result;
  }
}
