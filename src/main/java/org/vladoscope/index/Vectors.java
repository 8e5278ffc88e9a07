package org.vladoscope.index;

import org.vladoscope.common.FloatMatrix;

/** What every index asks of vectors, and how near two of them are in double precision. */
public final class Vectors {

  /** Half the distance from 1 to the next larger float. */
  private static final double UNIT_ROUNDOFF = 0x1p-24;

  private Vectors() {}

  /**
   * Refuses vectors that do not fit an index.
   *
   * @param what "query" or "descriptor"
   */
  public static void check(FloatMatrix vectors, int dimensions, String what) {
    if (vectors.cols() != dimensions) {
      throw new IllegalArgumentException(
          String.format(
              "a %s of %d values does not fit an index of %d", what, vectors.cols(), dimensions));
    }
    float[] values = vectors.data();
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            String.format(
                "value %d of %s %d is %s; only finite numbers can be compared",
                i % dimensions, what, i / dimensions, values[i]));
      }
    }
  }

  /** Refuses a number of neighbours below 1. */
  public static void checkCount(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("at least one neighbour must be asked for, not " + k);
    }
  }

  /**
   * How near {@code a[fromA .. fromA+d)} and {@code b[fromB .. fromB+d)} are: the squared Euclidean
   * distance or the negative dot product, both small for near ones.
   */
  public static double key(Distance distance, float[] a, int fromA, float[] b, int fromB, int d) {
    double even = 0;
    double odd = 0;
    int paired = d - d % 2;
    if (distance == Distance.EUCLIDEAN) {
      for (int i = 0; i < paired; i += 2) {
        double first = (double) a[fromA + i] - b[fromB + i];
        double second = (double) a[fromA + i + 1] - b[fromB + i + 1];
        even += first * first;
        odd += second * second;
      }
    } else {
      for (int i = 0; i < paired; i += 2) {
        even -= (double) a[fromA + i] * b[fromB + i];
        odd -= (double) a[fromA + i + 1] * b[fromB + i + 1];
      }
    }
    if (paired < d) {
      double last =
          distance == Distance.EUCLIDEAN
              ? (double) a[fromA + paired] - b[fromB + paired]
              : a[fromA + paired];
      even += distance == Distance.EUCLIDEAN ? last * last : -last * b[fromB + paired];
    }
    return even + odd;
  }

  /**
   * By how much a key computed in single precision can be wrong, however it was summed: the bound
   * of a dot product, for all three products in |a|² − 2 a·b + |b|².
   *
   * @param normA Euclidean norm of one vector
   * @param normB of the other, or the largest that occurs
   */
  public static double keyError(Distance distance, int dimensions, double normA, double normB) {
    double unit = (dimensions + 4) * UNIT_ROUNDOFF;
    return distance == Distance.EUCLIDEAN
        ? unit * (normA + normB) * (normA + normB)
        : unit * normA * normB;
  }
}
