package org.vladoscope.ui.places;

import java.util.Arrays;

/**
 * Finds points near a place without looking at all of them: they are sorted into the cells of an
 * even grid, a few in each.
 */
public final class PointIndex {

  private static final double POINTS_PER_CELL = 4;

  private final double[] x;
  private final double[] y;
  private final double minX;
  private final double minY;
  private final double cellWidth;
  private final double cellHeight;
  private final int columns;
  private final int rows;

  /** Points of cell {@code c}: {@code order[start[c]]} up to {@code order[start[c + 1] - 1]}. */
  private final int[] start;

  private final int[] order;

  /**
   * An index of points; those with a coordinate that is NaN are never found.
   *
   * @param x horizontal coordinates, not copied
   * @param y vertical coordinates, as many, not copied
   */
  public PointIndex(double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(x.length + " x, " + y.length + " y");
    }
    this.x = x;
    this.y = y;
    double[] xs = Arrays.stream(x).filter(v -> !Double.isNaN(v)).toArray();
    double[] ys = Arrays.stream(y).filter(v -> !Double.isNaN(v)).toArray();
    minX = Arrays.stream(xs).min().orElse(0);
    minY = Arrays.stream(ys).min().orElse(0);
    double width = Arrays.stream(xs).max().orElse(0) - minX;
    double height = Arrays.stream(ys).max().orElse(0) - minY;
    double cells = Math.max(1, x.length / POINTS_PER_CELL);
    // Cells as square as can be; points on a line get cells along that line only.
    double side = Math.max(Math.sqrt(width * height / cells), Math.max(width, height) / cells);
    columns = side > 0 ? (int) Math.floor(width / side) + 1 : 1;
    rows = side > 0 ? (int) Math.floor(height / side) + 1 : 1;
    cellWidth = side > 0 ? side : 1;
    cellHeight = cellWidth;
    start = new int[columns * rows + 1];
    for (int i = 0; i < x.length; i++) {
      if (isPlaced(i)) {
        start[cell(i) + 1]++;
      }
    }
    for (int c = 0; c < columns * rows; c++) {
      start[c + 1] += start[c];
    }
    order = new int[start[columns * rows]];
    int[] next = start.clone();
    for (int i = 0; i < x.length; i++) {
      if (isPlaced(i)) {
        order[next[cell(i)]++] = i;
      }
    }
  }

  private boolean isPlaced(int i) {
    return !Double.isNaN(x[i]) && !Double.isNaN(y[i]);
  }

  private int cell(int i) {
    return row(y[i]) * columns + column(x[i]);
  }

  private int column(double at) {
    return (int) Math.clamp(Math.floor((at - minX) / cellWidth), 0, columns - 1);
  }

  private int row(double at) {
    return (int) Math.clamp(Math.floor((at - minY) / cellHeight), 0, rows - 1);
  }

  /**
   * The point nearest to a place, within an ellipse around it; of points as near, the first.
   *
   * @param radiusX half the width of the ellipse, above 0
   * @param radiusY half its height, above 0
   * @return its number, or −1 if there is none
   */
  public int nearest(double atX, double atY, double radiusX, double radiusY) {
    int best = -1;
    double bestDistance = 1;
    for (int row = row(atY - radiusY); row <= row(atY + radiusY); row++) {
      for (int column = column(atX - radiusX); column <= column(atX + radiusX); column++) {
        int cell = row * columns + column;
        for (int k = start[cell]; k < start[cell + 1]; k++) {
          int i = order[k];
          double dx = (x[i] - atX) / radiusX;
          double dy = (y[i] - atY) / radiusY;
          double distance = dx * dx + dy * dy;
          if (distance < bestDistance || (distance == bestDistance && (best < 0 || i < best))) {
            best = i;
            bestDistance = distance;
          }
        }
      }
    }
    return best;
  }

  /** The numbers of the points in a rectangle, its edges included, rising. */
  public int[] within(double fromX, double fromY, double toX, double toY) {
    int[] found = new int[order.length];
    int count = 0;
    for (int row = row(fromY); row <= row(toY); row++) {
      for (int column = column(fromX); column <= column(toX); column++) {
        int cell = row * columns + column;
        for (int k = start[cell]; k < start[cell + 1]; k++) {
          int i = order[k];
          if (x[i] >= fromX && x[i] <= toX && y[i] >= fromY && y[i] <= toY) {
            found[count++] = i;
          }
        }
      }
    }
    int[] result = Arrays.copyOf(found, count);
    Arrays.sort(result);
    return result;
  }
}
