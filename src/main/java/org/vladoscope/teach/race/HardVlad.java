package org.vladoscope.teach.race;

import java.util.List;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;

/**
 * VLAD with hard assignment (Jégou et al., <i>Aggregating local descriptors into a compact image
 * representation</i>, CVPR 2010): every feature belongs to its nearest centre, and an image is
 * described by the sums, centre by centre, of the differences x − c of the features that belong to
 * it.
 *
 * <p>Several formulations compute this. They assign features identically and differ in how they
 * sum; results agree up to rounding. All run on the calling thread.
 */
public interface HardVlad {

  /** What it is called, such as "looping". */
  String name();

  /** How it sums, in a few words. */
  String idea();

  /** How it sums, as a few lines for people. */
  List<String> pseudocode();

  /**
   * Roughly the bytes it allocates, result included.
   *
   * @param centres number of centres, K
   */
  long bytesNeeded(LocalFeatures features, int centres);

  /**
   * The VLAD vectors of all images. A centre without features leaves a block of zeros, and an image
   * whose features all equal their centres a vector of zeros; there may be more centres than
   * features. Of equally near centres the first one counts.
   *
   * @param centres {@code [K, F]}, K 1 or more, all finite
   * @return {@code [T, K·F]}, centre by centre
   * @throws InputException if shapes do not fit, a centre is not finite, or memory would not do
   */
  FloatMatrix describe(LocalFeatures features, FloatMatrix centres, VladNorm norm);

  /** The one the program itself uses: the fastest. */
  static HardVlad fastest() {
    return new FusedVlad();
  }

  /**
   * All formulations, the plainest first, the fastest last.
   *
   * @param memory bytes that one of them may allocate
   */
  static List<HardVlad> all(long memory) {
    return List.of(
        new LoopingVlad(),
        new BroadcastVlad(memory),
        new ScatterVlad(),
        new GroupedVlad(),
        new FusedVlad());
  }

  /** Bytes of the result. */
  static long resultBytes(LocalFeatures features, int centres) {
    return (long) features.images() * centres * features.dims() * Float.BYTES;
  }

  /** Refuses centres that do not fit the features, and results that no array can hold. */
  static void check(LocalFeatures features, FloatMatrix centres) {
    if (centres.rows() < 1) {
      throw new InputException("VLAD needs at least one centroid, not clusters = 0.");
    }
    if (centres.cols() != features.dims()) {
      throw new InputException(
          String.format(
              "centroids have %d dimensions and features %d; both must be equal.",
              centres.cols(), features.dims()));
    }
    if (resultBytes(features, centres.rows()) / Float.BYTES > Integer.MAX_VALUE - 8) {
      throw new InputException(
          String.format(
              "%d images × %d clusters × %d dims are more values than one array can hold; use fewer"
                  + " images at a time.",
              features.images(), centres.rows(), features.dims()));
    }
    Finite.check("centroids", centres);
  }
}
