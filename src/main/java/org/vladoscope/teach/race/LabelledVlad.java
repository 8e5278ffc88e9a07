package org.vladoscope.teach.race;

import org.vladoscope.common.FloatMatrix;

/** A formulation that first finds all labels and then sums by them. */
abstract class LabelledVlad implements HardVlad {

  @Override
  public final FloatMatrix describe(LocalFeatures features, FloatMatrix centres, VladNorm norm) {
    HardVlad.check(features, centres);
    refuseIfTooLarge(features, centres.rows());
    int[] labels = NearestCentre.labels(features.values(), centres);
    FloatMatrix result = sums(features, centres, labels);
    for (int t = 0; t < result.rows(); t++) {
      norm.apply(result.data(), t * result.cols(), centres.rows(), centres.cols());
    }
    return result;
  }

  /** Throws an {@link org.vladoscope.common.InputException} if memory would not do. */
  void refuseIfTooLarge(LocalFeatures features, int centres) {}

  /**
   * The sums of x − c.
   *
   * @param labels per feature the number of its centre
   * @return {@code [T, K·F]}
   */
  abstract FloatMatrix sums(LocalFeatures features, FloatMatrix centres, int[] labels);

  /** Bytes of result, labels and the block in which labels are found. */
  static long commonBytes(LocalFeatures features, int centres) {
    return HardVlad.resultBytes(features, centres)
        + (long) Integer.BYTES * features.count()
        + NearestCentre.workingBytes(centres, features.dims());
  }
}
