package org.vladoscope.common;

/**
 * Euclidean norms and distances. Vectors are normalised as the reference implementations do it:
 * divided by max(norm, 1e-12).
 */
public final class L2 {

  /** Norms below this are taken as this, so that a zero vector stays zero. */
  public static final double EPSILON = 1e-12;

  private L2() {}

  /** The Euclidean norm of {@code values[from..to)}, summed in double precision. */
  public static double norm(float[] values, int from, int to) {
    // Four sums, which a processor adds to at the same time.
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = from;
    for (; i < to - 3; i += 4) {
      a += (double) values[i] * values[i];
      b += (double) values[i + 1] * values[i + 1];
      c += (double) values[i + 2] * values[i + 2];
      d += (double) values[i + 3] * values[i + 3];
    }
    for (; i < to; i++) {
      a += (double) values[i] * values[i];
    }
    return Math.sqrt(a + b + (c + d));
  }

  /** The Euclidean distance of two vectors of one length, summed in double precision. */
  public static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = (double) a[i] - b[i];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }

  /** Scales {@code values[from..to)} to unit length, in place; a zero vector stays zero. */
  public static void normalize(float[] values, int from, int to) {
    double scale = 1 / Math.max(norm(values, from, to), EPSILON);
    for (int i = from; i < to; i++) {
      values[i] = (float) (values[i] * scale);
    }
  }

  /** Scales every row to unit length, in place. */
  public static void normalizeRows(FloatMatrix matrix) {
    for (int i = 0; i < matrix.rows(); i++) {
      normalize(matrix.data(), i * matrix.cols(), (i + 1) * matrix.cols());
    }
  }
}
