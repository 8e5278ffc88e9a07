package org.vladoscope.aggregate;

import java.util.List;
import java.util.Random;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.Precision;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.linalg.Whitening;
import org.vladoscope.vlad.BoxGrid;
import org.vladoscope.vlad.PatchScale;

/**
 * Describes the patches of an image: what an aggregator has whose descriptor is a sum over cells.
 * Safe to use from several threads.
 */
public interface PatchDescriber {

  /**
   * Descriptors of all patches at several sizes.
   *
   * @return per scale {@code [patches, D]}, rows of unit length
   * @throws org.vladoscope.common.InputException if a patch is larger than the map
   */
  List<FloatMatrix> patches(FeatureMap map, List<PatchScale> scales);

  /**
   * Descriptors of all patches at several sizes, shortened.
   *
   * @return per scale {@code [patches, P]}, rows of unit length
   * @throws org.vladoscope.common.InputException if a patch is larger than the map
   */
  List<FloatMatrix> patches(
      FeatureMap map,
      List<PatchScale> scales,
      Whitening projection,
      Precision precision,
      Compute compute);

  /**
   * Descriptors of boxes of one size and any shape; those of a square are its patch's.
   *
   * @param grid how they lie on a map of this size
   * @return {@code [boxes, D]}, rows of unit length
   */
  FloatMatrix boxes(FeatureMap map, BoxGrid grid);

  /**
   * Descriptors of boxes of one size and any shape, shortened.
   *
   * @param grid how they lie on a map of this size
   * @return {@code [boxes, P]}, rows of unit length
   */
  FloatMatrix boxes(
      FeatureMap map, BoxGrid grid, Whitening projection, Precision precision, Compute compute);

  /**
   * Descriptors of patches at random places, to fit a projection on.
   *
   * @return {@code [count, D]}, rows of unit length
   */
  FloatMatrix samplePatches(FeatureMap map, int count, Random random);
}
