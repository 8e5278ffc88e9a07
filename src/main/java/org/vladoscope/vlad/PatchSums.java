package org.vladoscope.vlad;

import java.util.List;
import org.vladoscope.feature.FeatureMap;

/**
 * Sums numbers that cells have, over the cells of every patch of an image, for patches of several
 * sizes at once; a patch may be any box of cells.
 *
 * <p>A plane holds one number for each cell, row by row. Sums over boxes come from sums over
 * windows, first down, then along; a window of 5 cells is one of 4 plus one. Planes fit a core's
 * first cache, and every loop runs over whole planes, which is what the compiler vectorises.
 * Nothing is subtracted, so small patches lose no digits, as they do with an integral image.
 *
 * <p>Sums stand in slots, one for each patch. At stride 1 a row of patches takes as many slots as
 * the map has columns, and those at its end belong to no patch: copying a plane at once is faster
 * than row by row.
 *
 * <p>Not for several threads at once: it holds the windows.
 */
final class PatchSums {

  private final int width;
  private final List<BoxGrid> grids;
  private final int[] firstSlot;
  private final int slots;
  private final int highest;
  private final float[][] windowsDown;
  private final float[][] windowsAlong;
  private final float[] columns;
  private final float[] boxes;
  private final float[] shifted;

  /**
   * Prepares the windows.
   *
   * @param grids how the patches of each size lie, on maps of one size
   */
  PatchSums(List<BoxGrid> grids) {
    this.grids = List.copyOf(grids);
    this.width = grids.getFirst().mapWidth();
    int cells = grids.getFirst().mapHeight() * width;
    this.firstSlot = new int[grids.size()];
    int count = 0;
    for (int s = 0; s < firstSlot.length; s++) {
      firstSlot[s] = count;
      count += slots(grids.get(s));
    }
    this.slots = count;
    this.highest = grids.stream().mapToInt(BoxGrid::height).max().orElse(1);
    int widest = grids.stream().mapToInt(BoxGrid::width).max().orElse(1);
    this.windowsDown = new float[doublings(highest)][cells];
    this.windowsAlong = new float[doublings(widest)][cells];
    this.columns = new float[cells];
    this.boxes = new float[cells];
    this.shifted = new float[cells];
  }

  private static int doublings(int size) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(size);
  }

  /** How the patches of the given sizes lie on a map. */
  static List<BoxGrid> grids(FeatureMap map, List<PatchScale> scales) {
    return scales.stream()
        .map(scale -> new PatchGrid(map.height(), map.width(), scale, map.geometry()))
        .map(BoxGrid::of)
        .toList();
  }

  private int slots(BoxGrid grid) {
    return isWhole(grid) ? (grid.rows() - 1) * width + grid.columns() : grid.count();
  }

  private static boolean isWhole(BoxGrid grid) {
    return grid.stride() == 1;
  }

  /** Number of slots. */
  int slots() {
    return slots;
  }

  /** The slots of all patches, of the first size, then of the next. */
  int[] slotsOfPatches() {
    int[] result = new int[grids.stream().mapToInt(BoxGrid::count).sum()];
    int at = 0;
    for (int s = 0; s < firstSlot.length; s++) {
      BoxGrid grid = grids.get(s);
      for (int patch = 0; patch < grid.count(); patch++) {
        int place = isWhole(grid) ? grid.row(patch) * width + grid.column(patch) : patch;
        result[at++] = firstSlot[s] + place;
      }
    }
    return result;
  }

  /** The plane to fill before {@link #sum}. */
  float[] plane() {
    return windowsDown[0];
  }

  /**
   * Sums the plane over the cells of each patch.
   *
   * @param sums set for each slot
   */
  void sum(float[] sums) {
    doubleWindows(windowsDown, width, highest);
    for (int s = 0; s < firstSlot.length; s++) {
      BoxGrid grid = grids.get(s);
      float[] ofCells = boxes(grid.height(), grid.width());
      if (isWhole(grid)) {
        System.arraycopy(ofCells, 0, sums, firstSlot[s], slots(grid));
      } else {
        pick(ofCells, grid, sums, firstSlot[s]);
      }
    }
  }

  /** The sum over the box of which each cell is the first; undefined where none fits. */
  private float[] boxes(int boxHeight, int boxWidth) {
    windowsAlong[0] = window(windowsDown, width, boxHeight, columns);
    doubleWindows(windowsAlong, 1, boxWidth);
    return window(windowsAlong, 1, boxWidth, boxes);
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

  /**
   * a + b, of b the value {@code shift} places on. The compiler vectorises the loops with a
   * constant shift, and with another one only after a copy.
   */
  private void addShifted(float[] a, float[] b, int shift, float[] out) {
    int count = out.length - shift;
    if (shift == 1) {
      for (int i = 0; i < count; i++) {
        out[i] = a[i] + b[i + 1];
      }
    } else if (shift == 2) {
      for (int i = 0; i < count; i++) {
        out[i] = a[i] + b[i + 2];
      }
    } else if (shift == 4) {
      for (int i = 0; i < count; i++) {
        out[i] = a[i] + b[i + 4];
      }
    } else if (count > 0) {
      System.arraycopy(b, shift, shifted, 0, count);
      for (int i = 0; i < count; i++) {
        out[i] = a[i] + shifted[i];
      }
    }
  }

  /** Keeps the values of the cells that are the first of a patch. */
  private void pick(float[] values, BoxGrid grid, float[] out, int at) {
    int stride = grid.stride();
    int to = at;
    for (int row = 0; row < grid.rows(); row++) {
      int from = row * stride * width;
      for (int column = 0; column < grid.columns(); column++) {
        out[to + column] = values[from + column * stride];
      }
      to += grid.columns();
    }
  }
}
