package org.vladoscope.ui.matrix;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vladoscope.pipeline.SimilarityTiles;
import org.vladoscope.pipeline.SimilarityTiles.Key;
import org.vladoscope.pipeline.SimilarityTiles.Tile;

/** Turns tiles into pixels. Where a tile is not known yet, a coarser one stands in. */
public final class MatrixRaster {

  private static final int SIDE = SimilarityTiles.SIDE;
  private static final int SHIFT = Integer.numberOfTrailingZeros(SIDE);

  private MatrixRaster() {}

  /** The tiles a view needs, those in its middle first. */
  public static List<Key> needed(MatrixView view) {
    int rowLevel = view.rowLevel();
    int columnLevel = view.columnLevel();
    int firstRow = tile(Math.max(0, view.rowAt(0)), rowLevel);
    int lastRow = tile(Math.min(view.rows() - 1, view.rowAt(view.height())), rowLevel);
    int firstColumn = tile(Math.max(0, view.columnAt(0)), columnLevel);
    int lastColumn = tile(Math.min(view.columns() - 1, view.columnAt(view.width())), columnLevel);
    List<Key> keys = new ArrayList<>();
    for (int row = firstRow; row <= lastRow; row++) {
      for (int column = firstColumn; column <= lastColumn; column++) {
        keys.add(new Key(rowLevel, columnLevel, row, column));
      }
    }
    double middleRow = (firstRow + lastRow) / 2.0;
    double middleColumn = (firstColumn + lastColumn) / 2.0;
    keys.sort(
        Comparator.comparingDouble(
            key -> Math.hypot(key.row() - middleRow, key.column() - middleColumn)));
    return keys;
  }

  private static int tile(double cell, int level) {
    return ((int) cell >> level) >> SHIFT;
  }

  /**
   * Draws what is known.
   *
   * @param pixels {@code [height, width]} of the view, 0xAARRGGBB; every one of them is written
   * @param known finds a tile, or null
   * @param overview the tile that stands in for everything, or null
   * @param colors colours of even steps between {@code low} and {@code high}
   * @param nothing colour where there is no cell, no tile or no value
   */
  public static void draw(
      MatrixView view,
      int[] pixels,
      Function<Key, @Nullable Tile> known,
      @Nullable Tile overview,
      int[] colors,
      double low,
      double high,
      int nothing) {
    int width = (int) view.width();
    int height = (int) view.height();
    int[] columns = new int[width];
    for (int x = 0; x < width; x++) {
      columns[x] = cell(view.columnAt(x + .5), view.columns());
    }
    double scale = colors.length / Math.max(1e-12, high - low);
    int rowLevel = view.rowLevel();
    int columnLevel = view.columnLevel();
    Tile[] across = new Tile[width];
    int tileRow = -1;
    for (int y = 0; y < height; y++) {
      int row = cell(view.rowAt(y + .5), view.rows());
      int from = y * width;
      if (row < 0) {
        java.util.Arrays.fill(pixels, from, from + width, nothing);
        continue;
      }
      int here = (row >> rowLevel) >> SHIFT;
      if (here != tileRow) {
        tileRow = here;
        tilesAcross(across, columns, here, rowLevel, columnLevel, known, overview);
      }
      for (int x = 0; x < width; x++) {
        Tile tile = across[x];
        if (tile == null) {
          pixels[from + x] = nothing;
          continue;
        }
        Key key = tile.key();
        float value =
            tile.at(
                (row >> key.rowLevel()) - key.row() * SIDE,
                (columns[x] >> key.columnLevel()) - key.column() * SIDE);
        pixels[from + x] =
            Float.isNaN(value)
                ? nothing
                : colors[Math.clamp((int) ((value - low) * scale), 0, colors.length - 1)];
      }
    }
  }

  private static int cell(double at, int count) {
    return at < 0 || at >= count ? -1 : (int) at;
  }

  private static void tilesAcross(
      @Nullable Tile[] across,
      int[] columns,
      int tileRow,
      int rowLevel,
      int columnLevel,
      Function<Key, @Nullable Tile> known,
      @Nullable Tile overview) {
    int before = -1;
    Tile tile = null;
    for (int x = 0; x < columns.length; x++) {
      if (columns[x] < 0) {
        across[x] = null;
        continue;
      }
      int here = (columns[x] >> columnLevel) >> SHIFT;
      if (here != before) {
        before = here;
        tile = best(new Key(rowLevel, columnLevel, tileRow, here), known, overview);
      }
      across[x] = tile;
    }
  }

  /** A tile, or the finest known one that holds every second, fourth, … of its cells. */
  private static @Nullable Tile best(
      Key key, Function<Key, @Nullable Tile> known, @Nullable Tile overview) {
    Key tried = key;
    for (int up = 0; up < 32; up++) {
      Tile tile = known.apply(tried);
      if (tile != null) {
        return tile;
      }
      if (tried.row() == 0 && tried.column() == 0) {
        break;
      }
      tried =
          new Key(
              tried.rowLevel() + 1, tried.columnLevel() + 1, tried.row() >> 1, tried.column() >> 1);
    }
    return overview;
  }
}
