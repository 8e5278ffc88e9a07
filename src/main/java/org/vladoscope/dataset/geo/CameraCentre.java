package org.vladoscope.dataset.geo;

import org.vladoscope.dataset.Pose;

/**
 * The turn and shift that take points of the world into those of a camera, x = R·X + t, as COLMAP,
 * kapture and the visual localisation benchmark write them.
 *
 * @param qw real part of the quaternion of R; its length does not matter, above 0
 * @param qx first imaginary part
 * @param qy second
 * @param qz third
 * @param tx shift
 * @param ty shift
 * @param tz shift
 */
public record CameraCentre(
    double qw, double qx, double qy, double qz, double tx, double ty, double tz) {

  /** True if seven numbers can be a turn and a shift. */
  public static boolean isPose(double[] values) {
    double norm = Math.hypot(Math.hypot(values[0], values[1]), Math.hypot(values[2], values[3]));
    return Math.abs(norm - 1) < 1e-2
        && Double.isFinite(values[4])
        && Double.isFinite(values[5])
        && Double.isFinite(values[6]);
  }

  /** From qw, qx, qy, qz, tx, ty, tz. */
  public static CameraCentre of(double[] values) {
    return new CameraCentre(
        values[0], values[1], values[2], values[3], values[4], values[5], values[6]);
  }

  /** Where the camera stands in the world: −Rᵀ·t. Which way is north, a model does not say. */
  public Pose pose() {
    double[] centre = turnedBack(tx, ty, tz);
    return new Pose(-centre[0], -centre[1], null, -centre[2]);
  }

  /**
   * Where a further camera stands that is mounted on this one.
   *
   * @param mounted takes points of this one into those of the further one
   */
  public Pose pose(CameraCentre mounted) {
    double[] there = mounted.turnedBack(mounted.tx, mounted.ty, mounted.tz);
    double[] centre = turnedBack(-there[0] - tx, -there[1] - ty, -there[2] - tz);
    return new Pose(centre[0], centre[1], null, centre[2]);
  }

  /** Rᵀ·v. */
  private double[] turnedBack(double x, double y, double z) {
    double n = qw * qw + qx * qx + qy * qy + qz * qz;
    double[][] r = {
      {n - 2 * (qy * qy + qz * qz), 2 * (qx * qy - qw * qz), 2 * (qx * qz + qw * qy)},
      {2 * (qx * qy + qw * qz), n - 2 * (qx * qx + qz * qz), 2 * (qy * qz - qw * qx)},
      {2 * (qx * qz - qw * qy), 2 * (qy * qz + qw * qx), n - 2 * (qx * qx + qy * qy)},
    };
    double[] turned = new double[3];
    for (int i = 0; i < 3; i++) {
      turned[i] = (r[0][i] * x + r[1][i] * y + r[2][i] * z) / n;
    }
    return turned;
  }
}
