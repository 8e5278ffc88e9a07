package org.vladoscope.ui.matrix;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vladoscope.alias.Band;
import org.vladoscope.alias.BandMarks;
import org.vladoscope.figure.Box;
import org.vladoscope.figure.Drawing;
import org.vladoscope.figure.Palette;

/**
 * What is drawn over a matrix besides marked cells.
 *
 * @param rows what the rows are, such as "Query"
 * @param bands runs that are outlined and named; only where rows are database images too
 * @param chosen the run that stands out, or null
 * @param chosenRows rows that are marked at the edge
 * @param chosenColumns columns that are
 */
public record MatrixOver(
    String rows, List<Band> bands, @Nullable Band chosen, BitSet chosenRows, BitSet chosenColumns) {

  /** Queries, and nothing over them. */
  public static final MatrixOver NOTHING =
      new MatrixOver("Query", List.of(), null, new BitSet(), new BitSet());

  private static final double EDGE = 4;

  /** Copies the list. */
  public MatrixOver {
    bands = List.copyOf(bands);
  }

  /**
   * Draws it over a view whose upper left corner lies at a place.
   *
   * @return the names of runs that found room
   */
  List<BandMarks.Named> draw(Drawing drawing, MatrixView view, double left, double top) {
    edges(drawing, view, left, top);
    return BandMarks.draw(
        drawing,
        bands,
        chosen,
        cells(view, left, top),
        new BandMarks.Place() {
          @Override
          public double x(double column) {
            return left + view.x(column);
          }

          @Override
          public double y(double row) {
            return top + view.y(row);
          }
        });
  }

  /** The part of a view in which there are cells. */
  private static Box cells(MatrixView view, double left, double top) {
    double x = Math.max(0, view.x(0));
    double y = Math.max(0, view.y(0));
    return new Box(
        left + x,
        top + y,
        Math.max(0, Math.min(view.width(), view.x(view.columns())) - x),
        Math.max(0, Math.min(view.height(), view.y(view.rows())) - y));
  }

  /** Marks what is chosen beside its row and above its column, never thinner than a pixel. */
  private void edges(Drawing drawing, MatrixView view, double left, double top) {
    drawing.group(
        "chosen images",
        null,
        1,
        () -> {
          for (int[] run : runs(chosenRows)) {
            double from = Math.max(0, view.y(run[0]));
            double to = Math.min(view.height(), Math.max(view.y(run[0]) + 1, view.y(run[1])));
            if (to > from) {
              drawing.fill(new Box(left - EDGE, top + from, EDGE, to - from), Palette.CHOSEN);
            }
          }
          for (int[] run : runs(chosenColumns)) {
            double from = Math.max(0, view.x(run[0]));
            double to = Math.min(view.width(), Math.max(view.x(run[0]) + 1, view.x(run[1])));
            if (to > from) {
              drawing.fill(new Box(left + from, top - EDGE, to - from, EDGE), Palette.CHOSEN);
            }
          }
        });
  }

  /** Neighbours together: each from, and to behind the last. */
  private static List<int[]> runs(BitSet bits) {
    List<int[]> runs = new ArrayList<>();
    for (int from = bits.nextSetBit(0); from >= 0; ) {
      int to = bits.nextClearBit(from);
      runs.add(new int[] {from, to});
      from = bits.nextSetBit(to);
    }
    return runs;
  }
}
