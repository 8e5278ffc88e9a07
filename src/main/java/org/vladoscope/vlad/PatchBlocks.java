package org.vladoscope.vlad;

import java.util.Arrays;
import java.util.List;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.L2;
import org.vladoscope.feature.FeatureMap;

/**
 * Computes the descriptors of all patches of a picture a few words at a time, so that they need not
 * be held all at once: at K = 64 and C = 512 they would take 370 MB.
 *
 * <p>Each channel of each word is one small plane of residuals, a number for each cell. Sums over
 * boxes come from sums over windows, first down, then along; a window of 5 cells is one of 4 plus
 * one. Planes fit a core's caches, and every loop runs over whole planes with the same index in
 * every array, which is what the compiler vectorises. Nothing is subtracted, so small patches lose
 * no digits, as they do with an integral image.
 */
public final class PatchBlocks {

  /** Takes the descriptors' blocks of some words. */
  @FunctionalInterface
  public interface Consumer {
    /**
     * Takes blocks of unit length, one after the other for each word.
     *
     * @param firstWord the first of the words
     * @param words how many words, those after them follow in later calls
     * @param blocks {@code [words · C or more][patches of all scales]}, valid during the call
     */
    void accept(int firstWord, int words, float[][] blocks);
  }

  /** About as many channels at once make the products that follow efficient. */
  private static final int CHANNELS_AT_ONCE = 512;

  private final Vocabulary vocabulary;
  private final SoftAssignment assignment;
  private final int width;
  private final float[][] cellsByChannel;
  private final List<PatchGrid> grids;
  private final int[] firstPatch;
  private final int patches;
  private final int largest;
  private final float[][] windowsDown;
  private final float[][] windowsAlong;
  private final float[] columns;
  private final float[] boxes;
  private final float[] shifted;

  /**
   * Prepares the patches of a picture.
   *
   * @throws org.vladoscope.common.InputException if a patch is larger than the map
   */
  public PatchBlocks(FeatureMap map, Vocabulary vocabulary, List<PatchScale> scales) {
    this.vocabulary = vocabulary;
    this.width = map.width();
    FloatMatrix cells = vocabulary.input(map);
    this.assignment = vocabulary.assign(map, cells);
    this.cellsByChannel = columns(cells);
    this.grids =
        scales.stream()
            .map(s -> new PatchGrid(map.height(), map.width(), s, map.geometry()))
            .toList();
    this.firstPatch = new int[scales.size()];
    int count = 0;
    for (int s = 0; s < firstPatch.length; s++) {
      firstPatch[s] = count;
      count += grids.get(s).count();
    }
    this.patches = count;
    this.largest = scales.stream().mapToInt(PatchScale::size).max().orElse(1);
    int windows = Integer.SIZE - Integer.numberOfLeadingZeros(largest);
    this.windowsDown = new float[windows][cells.rows()];
    this.windowsAlong = new float[windows][cells.rows()];
    this.columns = new float[cells.rows()];
    this.boxes = new float[cells.rows()];
    this.shifted = new float[cells.rows()];
  }

  /** How the patches of each scale lie. */
  public List<PatchGrid> grids() {
    return grids;
  }

  /** Index of a scale's first patch among those of all scales. */
  public int firstPatch(int scale) {
    return firstPatch[scale];
  }

  /** Number of patches of all scales. */
  public int patches() {
    return patches;
  }

  /** Number of words whose blocks are handed out together, but for the last ones. */
  public int wordsAtOnce() {
    return Math.min(vocabulary.size(), Math.max(1, CHANNELS_AT_ONCE / vocabulary.channels()));
  }

