package org.vladoscope.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.vladoscope.alias.Band;
import org.vladoscope.alias.BandMarks;
import org.vladoscope.common.Progress;
import org.vladoscope.figure.Box;
import org.vladoscope.figure.ColorMap;
import org.vladoscope.figure.Drawing;
import org.vladoscope.figure.Figure;
import org.vladoscope.figure.Mark.Anchor;
import org.vladoscope.figure.Palette;
import org.vladoscope.figure.Point;
import org.vladoscope.image.RgbImage;
import org.vladoscope.pipeline.SimilarityTiles;
import org.vladoscope.pipeline.SimilarityTiles.Key;
import org.vladoscope.pipeline.SimilarityTiles.Tile;

/**
 * The similarity of all database images with each other as a figure, with the runs that look like
 * another run outlined and named.
 */
public final class AliasMatrix {

  /** Pixels along a side; of more images only every 2nd, 4th, … is drawn. */
  private static final int SIDE = 1024;

  private static final double LEFT = 56;
  private static final double TOP = 66;
  private static final double RIGHT = 16;
  private static final double SMALL = 11;

  private AliasMatrix() {}

  /**
   * Computes and draws it.
   *
   * @param map name of the map
   * @param tiles of database images against each other
   * @param progress a cancel is noticed with every tile
   */
  public static Figure of(String map, SimilarityTiles tiles, List<Band> bands, Progress progress) {
    int level = 0;
    while (SimilarityTiles.count(tiles.images(), level) > SIDE) {
      level++;
    }
    int cells = SimilarityTiles.count(tiles.images(), level);
    float[] values = values(tiles, level, cells, progress);
    double[] ends = ends(values);
    int step = 1 << level;
    // Whole pixels for each cell, and never a stamp.
    int pixels = Math.max(1, 640 / cells);
    int side = cells * pixels;
    RgbImage image = image(values, cells, pixels, ends);
    String title = "Similarity of database images of " + map;
    return Figure.of(
        LEFT + side + RIGHT,
        TOP + side + 44,
        title,
        drawing -> draw(drawing, title, image, side, tiles.images(), step, ends, bands));
  }

  private static float[] values(SimilarityTiles tiles, int level, int cells, Progress progress) {
    float[] values = new float[cells * cells];
    int across = (cells + SimilarityTiles.SIDE - 1) / SimilarityTiles.SIDE;
    for (int row = 0; row < across; row++) {
      for (int column = 0; column < across; column++) {
        progress.check();
        progress.report("Drawing the matrix", (double) (row * across + column) / across / across);
        Tile tile = tiles.tile(new Key(level, level, row, column), progress.silent());
        for (int r = 0; r < tile.rows(); r++) {
          System.arraycopy(
              tile.values(),
              r * tile.columns(),
              values,
              (row * SimilarityTiles.SIDE + r) * cells + column * SimilarityTiles.SIDE,
              tile.columns());
        }
      }
    }
    return values;
  }

  /** The least and the most but for outliers, as in the window. */
  private static double[] ends(float[] values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    int count = sorted.length;
    while (count > 0 && Float.isNaN(sorted[count - 1])) {
      count--;
    }
    if (count == 0) {
      return new double[] {0, 1};
    }
    double low = sorted[(int) (.01 * (count - 1))];
    double high = sorted[(int) (.995 * (count - 1))];
    return new double[] {low, high > low ? high : low + 1e-3};
  }

  private static RgbImage image(float[] values, int cells, int pixels, double[] ends) {
    int side = cells * pixels;
    int[] argb = new int[side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        float value = values[y / pixels * cells + x / pixels];
        argb[y * side + x] =
            Float.isNaN(value) ? 0 : ColorMap.VIRIDIS.argb((value - ends[0]) / (ends[1] - ends[0]));
      }
    }
    return RgbImage.onWhite(side, side, argb);
  }

  private static void draw(
      Drawing drawing,
      String title,
      RgbImage image,
      int side,
      int images,
      int step,
      double[] ends,
      List<Band> bands) {
    drawing.text(title, new Point(16, 22), 14, true, Palette.INK);
    Box area = new Box(LEFT, TOP, side, side);
    drawing.group("similarity", area, 1, () -> drawing.image(image, area));
    // The last of every 2nd, 4th, … image may stand for fewer than the others.
    int drawn = SimilarityTiles.count(images, Integer.numberOfTrailingZeros(step));
    double cell = (double) side / ((long) drawn * step);
    edges(drawing, images, cell);
    List<BandMarks.Named> named =
        BandMarks.draw(
            drawing,
            bands,
            null,
            area,
            new BandMarks.Place() {
              @Override
              public double x(double column) {
                return LEFT + column * cell;
              }

              @Override
              public double y(double row) {
                return TOP + row * cell;
              }
            });
    List<String> notes = new ArrayList<>();
    notes.add(
        String.format(
                Locale.ROOT,
                "Cosine similarity of global descriptors, colours from %.3f to %.3f%s.",
                ends[0],
                ends[1],
                step == 1 ? "" : ", of every " + step + (step == 2 ? "nd" : "th") + " image")
            .replace('-', '\u2212'));
    notes.add(
        bands.isEmpty()
            ? "No run of at least " + Band.LEAST + " images looks like another run."
            : named.size() < bands.size()
                ? named.size() + " of " + bands.size() + " runs have room for their names."
                : "");
    for (int i = 0; i < notes.size(); i++) {
      drawing.text(
          notes.get(i), new Point(LEFT, area.bottom() + 18 + 15 * i), SMALL, false, Palette.MUTED);
    }
  }

  /** Numbers images from 1 at both edges. */
  private static void edges(Drawing drawing, int images, double cell) {
    drawing.text("Database image \u2193\u2192", new Point(8, TOP - 24), SMALL, false, Palette.INK);
    int step = 1;
    for (int factor : new int[] {2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000}) {
      step = step * cell < 60 ? factor : step;
    }
    for (int i = step; i <= images; i += step) {
      double at = (i - .5) * cell;
      String text = Integer.toString(i);
      drawing.line(new Point(LEFT + at, TOP - 4), new Point(LEFT + at, TOP), Palette.MUTED, 1);
      drawing.text(text, new Point(LEFT + at, TOP - 8), Anchor.MIDDLE, SMALL, Palette.MUTED);
      drawing.line(new Point(LEFT - 4, TOP + at), new Point(LEFT, TOP + at), Palette.MUTED, 1);
      drawing.text(text, new Point(LEFT - 8, TOP + at + 4), Anchor.END, SMALL, Palette.MUTED);
    }
  }
}
