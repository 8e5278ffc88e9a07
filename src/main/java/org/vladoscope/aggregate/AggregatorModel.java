package org.vladoscope.aggregate;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.Precision;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.linalg.Whitening;
import org.vladoscope.vlad.PatchScale;
import org.vladoscope.vlad.Vocabulary;

/**
 * An aggregator that is ready: it describes images, and tells what can be drawn of how it does so.
 * Immutable and safe to use from several threads.
 */
public interface AggregatorModel {

  /** Values per cell, C. */
  int channels();

  /** Length of its descriptors, D. */
  int descriptorLength();

  /** The global descriptor of an image, D values of unit length. */
  float[] global(FeatureMap map);

  /**
   * Descriptors of all patches at several sizes.
   *
   * @return per scale {@code [patches, D]}, rows of unit length
   * @throws org.vladoscope.common.InputException if a patch is larger than the map, or it has no
   *     patch descriptors
   */
  List<FloatMatrix> patches(FeatureMap map, List<PatchScale> scales);

  /**
   * Descriptors of all patches at several sizes, shortened.
   *
   * @return per scale {@code [patches, P]}, rows of unit length
   * @throws org.vladoscope.common.InputException as above
   */
  List<FloatMatrix> patches(
      FeatureMap map,
      List<PatchScale> scales,
      Whitening projection,
      Precision precision,
      Compute compute);

  /**
   * Descriptors of patches at random places, to fit a projection on.
   *
   * @return {@code [count, D]}, rows of unit length
   * @throws org.vladoscope.common.InputException if it has no patch descriptors
   */
  FloatMatrix samplePatches(FeatureMap map, int count, Random random);

  /**
   * Its clusters, if its descriptor is a sum of residuals to clusters. Who owns each cell, the
   * residuals' shares and what each cluster adds to a similarity are drawn from them.
   */
  default Optional<Vocabulary> vocabulary() {
    return Optional.empty();
  }
}
