package org.vladoscope.feature.own;

import java.util.TreeMap;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.image.ImageSize;

/**
 * Finds where the cells of an unknown network lie by watching its response to images of one size,
 * that at which it will run. The first column that a cell sees is the first at which changing all
 * columns up to it changes the cell, and the last likewise, each found by bisection. First columns
 * are looked for at cells near the right border and last ones near the left, so that receptive
 * fields nearly as wide as the image can be measured. Changes below a five-millionth of the largest
 * value are taken for rounding, so the receptive field found is the one that matters in 32 bits: it
 * may be smaller than the theoretical one.
 */
final class GeometryProbe {

  private static final float NOTICEABLE = 2e-7f;
  private static final int TRIALS = 2;

  /** How many runs it takes as a rule. */
  private static final int USUAL_RUNS = 100;

  /**
   * Fast convolutions compute so many neighbouring cells together, and what only some of them see
   * leaves rounding in all. What every one of them sees is no rounding.
   */
  private static final int TILE = 4;

  private final OwnRunner network;
  private final String name;
  private final ImageSize size;
  private final int output;
  private final Progress progress;
  private int runs;

  /**
   * Measures nothing yet.
   *
   * @param output number of the output with the cells
   */
  GeometryProbe(OwnRunner network, String name, ImageSize size, int output, Progress progress) {
    this.network = network;
    this.name = name;
    this.size = size;
    this.output = output;
    this.progress = progress;
  }

  /**
   * Measures.
   *
   * @param stride distance of cells in pixels
   * @param columns number of cells in a row
   * @throws InputException if cells see the image up to its border
   */
  CellGeometry measure(int stride, int columns) {
    int count = Math.min(TILE, columns);
    int rim = columns > count ? 1 : 0;
    int before = Integer.MAX_VALUE;
    int after = Integer.MAX_VALUE;
    Trial[] trials = new Trial[TRIALS];
    for (int i = 0; i < TRIALS; i++) {
      trials[i] = new Trial(columns, i + 1);
    }
    for (int i = 0; i < count; i++) {
      int right = columns - rim - count + i;
      int left = rim + i;
      int first = size.width();
      int last = -1;
      for (Trial trial : trials) {
        first = Math.min(first, trial.firstSeen(right));
        last = Math.max(last, trial.lastSeen(left));
        if (first == 0 || last == size.width() - 1) {
          throw new InputException(
              String.format(
                  "Cells of the network %s see images of %s up to the border, so where they lie"
                      + " cannot be measured; choose a larger image size, or state it in %s.json,"
                      + " for a transformer {\"stride\": %d, \"receptiveField\": %d, \"padding\":"
                      + " 0}.",
                  name, size, name, stride, stride));
        }
      }
      before = Math.min(before, stride * right - first);
      after = Math.min(after, last - stride * left);
    }
    if (before < 0 || before + after < 0) {
      throw new InputException(
          "The cells of the network "
              + name
              + " begin inside the image; state its geometry in "
              + name
              + ".json.");
    }
    return new CellGeometry(before + after + 1, stride, before);
  }

  /** Two images of noise, and what cells see of mixtures of them. */
  private final class Trial {

    /**
     * Which columns of cells see something on either side of an edge.
     *
     * @param left per column of cells, whether it sees columns up to the edge
     * @param right whether it sees columns behind the edge
     */
    private record Seen(boolean[] left, boolean[] right) {}

    private final int columns;
    private final float[] picture;
    private final float[] other;
    private final float[] ofPicture;
    private final float[] ofOther;
    // One image answers for all cells, so what was asked for one narrows the search of the next.
    private final TreeMap<Integer, Seen> asked = new TreeMap<>();

    Trial(int columns, int seed) {
      this.columns = columns;
      this.picture = OwnTrial.noise(size, seed);
      this.other = OwnTrial.noise(size, seed + 1000);
      this.ofPicture = run(picture);
      this.ofOther = run(other);
    }

    private float[] run(float[] image) {
      progress.check();
      runs++;
      progress.report(
          "Measuring where cells of " + name + " lie, run " + runs + " of about " + USUAL_RUNS,
          Math.min(.99, (double) runs / USUAL_RUNS));
      return network.run(image, size.height(), size.width(), output).getFirst().values();
    }

    /** The first column that a cell sees. */
    int firstSeen(int cell) {
      return edge(seen -> seen.left[cell]);
    }

    /** The last column that a cell sees. */
    int lastSeen(int cell) {
      return edge(seen -> !seen.right[cell]);
    }

    /** The first edge from which on something holds; it holds at the last column. */
    private int edge(java.util.function.Predicate<Seen> holds) {
      int no = -1;
      int yes = size.width() - 1;
      for (var entry : asked.entrySet()) {
        if (holds.test(entry.getValue())) {
          yes = Math.min(yes, entry.getKey());
        } else if (entry.getKey() < yes) {
          no = entry.getKey();
        }
      }
      while (yes - no > 1) {
        int middle = (no + yes) >>> 1;
        if (holds.test(ask(middle))) {
          yes = middle;
        } else {
          no = middle;
        }
      }
      return yes;
    }

    private Seen ask(int edge) {
      float[] mixed = picture.clone();
      for (int row = 0; row < 3 * size.height(); row++) {
        System.arraycopy(other, row * size.width(), mixed, row * size.width(), edge + 1);
      }
      float[] values = run(mixed);
      Seen seen = new Seen(changed(ofPicture, values), changed(ofOther, values));
      asked.put(edge, seen);
      return seen;
    }

    private boolean[] changed(float[] before, float[] now) {
      boolean[] changed = new boolean[columns];
      for (int cell = 0; cell < columns; cell++) {
        float largest = 0;
        float change = 0;
        for (int i = cell; i < before.length; i += columns) {
          largest = Math.max(largest, Math.abs(before[i]));
          change = Math.max(change, Math.abs(before[i] - now[i]));
        }
        changed[cell] = change > NOTICEABLE * largest;
      }
      return changed;
    }
  }
}
