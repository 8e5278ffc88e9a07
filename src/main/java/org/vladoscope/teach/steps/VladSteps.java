package org.vladoscope.teach.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vladoscope.common.InputException;
import org.vladoscope.common.L2;
import org.vladoscope.linalg.Whitening;

/**
 * A VLAD vector with everything on the way to it.
 *
 * @param shares {@code [n][K]}: how each point is shared among the centres, rows adding up to 1
 * @param stages the steps in their order, those that are not taken included
 */
public record VladSteps(double[][] shares, List<Stage> stages) {

  /**
   * One step.
   *
   * @param step which one
   * @param taken whether it is switched on; if not, nothing changes
   * @param before the vector it begins with
   * @param after the vector it leaves
   */
  public record Stage(VladStep step, boolean taken, double[] before, double[] after) {}

  /** Copies the list. */
  public VladSteps {
    stages = List.copyOf(stages);
  }

  /**
   * Takes the steps. A vector or block of zeros stays zero in each of them but whitening, which
   * moves the origin.
   *
   * @param points {@code [n][D]}, n may be 0
   * @param centres {@code [K][D]}, K 1 or more
   * @param whitening the projection; without one, whitening is not taken
   * @throws InputException if a number is not finite or lengths differ
   */
  public static VladSteps of(
      double[][] points, double[][] centres, Switches switches, Optional<Whitening> whitening) {
    check(points, centres);
    double[][] shares = new double[points.length][];
    for (int i = 0; i < points.length; i++) {
      shares[i] = shares(points[i], centres, switches);
    }
    return of(points, centres, shares, switches, whitening);
  }

  /**
   * Takes the steps after assignment.
   *
   * @param shares {@code [n][K]}
   */
  public static VladSteps of(
      double[][] points,
      double[][] centres,
      double[][] shares,
      Switches switches,
      Optional<Whitening> whitening) {
    List<Stage> stages = new ArrayList<>();
    double[] vector = sums(points, centres, shares);
    stages.add(new Stage(VladStep.SUM, true, new double[vector.length], vector));
    int dims = centres[0].length;
    for (VladStep step :
        List.of(VladStep.SIGNED_ROOT, VladStep.INTRA, VladStep.L2, VladStep.WHITENING)) {
      boolean taken = switches.takes(step) && (step != VladStep.WHITENING || whitening.isPresent());
      double[] after = vector;
      if (taken) {
        after =
            switch (step) {
              case SUM -> vector;
              case SIGNED_ROOT -> signedRoot(vector);
              case INTRA -> normalized(vector, dims);
              case L2 -> normalized(vector, vector.length);
              case WHITENING -> whitened(vector, whitening.orElseThrow());
            };
      }
      stages.add(new Stage(step, taken, vector, after));
      vector = after;
    }
    return new VladSteps(shares, stages);
  }

  /** What a step did. */
  public Stage stage(VladStep step) {
    return stages.get(step.ordinal());
  }

  /** The vector after all steps. */
  public double[] vector() {
    return stages.getLast().after();
  }

  /**
   * How a point is shared among centres. Of equally near centres the first one owns a point in hard
   * assignment.
   */
  public static double[] shares(double[] point, double[][] centres, Switches switches) {
    double[] shares = new double[centres.length];
    double[] squares = new double[centres.length];
    int nearest = 0;
    for (int k = 0; k < centres.length; k++) {
      for (int d = 0; d < point.length; d++) {
        double difference = point[d] - centres[k][d];
        squares[k] += difference * difference;
      }
      nearest = squares[k] < squares[nearest] ? k : nearest;
    }
    if (!switches.soft()) {
      shares[nearest] = 1;
      return shares;
    }
    double sum = 0;
    for (int k = 0; k < centres.length; k++) {
      shares[k] = Math.exp(-switches.alpha() * (squares[k] - squares[nearest]));
      sum += shares[k];
    }
    for (int k = 0; k < centres.length; k++) {
      shares[k] /= sum;
    }
    return shares;
  }

  private static double[] sums(double[][] points, double[][] centres, double[][] shares) {
    int dims = centres[0].length;
    double[] sums = new double[centres.length * dims];
    for (int i = 0; i < points.length; i++) {
      for (int k = 0; k < centres.length; k++) {
        for (int d = 0; d < dims; d++) {
          sums[k * dims + d] += shares[i][k] * (points[i][d] - centres[k][d]);
        }
      }
    }
    return sums;
  }

  private static double[] signedRoot(double[] vector) {
    double[] result = new double[vector.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = Math.copySign(Math.sqrt(Math.abs(vector[i])), vector[i]);
    }
    return result;
  }

  private static double[] normalized(double[] vector, int block) {
    double[] result = vector.clone();
    for (int from = 0; from < result.length; from += block) {
      double sum = 0;
      for (int i = from; i < from + block; i++) {
        sum += result[i] * result[i];
      }
      double norm = Math.max(Math.sqrt(sum), L2.EPSILON);
      for (int i = from; i < from + block; i++) {
        result[i] /= norm;
      }
    }
    return result;
  }

  private static double[] whitened(double[] vector, Whitening whitening) {
    double[] result = new double[whitening.dimensions()];
    for (int i = 0; i < result.length; i++) {
      result[i] = whitening.bias()[i];
      for (int j = 0; j < vector.length; j++) {
        result[i] += whitening.weight().get(i, j) * vector[j];
      }
    }
    return normalized(result, result.length);
  }

  private static void check(double[][] points, double[][] centres) {
    if (centres.length == 0) {
      throw new InputException("VLAD needs at least one centroid.");
    }
    checkRows("centroids", centres, centres[0].length);
    checkRows("points", points, centres[0].length);
  }

  private static void checkRows(String name, double[][] rows, int dims) {
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != dims) {
        throw new InputException(
            String.format(
                "%s[%d] has %d values where the centroids have %d.",
                name, i, rows[i].length, dims));
      }
      for (double value : rows[i]) {
        if (!Double.isFinite(value)) {
          throw new InputException(
              String.format("%s[%d] holds %s; VLAD needs finite numbers.", name, i, value));
        }
      }
    }
  }
}
