package org.vladoscope.match;

import java.util.Arrays;
import java.util.Optional;

/**
 * A homography: where the points of a plane that is seen in one image lie in another.
 *
 * @param matrix 3×3, row by row; (x, y) goes to (u / w, v / w) with (u, v, w) = matrix · (x, y, 1)
 */
public record Homography(double[] matrix) {

  private static final double SINGULAR = 1e-12;

  /** Nothing if a matrix has no inverse or holds what is no number. */
  static Optional<Homography> of(double[] matrix) {
    Homography found = new Homography(matrix);
    boolean usable =
        Arrays.stream(matrix).allMatch(Double::isFinite)
            && Math.abs(found.determinant()) > SINGULAR;
    return usable ? Optional.of(found) : Optional.empty();
  }

  /** The homogeneous coordinates (u, v, w) of where a point goes. */
  public double[] apply(double x, double y) {
    double[] m = matrix;
    return new double[] {
      m[0] * x + m[1] * y + m[2], m[3] * x + m[4] * y + m[5], m[6] * x + m[7] * y + m[8]
    };
  }

  /** The way back. */
  public Homography inverse() {
    double[] m = matrix;
    double d = determinant();
    return new Homography(
        new double[] {
          (m[4] * m[8] - m[5] * m[7]) / d,
          (m[2] * m[7] - m[1] * m[8]) / d,
          (m[1] * m[5] - m[2] * m[4]) / d,
          (m[5] * m[6] - m[3] * m[8]) / d,
          (m[0] * m[8] - m[2] * m[6]) / d,
          (m[2] * m[3] - m[0] * m[5]) / d,
          (m[3] * m[7] - m[4] * m[6]) / d,
          (m[1] * m[6] - m[0] * m[7]) / d,
          (m[0] * m[4] - m[1] * m[3]) / d
        });
  }

  private double determinant() {
    double[] m = matrix;
    return m[0] * (m[4] * m[8] - m[5] * m[7])
        - m[1] * (m[3] * m[8] - m[5] * m[6])
        + m[2] * (m[3] * m[7] - m[4] * m[6]);
  }
}
