package org.vladoscope.vlad;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
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
 * <p>A projection is linear, and so are sums over cells. Where patches overlap, as at stride 1, it
 * is the residuals of the cells that are projected, one cluster after the other, and then summed
 * over the patches: 1200 products of a cell instead of 2826 of a patch at 640×480 and sizes 2, 5
 * and 8. Intra-normalisation comes between sum and projection; being a factor for each cluster and
 * patch, it is applied afterwards.
 *
 * <p>Both ways round differently, and so do products of different shapes. Which way is taken for a
 * size, and every product, depends on that size alone: its descriptors have the same bits whatever
 * sizes are computed beside it.
 */
final class ProjectedPatches {

  /** Summing one projected value over all patches takes as long as so many more channels. */
  private static final int CHANNELS_PER_SUM = 80;

  /**
   * A size is counted so many times: most who look at one at stride 1 look at two or more, which
   * share their projected cells.
   */
  private static final int SIZES_THAT_SHARE = 2;

  private final Vocabulary vocabulary;
  private final FeatureMap map;
  private final List<BoxGrid> grids;
  private final Whitening projection;
  private final Precision precision;
  private final Compute compute;

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
    this.map = map;
    this.grids = grids;
    this.projection = projection;
    this.precision = precision;
    this.compute = compute;
  }

  /**
   * Computes the descriptors.
   *
   * @return per scale {@code [patches, P]}, rows of unit length
   */
  List<FloatMatrix> describe() {
    Map<BoxGrid, FloatMatrix> described = new HashMap<>();
    Map<Boolean, List<BoxGrid>> byCells =
        grids.stream().distinct().collect(Collectors.partitioningBy(this::isProjectedByCells));
    byCells.forEach(
        (cells, some) -> {
          if (!some.isEmpty()) {
            PatchBlocks blocks = new PatchBlocks(vocabulary, map, some);
            List<FloatMatrix> found = cells ? projectCells(blocks) : projectBlocks(blocks);
            for (int s = 0; s < some.size(); s++) {
              described.put(some.get(s), found.get(s));
            }
          }
        });
    return grids.stream().map(grid -> Objects.requireNonNull(described.get(grid))).toList();
  }

  private boolean isProjectedByCells(BoxGrid grid) {
    long channels = vocabulary.channels();
    return map.cells().rows() * (channels + CHANNELS_PER_SUM)
        < SIZES_THAT_SHARE * grid.count() * channels;
  }

  private List<FloatMatrix> projectCells(PatchBlocks blocks) {
    int channels = vocabulary.channels();
    float[][] projected = new float[projection.dimensions()][blocks.slots()];
    double[] lengths =
        blocks.forEachWord(
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
    int[] slots = blocks.slotsOfPatches();
    List<FloatMatrix> descriptors = new ArrayList<>();
    int first = 0;
    for (BoxGrid grid : blocks.grids()) {
      int[] ofGrid = Arrays.copyOfRange(slots, first, first + grid.count());
      descriptors.add(finished(projected, ofGrid, ofGrid, lengths));
      first += grid.count();
    }
    return descriptors;
  }

  private List<FloatMatrix> projectBlocks(PatchBlocks blocks) {
    int[] slots = blocks.slotsOfPatches();
    List<float[][]> projected = new ArrayList<>();
    for (BoxGrid grid : blocks.grids()) {
      projected.add(new float[projection.dimensions()][grid.count()]);
    }
    double[] lengths =
        blocks.forEach(
            (firstWord, words, values) -> {
              int first = 0;
              for (float[][] ofGrid : projected) {
                addProjected(firstWord, words, values, slots, first, ofGrid);
                first += ofGrid[0].length;
              }
            });
    List<FloatMatrix> descriptors = new ArrayList<>();
    int first = 0;
    for (float[][] ofGrid : projected) {
      int count = ofGrid[0].length;
      int[] patches = IntStream.range(0, count).toArray();
      int[] slotsOfGrid = Arrays.copyOfRange(slots, first, first + count);
      descriptors.add(finished(ofGrid, patches, slotsOfGrid, lengths));
      first += count;
    }
    return descriptors;
  }

  /** Adds the projected blocks of some clusters for the patches of one size. */
  private void addProjected(
      int firstWord, int words, float[][] values, int[] slots, int first, float[][] projected) {
    int channels = words * vocabulary.channels();
    int patches = projected[0].length;
    FloatMatrix some = FloatMatrix.zeros(patches, channels);
    PatchVlad.transpose(values, channels, slots, first, some, 0);
    compute.forEachProductBlock(
        projection.columns(firstWord * vocabulary.channels(), channels),
        some,
        precision,
        (firstRow, rows, products) -> {
          for (int row = 0; row < rows; row++) {
            add(products, row * patches, projected[firstRow + row]);
          }
        });
  }

  /**
   * From one row for each dimension to one row for each patch.
   *
   * @param columns where the patches stand in a row
   * @param slots where they stand among the lengths
   */
  private FloatMatrix finished(float[][] projected, int[] columns, int[] slots, double[] lengths) {
    FloatMatrix result = FloatMatrix.zeros(columns.length, projection.dimensions());
    PatchVlad.transpose(projected, projected.length, columns, 0, result, 0);
    PatchVlad.divideRows(result, lengths, slots, 0);
    projection.addBias(result);
    L2.normalizeRows(result);
    return result;
  }

  private static void addProducts(float[] a, float[] b, float[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += a[i] * b[i];
    }
  }

  private static void add(float[] values, int from, float[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += values[from + i];
    }
  }
}
