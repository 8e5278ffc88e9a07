package org.vladoscope.report;

import org.vladoscope.config.PipelineConfig;
import org.vladoscope.figure.Box;
import org.vladoscope.figure.Drawing;
import org.vladoscope.figure.Figure;
import org.vladoscope.figure.MatchKind;
import org.vladoscope.figure.MatchMarks;
import org.vladoscope.figure.Palette;
import org.vladoscope.figure.Point;
import org.vladoscope.image.BilinearResize;
import org.vladoscope.image.ImageSize;
import org.vladoscope.image.RgbImage;
import org.vladoscope.match.PairMatch;
import org.vladoscope.match.ScaleMatch;

/** Two images side by side with their matches, one row for each patch size. */
public final class MatchFigure {

  private static final int GAP = 16;
  private static final int CAPTION = 32;

  /** Hundreds of lines cross; those that do not count stay behind. */
  private static final double OUTLIER_OPACITY = .4;

  private MatchFigure() {}

  /** Draws both images as the network saw them. */
  public static Figure of(RgbImage a, RgbImage b, PairMatch pair, PipelineConfig config) {
    ImageSize size = config.imageSize();
    int rowHeight = CAPTION + size.height() + GAP;
    RgbImage left = BilinearResize.resize(a, size);
    RgbImage right = BilinearResize.resize(b, size);
    return Figure.of(
        2 * size.width() + 3 * GAP,
        GAP + rowHeight * pair.scales().size(),
        "Matches of two images",
        drawing -> {
          for (int s = 0; s < pair.scales().size(); s++) {
            ScaleMatch scale = pair.scales().get(s);
            int top = GAP + s * rowHeight;
            drawing.text(caption(scale), new Point(GAP, top + 20), 16, false, Palette.INK);
            Box query = new Box(GAP, top + CAPTION, size.width(), size.height());
            Box candidate =
                new Box(query.right() + GAP, top + CAPTION, size.width(), size.height());
            drawing.image(left, query);
            drawing.image(right, candidate);
            lines(drawing, scale, query, candidate, MatchKind.OUTLIER, OUTLIER_OPACITY);
            lines(drawing, scale, query, candidate, MatchKind.INLIER, 1);
          }
        });
  }

  private static String caption(ScaleMatch scale) {
    return String.format(
        "Patch size %d, stride %d: %d mutual matches, %d inliers (blue, solid), others orange",
        scale.grid().scale().size(),
        scale.grid().scale().stride(),
        scale.matches().count(),
        scale.inliers().inlierCount());
  }

  private static void lines(
      Drawing drawing, ScaleMatch scale, Box query, Box candidate, MatchKind kind, double opacity) {
    drawing.group(
        kind.label(),
        null,
        opacity,
        () -> {
          for (int i = 0; i < scale.matches().count(); i++) {
            if (scale.inliers().inliers()[i] == (kind == MatchKind.INLIER)) {
              Point from = centre(scale, scale.matches().query()[i], query);
              Point to = centre(scale, scale.matches().candidate()[i], candidate);
              MatchMarks.line(drawing, from, to, kind, 1.4);
            }
          }
        });
  }

  private static Point centre(ScaleMatch scale, int patch, Box image) {
    return new Point(
        image.left() + scale.grid().centerX(patch), image.top() + scale.grid().centerY(patch));
  }
}
