package org.vladoscope.ui.explore.warp;

import java.util.Locale;
import org.vladoscope.figure.Box;
import org.vladoscope.figure.Drawing;
import org.vladoscope.figure.Figure;
import org.vladoscope.figure.Palette;
import org.vladoscope.figure.Point;
import org.vladoscope.image.ImageSize;
import org.vladoscope.ui.explore.look.WarpMode;
import org.vladoscope.ui.export.Drawable;
import org.vladoscope.ui.view.Picture;
import org.vladoscope.ui.view.Words;

/**
 * The candidate on the query as it was seen at one moment, whole; to be drawn on anything, by any
 * thread.
 *
 * @param mapName the map
 * @param laid both images
 * @param mode how they are compared
 * @param candidateSeen which is seen while blinking
 * @param swipe where the candidate begins while swiping, 0 to 1
 */
public record WarpFigure(
    String mapName, Warp.Laid laid, WarpMode mode, boolean candidateSeen, double swipe)
    implements Drawable {

  private static final double MARGIN = 16;
  private static final double WIDTH = 800;
  private static final double TEXT = 12;
  private static final double LINE = 18;

  /** Names of its files begin so. */
  public String name() {
    return Words.withoutEnding(Words.shortName(laid.comparison().query().image().name()))
        + "-"
        + Words.withoutEnding(Words.shortName(laid.comparison().candidate().image().name()))
        + "-"
        + mode.label().toLowerCase(Locale.ROOT);
  }

  private Box images() {
    ImageSize size = laid.query().size();
    return new Box(MARGIN, MARGIN, WIDTH, WIDTH * size.height() / size.width());
  }

  @Override
  public Figure figure() {
    String title = names() + " of " + mapName;
    double height = images().bottom() + 2 * LINE + MARGIN;
    return Figure.of(WIDTH + 2 * MARGIN, height, title, this::draw);
  }

  private String names() {
    return laid.comparison().candidate().image().name()
        + " laid on "
        + laid.comparison().query().image().name();
  }

  private void draw(Drawing drawing) {
    Box box = images();
    switch (mode) {
      case SWIPE -> {
        image(drawing, "query", laid.query(), box);
        double at = box.left() + swipe * box.width();
        Box right = new Box(at, box.top(), Math.max(1, box.right() - at), box.height());
        drawing.group("candidate", right, 1, () -> drawing.image(laid.candidate().pixels(), box));
        drawing.line(new Point(at, box.top()), new Point(at, box.bottom()), Palette.HALO, 4);
        drawing.line(new Point(at, box.top()), new Point(at, box.bottom()), Palette.FOCUS, 2);
      }
      case BLINK ->
          image(
              drawing,
              candidateSeen ? "candidate" : "query",
              candidateSeen ? laid.candidate() : laid.query(),
              box);
      case DIFFERENCE -> image(drawing, "difference", laid.difference(), box);
    }
    String seen =
        switch (mode) {
          case SWIPE -> ": query left of the line, candidate right";
          case BLINK -> candidateSeen ? ": candidate" : ": query";
          case DIFFERENCE -> ": difference, black is equal";
        };
    double y = box.bottom() + LINE;
    drawing.text(names() + seen, new Point(MARGIN, y), TEXT, true, Palette.INK);
    drawing.text(
        "Map " + mapName + "  \u00b7  " + laid.sentence(),
        new Point(MARGIN, y + LINE),
        TEXT,
        false,
        Palette.MUTED);
  }

  private static void image(Drawing drawing, String name, Picture picture, Box box) {
    drawing.group(name, box, 1, () -> drawing.image(picture.pixels(), box));
  }
}
