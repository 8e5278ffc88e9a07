package org.vladoscope.ui.lab;

import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import org.jspecify.annotations.Nullable;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.teach.BlankImages;
import org.vladoscope.teach.steps.IntegralImage;
import org.vladoscope.ui.task.BackgroundTasks;
import org.vladoscope.ui.task.LatestOnly;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.view.Words;
import org.vladoscope.vlad.PatchGrid;
import org.vladoscope.vlad.PatchScale;

/** A grid of cells with a patch window on it, a small grid with its sums, and blank images. */
public final class PatchModel {

  /** Rows of cells of a 640×480 image. */
  public static final int HEIGHT = 30;

  /** Columns of cells of a 640×480 image. */
  public static final int WIDTH = 40;

  /** The largest patch and stride offered. */
  public static final int MAX_SIZE = 16;

  private static final CellGeometry GEOMETRY = new CellGeometry(196, 16, 90);

  /** One value of one residual, in each cell of a small grid. */
  private static final double[][] SMALL = {
    {1, 2, 0, 3, 1, 2, 1},
    {0, 4, 1, 2, 2, 0, 3},
    {2, 1, 3, 0, 5, 1, 0},
    {1, 0, 2, 2, 1, 3, 1},
    {3, 1, 1, 4, 0, 2, 2}
  };

  private final LabEngine engine;
  private final LatestOnly lane;
  private final IntegerProperty size = new SimpleIntegerProperty(5);
  private final IntegerProperty stride = new SimpleIntegerProperty(1);
  private final IntegerProperty patch = new SimpleIntegerProperty(0);
  private final IntegerProperty filled = new SimpleIntegerProperty(SMALL.length * SMALL[0].length);
  private final IntegerProperty top = new SimpleIntegerProperty(1);
  private final IntegerProperty left = new SimpleIntegerProperty(2);
  private final IntegerProperty window = new SimpleIntegerProperty(3);
  private final ReadOnlyObjectWrapper<@Nullable BlankImages> blank = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");

  /** Patches of 5×5 cells, as the published configurations have them. */
  public PatchModel(BackgroundTasks tasks, LabEngine engine) {
    this.engine = engine;
    this.lane = new LatestOnly(tasks);
    size.addListener((o, before, now) -> patch.set(0));
    stride.addListener((o, before, now) -> patch.set(0));
  }

  /** Side of a patch in cells, 1 to {@link #MAX_SIZE}. */
  public IntegerProperty sizeProperty() {
    return size;
  }

  /** Distance of patches in cells, 1 to {@link #MAX_SIZE}. */
  public IntegerProperty strideProperty() {
    return stride;
  }

  /** The patch looked at. */
  public IntegerProperty patchProperty() {
    return patch;
  }

  /** The patches of the current size and stride. */
  public PatchGrid grid() {
    return new PatchGrid(HEIGHT, WIDTH, new PatchScale(size.get(), stride.get()), GEOMETRY);
  }

  /** How the number of patches comes about. */
  public String formula() {
    PatchGrid grid = grid();
    return String.format(
        "(\u230a(%d \u2212 %d) / %d\u230b + 1) \u00d7 (\u230a(%d \u2212 %d) / %d\u230b + 1) = %d"
            + " \u00d7 %d = %d patches",
        HEIGHT,
        size.get(),
        stride.get(),
        WIDTH,
        size.get(),
        stride.get(),
        grid.rows(),
        grid.columns(),
        grid.count());
  }

  /** Where the patch looked at lies. */
  public String placeOfPatch() {
    PatchGrid grid = grid();
    int at = patch.get();
    return String.format(
        "Patch %d: row %d, column %d of the patch grid; cells %d\u2013%d \u00d7 %d\u2013%d; middle"
            + " at pixel (%d, %d)",
        at,
        grid.row(at),
        grid.column(at),
        grid.firstCellRow(at),
        grid.firstCellRow(at) + size.get() - 1,
        grid.firstCellColumn(at),
        grid.firstCellColumn(at) + size.get() - 1,
        grid.keypointX(at),
        grid.keypointY(at));
  }

  /** Looks at the patch nearest to a cell. */
  public void lookAt(int row, int column) {
    PatchGrid grid = grid();
    int half = size.get() / 2;
    int patchRow = Math.clamp(Math.round((row - half) / (double) stride.get()), 0, grid.rows() - 1);
    int patchColumn =
        Math.clamp(Math.round((column - half) / (double) stride.get()), 0, grid.columns() - 1);
    patch.set(patchRow * grid.columns() + patchColumn);
  }

  /** Moves the patch by so many places. */
  public void movePatch(int rows, int columns) {
    PatchGrid grid = grid();
    int row = Math.clamp(grid.row(patch.get()) + (long) rows, 0, grid.rows() - 1);
    int column = Math.clamp(grid.column(patch.get()) + (long) columns, 0, grid.columns() - 1);
    patch.set(row * grid.columns() + column);
  }

  /** The values of the small grid. */
  public double[][] values() {
    return SMALL;
  }

  /** Its integral image. */
  public IntegralImage integral() {
    return IntegralImage.of(SMALL);
  }

  /** How many sums of the integral image are filled in, row by row. */
  public IntegerProperty filledProperty() {
    return filled;
  }

  /** Top row of the window on the small grid. */
  public IntegerProperty topProperty() {
    return top;
  }

  /** Left column of the window on the small grid. */
  public IntegerProperty leftProperty() {
    return left;
  }

  /** Side of the window on the small grid. */
  public int window() {
    return window.get();
  }

  /** Places the window's upper left corner, as near as it fits. */
  public void placeWindow(int row, int column) {
    top.set(Math.clamp(row, 0, SMALL.length - window.get()));
    left.set(Math.clamp(column, 0, SMALL[0].length - window.get()));
  }

  /** The sum by four reads, written out. */
  public String cornerSum() {
    IntegralImage.Corners c = integral().corners(top.get(), left.get(), window.get());
    return String.format(
        java.util.Locale.ROOT,
        "D \u2212 B \u2212 C + A = %.0f \u2212 %.0f \u2212 %.0f + %.0f = %.0f",
        c.bottomRight(),
        c.topRight(),
        c.bottomLeft(),
        c.topLeft(),
        c.sum());
  }

  /** The same sum value by value, written out. */
  public String directSum() {
    StringBuilder text = new StringBuilder();
    for (int i = top.get(); i < top.get() + window.get(); i++) {
      for (int j = left.get(); j < left.get() + window.get(); j++) {
        text.append(text.isEmpty() ? "" : " + ").append((int) SMALL[i][j]);
      }
    }
    double sum = IntegralImage.direct(SMALL, top.get(), left.get(), window.get());
    return text + String.format(java.util.Locale.ROOT, " = %.0f", sum);
  }

  /** What two blank images score, once computed. */
  public ReadOnlyObjectProperty<@Nullable BlankImages> blankProperty() {
    return blank.getReadOnlyProperty();
  }

  /** Why blank images could not be compared; empty if they were. */
  public ReadOnlyStringProperty errorProperty() {
    return error.getReadOnlyProperty();
  }

  /** True while blank images are compared. */
  public ReadOnlyBooleanProperty busyProperty() {
    return lane.busyProperty();
  }

  /** Compares two blank images. */
  public void compareBlankImages() {
    lane.submit(
        "Comparing blank images",
        engine::blankImages,
        Outcome.of(
            found -> {
              error.set("");
              blank.set(found);
            },
            failure -> error.set(Words.of(failure))));
  }
}
