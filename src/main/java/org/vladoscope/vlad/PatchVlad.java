package org.vladoscope.vlad;

import java.util.ArrayList;
import java.util.List;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.L2;
import org.vladoscope.compute.NativeMatrix;
import org.vladoscope.feature.FeatureMap;

/**
 * The descriptors of all patches of a picture (Hausler et al., <i>Patch-NetVLAD</i>, CVPR 2021,
 * sections 3.2 and 3.5): soft-assigned residuals summed over the cells of each patch, each word's
 * block scaled to unit length, then the whole.
 *
 * <p>The reference reads the sums off an integral image of all residuals. In 32-bit floating point
 * that loses up to 4e-4 at patch size 2: a word that hardly takes part in a patch leaves the
 * difference of four large numbers, which intra-normalisation then blows up. Here nothing is
 * subtracted, see {@link PatchBlocks}.
 */
public final class PatchVlad {

  private PatchVlad() {}

  /**
   * Descriptors of one scale.
   *
   * @return {@code [patches, K·C]}, rows of unit length
   */
  public static FloatMatrix describe(FeatureMap map, Vocabulary vocabulary, PatchScale scale) {
    return describe(map, vocabulary, List.of(scale)).getFirst();
  }

  /**
   * Descriptors of several scales, which share the residuals.
   *
   * @return per scale {@code [patches, K·C]}, rows of unit length
   * @throws org.vladoscope.common.InputException if a patch is larger than the map
   */
  public static List<FloatMatrix> describe(
      FeatureMap map, Vocabulary vocabulary, List<PatchScale> scales) {
    PatchBlocks blocks = new PatchBlocks(map, vocabulary, scales);
    List<FloatMatrix> descriptors =
        blocks.grids().stream()
            .map(g -> FloatMatrix.zeros(g.count(), vocabulary.descriptorLength()))
            .toList();
    int channels = vocabulary.channels();
    double[] lengths =
        blocks.forEach(
            (firstWord, words, values) -> {
              for (int s = 0; s < descriptors.size(); s++) {
                transpose(
                    values,
                    blocks.firstPatch(s),
                    words * channels,
                    descriptors.get(s),
                    firstWord * channels);
              }
            });
    for (int s = 0; s < descriptors.size(); s++) {
      divideRows(descriptors.get(s), lengths, blocks.firstPatch(s));
    }
    return descriptors;
  }

  /**
   * Descriptors of several scales, reduced by a projection without ever being held whole.
   *
   * @return per scale {@code [patches, P]}, rows of unit length
   * @throws org.vladoscope.common.InputException if a patch is larger than the map
   */
  public static List<FloatMatrix> describe(
      FeatureMap map, Vocabulary vocabulary, List<PatchScale> scales, Whitening projection) {
    PatchBlocks blocks = new PatchBlocks(map, vocabulary, scales);
    int channels = vocabulary.channels();
    List<FloatMatrix> descriptors = new ArrayList<>();
    try (NativeMatrix values = new NativeMatrix(blocks.wordsAtOnce() * channels, blocks.patches());
        NativeMatrix projected = new NativeMatrix(blocks.patches(), projection.dimensions())) {
      projected.clear();
      double[] lengths =
          blocks.forEach(
              (firstWord, words, block) -> {
                values.putRows(block, words * channels);
                try (NativeMatrix weight =
                    NativeMatrix.ofColumns(
                        projection.weight(), firstWord * channels, words * channels)) {
                  projected.addTransposedTimesTransposed(values, weight);
                }
              });
      for (int s = 0; s < scales.size(); s++) {
        int count = blocks.grids().get(s).count();
        FloatMatrix result = FloatMatrix.zeros(count, projection.dimensions());
        projected.copyRows(blocks.firstPatch(s), count, result.data());
        divideRows(result, lengths, blocks.firstPatch(s));
        projection.addBias(result);
        L2.normalizeRows(result);
        descriptors.add(result);
      }
    }
    return descriptors;
  }

  /** Copies columns of a matrix as rows into columns of another. */
  private static void transpose(
      float[][] values, int firstColumn, int rows, FloatMatrix target, int at) {
    for (int row = 0; row < target.rows(); row++) {
      int to = row * target.cols() + at;
      for (int i = 0; i < rows; i++) {
        target.data()[to + i] = values[i][firstColumn + row];
      }
    }
  }

  private static void divideRows(FloatMatrix rows, double[] lengths, int firstLength) {
    for (int i = 0; i < rows.rows(); i++) {
      float scale = (float) (1 / lengths[firstLength + i]);
      for (int j = i * rows.cols(); j < (i + 1) * rows.cols(); j++) {
        rows.data()[j] *= scale;
      }
    }
  }
}
