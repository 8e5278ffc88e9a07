package org.vladoscope.report;

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
import org.vladoscope.image.RgbImage;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.Reranked;
import org.vladoscope.ranking.Retrieved;

/**
 * A query and its first candidates side by side: those that show its place framed in solid green
 * and ticked, others in dashed orange and crossed, as papers print them.
 */
final class StripFigure {

  private static final int HEIGHT = 180;
  private static final int GAP = 14;
  private static final int CAPTION = 46;
  private static final double FRAME = 5;

  /** So that a panorama does not push the others off the page. */
  private static final double WIDEST = 2;

  private static final int LETTERS = 34;

  private StripFigure() {}

  /** What is known of a candidate. */
  enum Mark {
    /** It shows the query's place. */
    RIGHT("\u2713 "),
    /** It shows another place. */
    WRONG("\u2717 "),
    /** The soft ground truth says that it is neither. */
    NEITHER("~ "),
    /** Nothing is known. */
    UNKNOWN("");

    private final String sign;

    Mark(String sign) {
      this.sign = sign;
    }
  }

  /**
   * A candidate in a strip.
   *
   * @param candidate which one
   * @param mark what is known of it
   */
  record Shown(Candidate candidate, Mark mark) {}

  /**
   * Draws a strip.
   *
   * @param candidates the best first
   * @param pictures reads an image, scaled down or not
   */
  static Figure of(
      PlaceImage query, List<Shown> candidates, Function<PlaceImage, RgbImage> pictures) {
    List<RgbImage> images =
        candidates.stream().map(shown -> pictures.apply(shown.candidate().image())).toList();
    RgbImage asked = pictures.apply(query);
    double width = 2 * GAP + width(asked);
    for (RgbImage image : images) {
      width += GAP + width(image);
    }
    return Figure.of(
        width,
        2 * GAP + HEIGHT + CAPTION,
        "The first " + candidates.size() + " candidates of " + query.name(),
        drawing -> {
          double left = GAP;
          picture(drawing, asked, left, Palette.INK, Mark.UNKNOWN);
          caption(drawing, left, "query", query.name(), Palette.INK);
          left += width(asked) + GAP;
          for (int i = 0; i < images.size(); i++) {
            Shown shown = candidates.get(i);
            Colour colour = colour(shown.mark());
            picture(drawing, images.get(i), left, colour, shown.mark());
            caption(
                drawing,
                left,
                shown.mark().sign + (i + 1) + "   " + score(shown.candidate()),
                shown.candidate().image().name(),
                colour);
            left += width(images.get(i)) + GAP;
          }
        });
  }

  private static double width(RgbImage image) {
    return Math.min(WIDEST, (double) image.width() / image.height()) * HEIGHT;
  }

  private static Colour colour(Mark mark) {
    return switch (mark) {
      case RIGHT -> Palette.POSITIVE;
      case WRONG -> Palette.NEGATIVE;
      case NEITHER, UNKNOWN -> Palette.MUTED;
    };
  }

  /** Frames differ in dashes too, for those who cannot tell green from orange. */
  private static void picture(
      Drawing drawing, RgbImage image, double left, Colour colour, Mark mark) {
    Box box = new Box(left, GAP, width(image), HEIGHT);
    drawing.image(image, box);
    if (mark == Mark.WRONG) {
      drawing.box(box, Colour.WHITE, FRAME);
      drawing.box(box, colour, FRAME, 9, 4);
    } else {
      drawing.box(box, colour, mark == Mark.UNKNOWN ? 1 : FRAME);
    }
  }

  private static void caption(
      Drawing drawing, double left, String head, String name, Colour colour) {
    drawing.text(head, new Point(left, GAP + HEIGHT + 22), 15, true, colour);
    drawing.text(shortened(name), new Point(left, GAP + HEIGHT + 40), 11, false, Palette.MUTED);
  }

  /** The end of a name tells images apart. */
  private static String shortened(String name) {
    return name.length() <= LETTERS ? name : "\u2026" + name.substring(name.length() - LETTERS + 1);
  }

  private static String score(Candidate candidate) {
    return switch (candidate) {
      case Reranked reranked -> String.format(Locale.ROOT, "z %.2f", reranked.score());
      case Retrieved retrieved ->
          Double.isNaN(retrieved.distance())
              ? "d \u2013"
              : String.format(Locale.ROOT, "d %.3f", retrieved.distance());
    };
  }
}
