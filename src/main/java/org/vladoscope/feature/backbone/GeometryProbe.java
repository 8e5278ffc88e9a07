package org.vladoscope.feature.backbone;

import java.util.Random;
import org.vladoscope.common.InputException;
import org.vladoscope.feature.CellGeometry;

/**
 * Finds where the cells of an unknown network lie by watching its response. The stride follows from
 * how many cells images of two sizes get. The first column that a cell in the middle sees is the
 * first at which changing all columns up to it changes the cell, and the last likewise, each found
 * by bisection. Changes below a five-millionth of the largest value are taken for rounding, so the
 * receptive field found is the one that matters in 32 bits: it may be smaller than the theoretical
 * one.
 */
final class GeometryProbe {

  /** Lengths of the images that are tried, until a cell in the middle sees no border. */
  private static final int[] LENGTHS = {512, 1024};

  private static final int HEIGHT = 64;
  private static final float NOTICEABLE = 2e-7f;
  private static final int TRIALS = 2;

  /**
   * Fast convolutions compute so many neighbouring cells together, and what only some of them see
   * leaves rounding in all. What every one of them sees is no rounding.
   */
  private static final int TILE = 4;

  /** Small enough that activations with an upper bound are not all at it. */
  private static final double CONTRAST = .5;

  private final OwnRunner network;
  private final String name;

  GeometryProbe(OwnRunner network, String name) {
    this.network = network;
    this.name = name;
  }

  /**
   * What was found.
   *
   * @param geometry where the cells lie
   * @param channels values per cell
   */
  record Found(CellGeometry geometry, int channels) {}

  /**
   * Measures.
   *
   * @throws InputException if the network has no regular grid of cells, or each of them sees the
   *     whole image
   */
  Found measure() {
    OwnRunner.Output narrow = network.run(noise(LENGTHS[0] / 2, 1), HEIGHT, LENGTHS[0] / 2);
    for (int length : LENGTHS) {
      OwnRunner.Output wide = network.run(noise(length, 1), HEIGHT, length);
      int more = wide.width() - narrow.width();
      int pixels = length - LENGTHS[0] / 2;
      if (more < 1 || pixels % more != 0 || wide.channels() != narrow.channels()) {
        throw new InputException(
            "The network "
                + name
                + " has no regular grid of cells; state its geometry in its"
                + " .json file.");
      }
      int stride = pixels / more;
      int cell = wide.width() / 2;
      int first = 0;
      int last = length - 1;
      for (int beside = 0; beside < TILE; beside++) {
        int shift = stride * beside;
        int firstOfCell = length;
        int lastOfCell = -1;
        for (int trial = 1; trial <= TRIALS; trial++) {
          Trial watched = new Trial(length, cell + beside, trial);
          firstOfCell = Math.min(firstOfCell, watched.firstSeen());
          lastOfCell = Math.max(lastOfCell, watched.lastSeen());
        }
        first = Math.max(first, firstOfCell - shift);
        last = Math.min(last, lastOfCell - shift);
      }
      if (first > 0 && last < length - 1 && last >= first) {
        int padding = stride * cell - first;
        if (padding < 0) {
          throw new InputException(
              "The cells of the network "
                  + name
                  + " begin inside the image; state its geometry"
                  + " in its .json file.");
        }
        return new Found(new CellGeometry(last - first + 1, stride, padding), wide.channels());
      }
    }
    throw new InputException(
        "Each cell of the network "
            + name
            + " sees the whole image, so where the cells lie"
            + " cannot be measured; state its geometry in its .json file.");
  }

  /** An image of noise, and what changes if columns of it are replaced by other noise. */
  private final class Trial {
    private final int length;
    private final int cell;
    private final float[] picture;
    private final float[] other;
    private final OwnRunner.Output before;

    Trial(int length, int cell, int seed) {
      this.length = length;
      this.cell = cell;
      this.picture = noise(length, seed);
      this.other = noise(length, seed + 1000);
      this.before = network.run(picture, HEIGHT, length);
    }

    /** The first column that the cell sees. */
    int firstSeen() {
      int unseen = -1;
      int seen = length - 1;
      while (seen - unseen > 1) {
        int middle = (unseen + seen) >>> 1;
        if (changes(0, middle)) {
          seen = middle;
        } else {
          unseen = middle;
        }
      }
      return seen;
    }

    /** The last column that the cell sees. */
    int lastSeen() {
      int seen = 0;
      int unseen = length;
      while (unseen - seen > 1) {
        int middle = (unseen + seen) >>> 1;
        if (changes(middle, length - 1)) {
          seen = middle;
        } else {
          unseen = middle;
        }
      }
      return seen;
    }

    /** True if other values in some columns change the cell, in any row. */
    private boolean changes(int from, int to) {
      float[] changed = picture.clone();
      for (int row = 0; row < 3 * HEIGHT; row++) {
        int at = row * length + from;
        System.arraycopy(other, at, changed, at, to - from + 1);
      }
      OwnRunner.Output after = network.run(changed, HEIGHT, length);
      float largest = 0;
      float change = 0;
      for (int i = cell; i < before.values().length; i += before.width()) {
        largest = Math.max(largest, Math.abs(before.values()[i]));
        change = Math.max(change, Math.abs(before.values()[i] - after.values()[i]));
      }
      return change > NOTICEABLE * largest;
    }
  }

  private static float[] noise(int width, int seed) {
    Random random = new Random(seed);
    float[] values = new float[3 * HEIGHT * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (CONTRAST * random.nextGaussian());
    }
    return values;
  }
}