  /**
   * Hands out all blocks.
   *
   * @return for each patch the length of all its blocks together, by which they have yet to be
   *     divided
   */
  public double[] forEach(Consumer consumer) {
    int words = wordsAtOnce();
    float[][] blocks = new float[words * vocabulary.channels()][patches];
    double[] squaredLengths = new double[patches];
    for (int first = 0; first < vocabulary.size(); first += words) {
      int count = Math.min(words, vocabulary.size() - first);
      for (int w = 0; w < count; w++) {
        block(first + w, blocks, w * vocabulary.channels(), squaredLengths);
      }
      consumer.accept(first, count, blocks);
    }
    double[] lengths = new double[patches];
    for (int i = 0; i < patches; i++) {
      lengths[i] = Math.max(Math.sqrt(squaredLengths[i]), L2.EPSILON);
    }
    return lengths;
  }

  /** One word's block of every patch, {@code [C, patches]}, scaled to unit length. */
  private void block(int word, float[][] blocks, int firstRow, double[] squaredLengths) {
    float[] shares = assignment.map(word);
    double[] squares = new double[patches];
    for (int c = 0; c < vocabulary.channels(); c++) {
      float[] row = blocks[firstRow + c];
      residuals(shares, cellsByChannel[c], vocabulary.centroids().get(word, c), windowsDown[0]);
      doubleWindows(windowsDown, width, largest);
      for (int s = 0; s < grids.size(); s++) {
        pick(boxes(grids.get(s).scale().size()), grids.get(s), row, firstPatch[s]);
      }
      addSquares(row, squares);
    }
    float[] scales = new float[patches];
    for (int i = 0; i < patches; i++) {
      double scale = 1 / Math.max(Math.sqrt(squares[i]), L2.EPSILON);
      scales[i] = (float) scale;
      squaredLengths[i] += squares[i] * scale * scale;
    }
    for (int c = 0; c < vocabulary.channels(); c++) {
      scale(blocks[firstRow + c], scales);
    }
  }

  /** a · (x − c) of one channel for every cell. */
  private static void residuals(float[] shares, float[] cells, float centroid, float[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = shares[i] * (cells[i] - centroid);
    }
  }

  /** The sum over the box of which each cell is the first; undefined where none fits. */
  private float[] boxes(int size) {
    windowsAlong[0] = window(windowsDown, width, size, columns);
    doubleWindows(windowsAlong, 1, size);
    return window(windowsAlong, 1, size, boxes);
  }

  /** From values to sums over 2, 4, 8 … of them, {@code step} apart, each from the one before. */
  private void doubleWindows(float[][] windows, int step, int largest) {
    for (int i = 1; 1 << i <= largest; i++) {
      addShifted(windows[i - 1], windows[i - 1], step << (i - 1), windows[i]);
    }
  }

  /** Sums over {@code size} values, {@code step} apart, put together from those of 1, 2, 4, 8 …. */
  private float[] window(float[][] windows, int step, int size, float[] out) {
    float[] sum = out;
    int summed = 0;
    for (int i = 0; 1 << i <= size; i++) {
      int span = 1 << i;
      if ((size & span) != 0) {
        if (summed == 0) {
          sum = windows[i];
        } else {
          addShifted(sum, windows[i], summed * step, out);
          sum = out;
        }
        summed += span;
      }
    }
    return sum;
  }

  /** a + b, of b the value {@code shift} places on. */
  private void addShifted(float[] a, float[] b, int shift, float[] out) {
    int count = out.length - shift;
    System.arraycopy(b, shift, shifted, 0, count);
    for (int i = 0; i < count; i++) {
      out[i] = a[i] + shifted[i];
    }
  }

  private static void addSquares(float[] values, double[] squares) {
    for (int i = 0; i < values.length; i++) {
      squares[i] += (double) values[i] * values[i];
    }
  }

  /** Keeps the values of the cells that are the first of a patch. */
  private void pick(float[] values, PatchGrid grid, float[] out, int at) {
    int stride = grid.scale().stride();
    int to = at;
    for (int row = 0; row < grid.rows(); row++) {
      int from = row * stride * width;
      if (stride == 1) {
        System.arraycopy(values, from, out, to, grid.columns());
      } else {
        for (int column = 0; column < grid.columns(); column++) {
          out[to + column] = values[from + column * stride];
        }
      }
      to += grid.columns();
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
