package org.vladoscope.vlad;

import java.util.Arrays;
import java.util.List;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.L2;
import org.vladoscope.feature.FeatureMap;

/**
 * Computes the descriptors of all patches of an image a few words at a time, so that they need not
 * be held all at once: at K = 64 and C = 512 they would take 370 MB. Each channel of each cluster
 * is one plane of residuals, which {@link PatchSums} sums over the patches.
 */
public final class PatchBlocks {

  /** Takes the descriptors' blocks of some clusters. */
  @FunctionalInterface
  public interface Consumer {
    /**
     * Takes blocks of unit length, one after the other for each cluster.
     *
     * @param firstWord the first of the clusters
     * @param words how many clusters, those after them follow in later calls
     * @param blocks {@code [clusters · C or more][slots]}, valid during the call; for the slots of
     *     the patches see {@link PatchBlocks#slotsOfPatches}
     */
    void accept(int firstWord, int words, float[][] blocks);
  }

  /** About as many channels at once make the products that follow efficient. */
  private static final int CHANNELS_AT_ONCE = 512;

  private final Vocabulary vocabulary;
  private final FloatMatrix cells;
  private final SoftAssignment assignment;
  private final float[][] cellsByChannel;
  private final List<BoxGrid> grids;
  private final PatchSums sums;
  private final double[] squaredLengths;

  /**
   * Prepares the patches of an image.
   *
   * @throws org.vladoscope.common.InputException if a patch is larger than the map
   */
  public PatchBlocks(FeatureMap map, Vocabulary vocabulary, List<PatchScale> scales) {
    this(vocabulary, map, PatchSums.grids(map, scales));
  }

  /** Prepares boxes of an image. */
  PatchBlocks(Vocabulary vocabulary, FeatureMap map, List<BoxGrid> grids) {
    this.vocabulary = vocabulary;
    this.cells = vocabulary.input(map);
    this.assignment = vocabulary.assign(map, cells);
    this.cellsByChannel = columns(cells);
    this.grids = List.copyOf(grids);
    this.sums = new PatchSums(grids);
    this.squaredLengths = new double[sums.slots()];
  }

  /** How the patches of each scale lie. */
  public List<BoxGrid> grids() {
    return grids;
  }

  /** Where the patches stand in what is handed out, those of the first scale, then of the next. */
  public int[] slotsOfPatches() {
    return sums.slotsOfPatches();
  }

  /** Number of slots, patches or not. */
  int slots() {
    return sums.slots();
  }

  /**
   * Hands out all blocks.
   *
   * @return for each slot the length of all its blocks together, by which they have yet to be
   *     divided
   */
  public double[] forEach(Consumer consumer) {
    int words = Math.min(vocabulary.size(), Math.max(1, CHANNELS_AT_ONCE / vocabulary.channels()));
    int channels = vocabulary.channels();
    float[][] blocks = new float[words * channels][slots()];
    Arrays.fill(squaredLengths, 0);
    for (int first = 0; first < vocabulary.size(); first += words) {
      int count = Math.min(words, vocabulary.size() - first);
      for (int w = 0; w < count; w++) {
        float[][] block = Arrays.copyOfRange(blocks, w * channels, (w + 1) * channels);
        float[] scales = sum(first + w, block);
        for (float[] row : block) {
          scale(row, scales);
        }
      }
      consumer.accept(first, count, blocks);
    }
    return lengths();
  }

  /** Takes one word of every cell and patch. */
  @FunctionalInterface
  interface WordConsumer {
    /**
     * Takes what a cluster's blocks can be summed from.
     *
     * @param word index of the cluster
     * @param residuals a · (x − c) of every cell, {@code [cells, C]}
     * @param scales for every slot what its sum is to be multiplied with to have unit length
     */
    void accept(int word, FloatMatrix residuals, float[] scales);
  }

  /**
   * Hands out the clusters' residuals instead of their blocks.
   *
   * @return as {@link #forEach}
   */
  double[] forEachWord(WordConsumer consumer) {
    // The lengths of the sums are needed, not the sums.
    float[][] block = new float[vocabulary.channels()][];
    Arrays.fill(block, new float[slots()]);
    Arrays.fill(squaredLengths, 0);
    for (int word = 0; word < vocabulary.size(); word++) {
      float[] scales = sum(word, block);
      consumer.accept(word, residuals(word), scales);
    }
    return lengths();
  }

  private double[] lengths() {
    double[] lengths = new double[squaredLengths.length];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = Math.max(Math.sqrt(squaredLengths[i]), L2.EPSILON);
    }
    return lengths;
  }

  /**
   * One cluster's block of every slot, not yet scaled to unit length.
   *
   * @param block set to {@code [C][slots]}
   * @return for every slot what its block is to be multiplied with to have unit length
   */
  private float[] sum(int word, float[][] block) {
    float[] shares = assignment.map(word);
    double[] squares = new double[slots()];
    for (int c = 0; c < block.length; c++) {
      residuals(shares, cellsByChannel[c], vocabulary.centroids().get(word, c), sums.plane());
      sums.sum(block[c]);
      addSquares(block[c], squares);
    }
    float[] scales = new float[squares.length];
    for (int i = 0; i < scales.length; i++) {
      double scale = 1 / Math.max(Math.sqrt(squares[i]), L2.EPSILON);
      scales[i] = (float) scale;
      squaredLengths[i] += squares[i] * scale * scale;
    }
    return scales;
  }

  /** a · (x − c) of one channel for every cell. */
  private static void residuals(float[] shares, float[] cells, float centroid, float[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = shares[i] * (cells[i] - centroid);
    }
  }

  /** a · (x − c) of one word, {@code [cells, C]}. */
  private FloatMatrix residuals(int word) {
    int channels = vocabulary.channels();
    float[] residuals = new float[cells.data().length];
    for (int cell = 0; cell < cells.rows(); cell++) {
      float share = assignment.share(cell, word);
      for (int c = 0; c < channels; c++) {
        int i = cell * channels + c;
        residuals[i] = share * (cells.data()[i] - vocabulary.centroids().get(word, c));
      }
    }
    return FloatMatrix.of(cells.rows(), channels, residuals);
  }

  private static void addSquares(float[] values, double[] squares) {
    for (int i = 0; i < values.length; i++) {
      squares[i] += (double) values[i] * values[i];
    }
  }

  private static void scale(float[] values, float[] scales) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= scales[i];
    }
  }

  private static float[][] columns(FloatMatrix matrix) {
    float[] byColumn = matrix.transposed().data();
    float[][] columns = new float[matrix.cols()][];
    for (int c = 0; c < columns.length; c++) {
      columns[c] = Arrays.copyOfRange(byColumn, c * matrix.rows(), (c + 1) * matrix.rows());
    }
    return columns;
  }
}
