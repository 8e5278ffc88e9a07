package org.vladoscope.vlad;

import java.util.List;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.Precision;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.linalg.Whitening;

/**
 * The descriptors of all patches of an image (Hausler et al., <i>Patch-NetVLAD</i>, CVPR 2021,
 * sections 3.2 and 3.5): soft-assigned residuals summed over the cells of each patch, each
 * cluster's block scaled to unit length, then the whole. A vocabulary's projection of residuals and
 * weights of clusters are for global descriptors alone.
 *
 * <p>The reference reads the sums off an integral image of all residuals. In 32-bit floating point
 * that loses up to 4e-4 at patch size 2: a cluster that hardly takes part in a patch leaves the
 * difference of four large numbers, which intra-normalisation then blows up. Here nothing is
 * subtracted, see {@link PatchSums}.
 */
public final class PatchVlad {

  private static final int TILE = 16;

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
    return describe(new PatchBlocks(map, vocabulary, scales), vocabulary);
  }

  /**
   * Descriptors of boxes of one size and any shape; a square one has its patch's descriptor.
   *
   * @param grid on a map of this size
   * @return {@code [boxes, K·C]}, rows of unit length
   */
  public static FloatMatrix describe(FeatureMap map, Vocabulary vocabulary, BoxGrid grid) {
    return describe(new PatchBlocks(vocabulary, map, List.of(grid)), vocabulary).getFirst();
  }

  private static List<FloatMatrix> describe(PatchBlocks blocks, Vocabulary vocabulary) {
    List<FloatMatrix> descriptors =
        blocks.grids().stream()
            .map(g -> FloatMatrix.zeros(g.count(), vocabulary.descriptorLength()))
            .toList();
    int[] slots = blocks.slotsOfPatches();
    int channels = vocabulary.channels();
    double[] lengths =
        blocks.forEach(
            (firstWord, words, values) -> {
              int first = 0;
              for (FloatMatrix ofScale : descriptors) {
                transpose(values, words * channels, slots, first, ofScale, firstWord * channels);
                first += ofScale.rows();
              }
            });
    int first = 0;
    for (FloatMatrix ofScale : descriptors) {
      divideRows(ofScale, lengths, slots, first);
      first += ofScale.rows();
    }
    return descriptors;
  }

  /**
   * Descriptors of several scales, reduced by a projection without ever being held whole.
   *
   * @param precision of the projection
   * @return per scale {@code [patches, P]}, rows of unit length
   * @throws org.vladoscope.common.InputException if a patch is larger than the map
   */
  public static List<FloatMatrix> describe(
      FeatureMap map,
      Vocabulary vocabulary,
      List<PatchScale> scales,
      Whitening projection,
      Precision precision,
      Compute compute) {
    return new ProjectedPatches(
            map, vocabulary, PatchSums.grids(map, scales), projection, precision, compute)
        .describe();
  }

  /**
   * Descriptors of boxes of one size and any shape, reduced likewise.
   *
   * @param grid on a map of this size
   * @param precision of the projection
   * @return {@code [boxes, P]}, rows of unit length
   */
  public static FloatMatrix describe(
      FeatureMap map,
      Vocabulary vocabulary,
      BoxGrid grid,
      Whitening projection,
      Precision precision,
      Compute compute) {
    return new ProjectedPatches(map, vocabulary, List.of(grid), projection, precision, compute)
        .describe()
        .getFirst();
  }

  /**
   * Copies columns as rows.
   *
   * @param values rows to copy from
   * @param count how many of them
   * @param columns of the values
   * @param first index of the first of these columns
   * @param target a row for each column
   * @param at where in the target's rows the values go
   */
  static void transpose(
      float[][] values, int count, int[] columns, int first, FloatMatrix target, int at) {
    // A few rows at a time, so that what is written stays in the cache.
    for (int top = 0; top < count; top += TILE) {
      int bottom = Math.min(top + TILE, count);
      for (int row = 0; row < target.rows(); row++) {
        int column = columns[first + row];
        int to = row * target.cols() + at;
        for (int i = top; i < bottom; i++) {
          target.data()[to + i] = values[i][column];
        }
      }
    }
  }

  /** Divides each row by the length that stands in its slot. */
  static void divideRows(FloatMatrix rows, double[] lengths, int[] slots, int first) {
    for (int i = 0; i < rows.rows(); i++) {
      float scale = (float) (1 / lengths[slots[first + i]]);
      for (int j = i * rows.cols(); j < (i + 1) * rows.cols(); j++) {
        rows.data()[j] *= scale;
      }
    }
  }
}
