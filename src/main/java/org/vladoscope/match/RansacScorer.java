package org.vladoscope.match;

import java.util.Optional;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_calib3d;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_calib3d.UsacParams;
import org.bytedeco.opencv.opencv_core.Mat;
import org.vladoscope.vlad.PatchGrid;

/**
 * The RANSAC score (Patch-NetVLAD, section 3.3): the share of query patches whose matches agree on
 * one homography from candidate to query. Higher is better. OpenCV's RANSAC starts from a fixed
 * seed, so the result is reproducible.
 */
public final class RansacScorer {

  /** Fewer matches than this determine no homography. */
  public static final int MIN_MATCHES = 4;

  /** Loads the library once: a repeated load holds a lock that all workers would wait for. */
  private static final class OpenCv {
    static {
      Loader.load(opencv_calib3d.class);
      opencv_core.setNumThreads(1);
    }

    /** Does nothing but have this class initialised. */
    static void load() {}
  }

  private final double tolerance;

  /**
   * A scorer.
   *
   * @param tolerance how far a matched patch may lie from where the homography puts it, in strides
   *     of the patch grid; 1.5 in the reference
   */
  public RansacScorer(double tolerance) {
    OpenCv.load();
    this.tolerance = tolerance;
  }

  /**
   * Which matches agree on a homography.
   *
   * @param inliers per match whether it agrees
   * @param score inliers divided by the number of query patches
   */
  public record Result(boolean[] inliers, double score) {

    /** Number of matches that agree. */
    public int inlierCount() {
      int count = 0;
      for (boolean inlier : inliers) {
        count += inlier ? 1 : 0;
      }
      return count;
    }
  }

  /**
   * Matches that agree, and on what.
   *
   * @param homography from candidate to query; empty if none was found
   */
  private record Fit(boolean[] inliers, Optional<Homography> homography) {}

  /** Scores the matches between two images whose patches lie on the same grid. */
  public Result score(PatchMatches matches, PatchGrid grid) {
    Result unscored = new Result(fit(matches, grid).inliers(), 0);
    return new Result(unscored.inliers(), (double) unscored.inlierCount() / grid.count());
  }

  /**
   * The homography on which the inliers of {@link #score} agree, from pixels of the resized
   * candidate to those of the resized query; empty if there is none, as there is with fewer than
   * {@value #MIN_MATCHES} matches.
   */
  public Optional<Homography> homography(PatchMatches matches, PatchGrid grid) {
    return fit(matches, grid).homography();
  }

  private Fit fit(PatchMatches matches, PatchGrid grid) {
    boolean[] inliers = new boolean[matches.count()];
    if (matches.count() < MIN_MATCHES) {
      return new Fit(inliers, Optional.empty());
    }
    double pixels = tolerance * grid.geometry().stride() * grid.scale().stride();
    try (Mat from = points(matches.candidate(), grid);
        Mat to = points(matches.query(), grid);
        Mat mask = new Mat()) {
      try (UsacParams method = method(pixels);
          Mat homography = opencv_calib3d.findHomography(from, to, mask, method)) {
        if (homography.empty() || mask.empty()) {
          return new Fit(inliers, Optional.empty());
        }
        byte[] values = new byte[inliers.length];
        mask.data().get(values);
        for (int i = 0; i < inliers.length; i++) {
          inliers[i] = values[i] != 0;
        }
        double[] matrix = new double[9];
        new DoublePointer(homography.data()).get(matrix);
        return new Fit(inliers, Homography.of(matrix));
      }
    }
  }

  /**
   * OpenCV's newer RANSAC. Its classic one counts inliers only after it has refined the homography
   * on them, which can lose half of them: 6 instead of 12 in one of the reference's own examples.
   */
  private static UsacParams method(double pixels) {
    return new UsacParams()
        .threshold(pixels)
        .confidence(0.9999)
        .maxIterations(2000)
        .randomGeneratorState(0)
        .isParallel(false)
        .sampler(opencv_calib3d.SAMPLING_UNIFORM)
        .score(opencv_calib3d.SCORE_METHOD_RANSAC)
        .loMethod(opencv_calib3d.LOCAL_OPTIM_INNER_LO)
        .loIterations(10)
        .loSampleSize(14)
        .final_polisher(opencv_calib3d.NONE_POLISHER);
  }

  private static Mat points(int[] patches, PatchGrid grid) {
    float[] coordinates = new float[2 * patches.length];
    for (int i = 0; i < patches.length; i++) {
      coordinates[2 * i] = grid.keypointX(patches[i]);
      coordinates[2 * i + 1] = grid.keypointY(patches[i]);
    }
    Mat points = new Mat(patches.length, 1, opencv_core.CV_32FC2);
    // Not through JavaCPP's indexers: they use sun.misc.Unsafe, of which Java warns.
    new FloatPointer(points.data()).put(coordinates);
    return points;
  }
}
