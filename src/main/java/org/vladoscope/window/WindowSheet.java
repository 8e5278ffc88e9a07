package org.vladoscope.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.figure.Box;
import org.vladoscope.figure.Colour;
import org.vladoscope.figure.Drawing;
import org.vladoscope.figure.Figure;
import org.vladoscope.figure.Palette;
import org.vladoscope.figure.Point;
import org.vladoscope.image.BilinearResize;
import org.vladoscope.image.ImageDecoder;
import org.vladoscope.image.ImageSize;
import org.vladoscope.image.RgbImage;

/**
 * The contact sheet: the image with its window, and the images of the hits with theirs, in rows.
 * Right ones are ticked in green, wrong ones crossed in orange.
 */
public final class WindowSheet {

  /** More images than a page holds are left out, and the head says so. */
  static final int MOST = 100;

  private static final int COLUMNS = 5;
  private static final double GAP = 14;
  private static final double TILE = 208;
  private static final double CAPTION = 40;
  private static final double HEAD = 44;
  private static final double WIDEST = 1.2;
  private static final int LETTERS = 30;

  /** Twice as wide as in the figure: sharp on fine screens. */
  private static final int SIDE = 420;

  private WindowSheet() {}

  /** Reads an image as small as the sheet needs it. */
  public static RgbImage picture(PlaceImage image) {
    RgbImage whole = ImageDecoder.decode(image.file());
    double scale = (double) SIDE / Math.max(whole.width(), whole.height());
    return scale >= 1
        ? whole
        : BilinearResize.resize(
            whole,
            new ImageSize(
                (int) Math.max(1, Math.rint(scale * whole.width())),
                (int) Math.max(1, Math.rint(scale * whole.height()))));
  }

  /** An image of the sheet. */
  private record Tile(
      RgbImage pixels,
      Box box,
      ImageSize size,
      String head,
      String name,
      Colour colour,
      boolean crossed) {

    double height() {
      return Math.min(WIDEST, (double) pixels.height() / pixels.width()) * TILE;
    }
  }

  /**
   * Draws it.
   *
   * @param pictures reads an image, scaled down or not
   */
  public static Figure of(WindowHits hits, Function<PlaceImage, RgbImage> pictures) {
    List<Tile> tiles = new ArrayList<>();
    RgbImage asked = pictures.apply(hits.image());
    tiles.add(
        new Tile(
            asked,
            hits.pixels(),
            hits.size(),
            "searched with",
            hits.image().name(),
            Palette.INK,
            false));
    int shown = Math.min(MOST, hits.hits().size());
    for (int i = 0; i < shown; i++) {
      WindowHit hit = hits.hits().get(i);
      tiles.add(
          new Tile(
              pictures.apply(hit.image()),
              hit.pixels(),
              hit.size(),
              head(i + 1, hit),
              hit.image().name(),
              colour(hit),
              switch (hit.truth()) {
                case OTHER_PLACE -> true;
                case SAME_PLACE, UNKNOWN -> false;
              }));
    }
    double row = CAPTION + tiles.stream().mapToDouble(Tile::height).max().orElse(TILE);
    int rows = (tiles.size() + COLUMNS - 1) / COLUMNS;
    int columns = Math.min(COLUMNS, tiles.size());
    return Figure.of(
        GAP + Math.max(3, columns) * (TILE + GAP),
        HEAD + rows * (row + GAP),
        title(hits),
        drawing -> {
          drawing.text(title(hits), new Point(GAP, 27), 14, true, Palette.INK);
          for (int i = 0; i < tiles.size(); i++) {
            draw(
                drawing,
                tiles.get(i),
                GAP + (i % COLUMNS) * (TILE + GAP),
                HEAD + (double) (i / COLUMNS) * (row + GAP));
          }
        });
  }

  private static String title(WindowHits hits) {
    int shown = Math.min(MOST, hits.hits().size());
    return String.format(
        Locale.ROOT,
        "The first %d%s places of a window of %s, among %d windows",
        shown,
        shown < hits.hits().size() ? " of " + hits.hits().size() : "",
        hits.box().size(),
        hits.compared());
  }

  private static String head(int rank, WindowHit hit) {
    String sign =
        switch (hit.truth()) {
          case SAME_PLACE -> "\u2713 ";
          case OTHER_PLACE -> "\u2717 ";
          case UNKNOWN -> "";
        };
    return String.format(Locale.ROOT, "%s%d   %.3f", sign, rank, hit.similarity())
        + (Double.isNaN(hit.metres()) ? "" : String.format(Locale.ROOT, "   %.0f m", hit.metres()));
  }

  private static Colour colour(WindowHit hit) {
    return switch (hit.truth()) {
      case SAME_PLACE -> Palette.POSITIVE;
      case OTHER_PLACE -> Palette.NEGATIVE;
      case UNKNOWN -> Palette.INK;
    };
  }

  private static void draw(Drawing drawing, Tile tile, double left, double top) {
    Box frame = new Box(left, top, TILE, tile.height());
    drawing.image(tile.pixels(), frame);
    if (tile.crossed()) {
      drawing.box(frame, tile.colour(), 2, 6, 3);
    } else {
      drawing.box(frame, tile.colour(), tile.colour().equals(Palette.POSITIVE) ? 2 : 1);
    }
    double x = TILE / tile.size().width();
    double y = tile.height() / tile.size().height();
    Box box =
        new Box(
            left + tile.box().left() * x,
            top + tile.box().top() * y,
            tile.box().width() * x,
            tile.box().height() * y);
    drawing.group(
        "window",
        frame,
        1,
        () -> {
          drawing.box(box, Colour.WHITE, 4);
          drawing.box(box, Palette.CHOSEN, 2);
        });
    drawing.text(tile.head(), new Point(left, top + tile.height() + 18), 13, true, tile.colour());
    drawing.text(
        shortened(tile.name()),
        new Point(left, top + tile.height() + 34),
        11,
        false,
        Palette.MUTED);
  }

  /** The end of a name tells images apart. */
  private static String shortened(String name) {
    return name.length() <= LETTERS ? name : "\u2026" + name.substring(name.length() - LETTERS + 1);
  }
}
