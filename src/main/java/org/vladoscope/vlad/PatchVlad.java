package org.vladoscope.vlad;

import java.util.ArrayList;
import java.util.List;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.L2;
import org.vladoscope.feature.FeatureMap;

/**
 * The descriptors of all patches of a picture (Hausler et al., <i>Patch-NetVLAD</i>, CVPR 2021,
 * sections 3.2 and 3.5): soft-assigned residuals summed over the cells of each patch, each word's
 * block scaled to unit length, then the whole.
 *
 * <p>The reference reads the sums off an integral image of all residuals. In 32-bit floating point
 * that loses up to 4e-4 at patch size 2: a word that hardly takes part in a patch leaves the
 * difference of four large numbers, which intra-normalisation then blows up. Here each box is
 * summed directly, first down its columns, then along its rows. Going word by word keeps the
 * working set of one word (cells × C) in a core's cache, which makes this faster as well.
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
    FloatMatrix cells = vocabulary.input(map);
    SoftAssignment assignment = vocabulary.assign(map, cells);
    List<PatchGrid> grids = new ArrayList<>();
    List<FloatMatrix> descriptors = new ArrayList<>();
    for (PatchScale scale : scales) {
      PatchGrid grid = new PatchGrid(map.height(), map.width(), scale, map.geometry());
      grids.add(grid);
      descriptors.add(FloatMatrix.zeros(grid.count(), vocabulary.descriptorLength()));
    }
    float[] residuals = new float[cells.data().length];
    for (int k = 0; k < vocabulary.size(); k++) {
      residuals(cells, assignment, vocabulary, k, residuals);
      for (int s = 0; s < grids.size(); s++) {
        addBlock(grids.get(s), residuals, vocabulary.channels(), k, descriptors.get(s));
      }
    }
    descriptors.forEach(L2::normalizeRows);
    return descriptors;
  }

  /** a_k · (x − c_k) for every cell. */
  private static void residuals(
      FloatMatrix cells, SoftAssignment assignment, Vocabulary vocabulary, int k, float[] out) {
    int channels = cells.cols();
    float[] x = cells.data();
    float[] centroid = vocabulary.centroids().row(k);
    for (int cell = 0; cell < cells.rows(); cell++) {
      float share = assignment.share(cell, k);
      int at = cell * channels;
      for (int c = 0; c < channels; c++) {
        out[at + c] = share * (x[at + c] - centroid[c]);
      }
    }
  }

  /** Writes the unit-length block of word k of every patch. */
  private static void addBlock(
      PatchGrid grid, float[] residuals, int channels, int k, FloatMatrix descriptors) {
    int size = grid.scale().size();
    int stride = grid.scale().stride();
    int rowLength = grid.mapWidth() * channels;
    float[] columnSums = new float[rowLength];
    float[] out = descriptors.data();
    for (int row = 0; row < grid.rows(); row++) {
      int first = row * stride * rowLength;
      System.arraycopy(residuals, first, columnSums, 0, rowLength);
      for (int dy = 1; dy < size; dy++) {
        int from = first + dy * rowLength;
        for (int i = 0; i < rowLength; i++) {
          columnSums[i] += residuals[from + i];
        }
      }
      for (int column = 0; column < grid.columns(); column++) {
        int to = (row * grid.columns() + column) * descriptors.cols() + k * channels;
        int from = column * stride * channels;
        System.arraycopy(columnSums, from, out, to, channels);
        for (int dx = 1; dx < size; dx++) {
          from += channels;
          for (int c = 0; c < channels; c++) {
            out[to + c] += columnSums[from + c];
          }
        }
        L2.normalize(out, to, to + channels);
      }
    }
  }
}
