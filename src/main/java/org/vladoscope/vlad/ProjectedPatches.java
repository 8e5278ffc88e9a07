package org.vladoscope.vlad;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.L2;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.Precision;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.linalg.Whitening;

/**
 * The descriptors of all patches of an image, projected without ever being held whole.
 *
 * <p>A projection is linear, and so are sums over cells. Where an image has fewer cells than
 * patches, as with several sizes at stride 1, it is the residuals of the cells that are projected,
 * one word after the other, and then summed over the patches: 1200 products of a cell instead of
 * 2826 of a patch at 640×480 and sizes 2, 5 and 8. Intra-normalisation comes between sum and
 * projection; being a factor for each cluster and patch, it is applied afterwards.
 */
final class ProjectedPatches {

  /** Summing one projected value over all patches takes as long as so many more channels. */
  private static final int CHANNELS_PER_SUM = 80;

  private final Vocabulary vocabulary;
  private final Whitening projection;
  private final Precision precision;
  private final Compute compute;
  private final PatchBlocks blocks;
  private final int[] slots;

  /**
   * Prepares the patches of an image.
   *
   * @param grids how they lie on it, for each size
   */
  ProjectedPatches(
      FeatureMap map,
      Vocabulary vocabulary,
      List<BoxGrid> grids,
      Whitening projection,
      Precision precision,
      Compute compute) {
    this.vocabulary = vocabulary;
    this.projection = projection;
    this.precision = precision;
    this.compute = compute;
    this.blocks = new PatchBlocks(vocabulary, map, grids);
    this.slots = blocks.slotsOfPatches();
  }

  /**
   * Computes the descriptors.
   *
   * @return per scale {@code [patches, P]}, rows of unit length
   */
  List<FloatMatrix> describe() {
    int channels = vocabulary.channels();
    boolean cellsAreFewer =
        (long) blocks.cells() * (channels + CHANNELS_PER_SUM) < (long) slots.length * channels;
    if (cellsAreFewer) {
      float[][] bySlot = new float[projection.dimensions()][blocks.slots()];
      return finished(bySlot, slots, projectCells(bySlot));
    }
    float[][] byPatch = new float[projection.dimensions()][slots.length];
    return finished(byPatch, IntStream.range(0, slots.length).toArray(), projectBlocks(byPatch));
  }

  private double[] projectCells(float[][] projected) {
    int channels = vocabulary.channels();
    return blocks.forEachWord(
        (word, residuals, scales) ->
            compute.forEachProductBlock(
                projection.columns(word * channels, channels),
                residuals,
                precision,
                (firstRow, rows, products) -> {
                  PatchSums sums = new PatchSums(blocks.grids());
                  float[] plane = sums.plane();
                  float[] bySlot = new float[blocks.slots()];
                  for (int row = 0; row < rows; row++) {
                    System.arraycopy(products, row * plane.length, plane, 0, plane.length);
                    sums.sum(bySlot);
                    addProducts(bySlot, scales, projected[firstRow + row]);
                  }
                }));
  }

  private double[] projectBlocks(float[][] projected) {
    int channels = vocabulary.channels();
    return blocks.forEach(
        (firstWord, words, values) -> {
          FloatMatrix some = FloatMatrix.zeros(slots.length, words * channels);
          PatchVlad.transpose(values, words * channels, slots, 0, some, 0);
          compute.forEachProductBlock(
              projection.columns(firstWord * channels, words * channels),
              some,
              precision,
              (firstRow, rows, products) -> {
                float[] ofPatches = new float[slots.length];
                for (int row = 0; row < rows; row++) {
                  System.arraycopy(products, row * slots.length, ofPatches, 0, slots.length);
                  add(ofPatches, projected[firstRow + row]);
                }
              });
        });
  }

  /** From one row for each dimension to one row for each patch. */
  private List<FloatMatrix> finished(float[][] projected, int[] columns, double[] lengths) {
    List<FloatMatrix> descriptors = new ArrayList<>();
    int first = 0;
    for (BoxGrid grid : blocks.grids()) {
      FloatMatrix result = FloatMatrix.zeros(grid.count(), projection.dimensions());
      PatchVlad.transpose(projected, projected.length, columns, first, result, 0);
      PatchVlad.divideRows(result, lengths, slots, first);
      projection.addBias(result);
      L2.normalizeRows(result);
      descriptors.add(result);
      first += grid.count();
    }
    return descriptors;
  }

  private static void addProducts(float[] a, float[] b, float[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += a[i] * b[i];
    }
  }

  private static void add(float[] values, float[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += values[i];
    }
  }
}
