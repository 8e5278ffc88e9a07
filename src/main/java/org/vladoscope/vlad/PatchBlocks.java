package org.vladoscope.vlad;

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
 * one. A plane fits a core's first cache, and every loop runs over whole planes, which the compiler
 * vectorises. Nothing is subtracted, so small patches lose no digits, as they do with an integral
 * image.
 */
final class PatchBlocks {

  /** Takes the descriptors' blocks of some words. */
  interface Consumer {
    /**
     * Takes blocks of unit length, one after the other for each word.
     *
     * @param firstWord the first of the words
     * @param words how many words, those after them follow in later calls
     * @param blocks {@code [words · C, patches of all scales]}, valid during the call
     */
    void accept(int firstWord, int words, float[] blocks);
  }

  /** About as many channels at once make the products that follow efficient. */
  private static final int CHANNELS_AT_ONCE = 512;

  private final Vocabulary vocabulary;
  private final SoftAssignment assignment;
  private final int height;
  private final int width;
  private final float[] cellsByChannel;
  private final List<PatchGrid> grids;
  private final int[] firstPatch;
  private final int patches;
  private final int largest;
  private final float[][] windowsDown;
  private final float[][] windowsAlong;
  private final float[] columns;
  private final float[] boxes;

  PatchBlocks(FeatureMap map, Vocabulary vocabulary, List<PatchScale> scales) {
    this.vocabulary = vocabulary;
    this.height = map.height();
    this.width = map.width();
    FloatMatrix cells = vocabulary.input(map);
    this.assignment = vocabulary.assign(map, cells);
    this.cellsByChannel = cells.transposed().data();
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
  }

  /** How the patches of each scale lie. */
  List<PatchGrid> grids() {
    return grids;
  }

  /** Index of a scale's first patch among those of all scales. */
  int firstPatch(int scale) {
    return firstPatch[scale];
  }

  /** Number of patches of all scales. */
  int patches() {
    return patches;
  }

  /** Number of words whose blocks are handed out together, but for the last ones. */
  int wordsAtOnce() {
    return Math.min(vocabulary.size(), Math.max(1, CHANNELS_AT_ONCE / vocabulary.channels()));
  }

  /**
   * Hands out all blocks.
   *
   * @return for each patch the length of all its blocks together, by which they have yet to be
   *     divided
   */
  double[] forEach(Consumer consumer) {
    int words = wordsAtOnce();
    int blockLength = vocabulary.channels() * patches;
    float[] blocks = new float[words * blockLength];
    double[] squaredLengths = new double[patches];
    for (int first = 0; first < vocabulary.size(); first += words) {
      int count = Math.min(words, vocabulary.size() - first);
      for (int w = 0; w < count; w++) {
        block(first + w, blocks, w * blockLength, squaredLengths);
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
  private void block(int word, float[] blocks, int at, double[] squaredLengths) {
    float[] shares = assignment.map(word);
    double[][] squares = new double[grids.size()][height * width];
    for (int c = 0; c < vocabulary.channels(); c++) {
      residuals(shares, c, vocabulary.centroids().get(word, c));
      doubleWindows(windowsDown, width, largest);
      for (int s = 0; s < squares.length; s++) {
        float[] sums = boxes(grids.get(s).scale().size());
        addSquares(sums, squares[s]);
        pick(sums, grids.get(s), blocks, at + c * patches + firstPatch[s]);
      }
    }
    float[] scales = new float[patches];
    for (int s = 0; s < squares.length; s++) {
      PatchGrid grid = grids.get(s);
      for (int i = 0; i < grid.count(); i++) {
        double square = squares[s][grid.firstCellRow(i) * width + grid.firstCellColumn(i)];
        double scale = 1 / Math.max(Math.sqrt(square), L2.EPSILON);
        scales[firstPatch[s] + i] = (float) scale;
        squaredLengths[firstPatch[s] + i] += square * scale * scale;
      }
    }
    for (int c = 0; c < vocabulary.channels(); c++) {
      scale(blocks, at + c * patches, scales);
    }
  }

  /** a · (x − c) of one channel for every cell. */
  private void residuals(float[] shares, int channel, float centroid) {
    float[] out = windowsDown[0];
    int from = channel * out.length;
    for (int cell = 0; cell < out.length; cell++) {
      out[cell] = shares[cell] * (cellsByChannel[from + cell] - centroid);
    }
  }

  /** The sum over the box of which each cell is the first; undefined where none fits. */
  private float[] boxes(int size) {
    windowsAlong[0] = window(windowsDown, width, size, columns);
    doubleWindows(windowsAlong, 1, size);
    return window(windowsAlong, 1, size, boxes);
  }

  /** From values to sums over 2, 4, 8 … of them, {@code step} apart, each from the one before. */
  private static void doubleWindows(float[][] windows, int step, int largest) {
    for (int i = 1; 1 << i <= largest; i++) {
      addShifted(windows[i - 1], windows[i - 1], step << (i - 1), windows[i]);
    }
  }

  /** Sums over {@code size} values, {@code step} apart, put together from those of 1, 2, 4, 8 …. */
  private static float[] window(float[][] windows, int step, int size, float[] out) {
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
  private static void addShifted(float[] a, float[] b, int shift, float[] out) {
    int count = out.length - shift;
    for (int i = 0; i < count; i++) {
      out[i] = a[i] + b[i + shift];
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

  private static void scale(float[] values, int at, float[] scales) {
    for (int i = 0; i < scales.length; i++) {
      values[at + i] *= scales[i];
    }
  }
}
