package org.vladoscope.cli;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.vladoscope.common.InputException;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.image.BilinearResize;
import org.vladoscope.image.ImageSize;
import org.vladoscope.image.RgbImage;
import org.vladoscope.match.PairMatch;
import org.vladoscope.match.ScaleMatch;

/** Two images side by side with their matches, one row for each patch size. */
final class MatchFigure {

  private static final int GAP = 16;
  private static final int CAPTION = 32;
  // Blue and orange of Okabe and Ito's palette, told apart with any colour vision.
  private static final Color INLIER = new Color(0x56, 0xb4, 0xe9, 220);
  private static final Color OUTLIER = new Color(0xe6, 0x9f, 0x00, 90);

  private MatchFigure() {}

  static void write(Path file, RgbImage a, RgbImage b, PairMatch pair, PipelineConfig config) {
    ImageSize size = config.imageSize();
    int rowHeight = CAPTION + size.height() + GAP;
    BufferedImage figure =
        new BufferedImage(
            2 * size.width() + 3 * GAP,
            GAP + rowHeight * pair.scales().size(),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = figure.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, figure.getWidth(), figure.getHeight());
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 16));
    BufferedImage left = picture(BilinearResize.resize(a, size));
    BufferedImage right = picture(BilinearResize.resize(b, size));
    for (int s = 0; s < pair.scales().size(); s++) {
      int top = GAP + s * rowHeight;
      ScaleMatch scale = pair.scales().get(s);
      graphics.setColor(Color.DARK_GRAY);
      graphics.drawString(caption(scale), GAP, top + 20);
      graphics.drawImage(left, GAP, top + CAPTION, null);
      graphics.drawImage(right, 2 * GAP + size.width(), top + CAPTION, null);
      drawMatches(graphics, scale, top + CAPTION, size);
    }
    graphics.dispose();
    save(figure, file);
  }

  private static String caption(ScaleMatch scale) {
    return String.format(
        "Patch size %d, stride %d: %d mutual matches, %d inliers (blue, solid), others orange",
        scale.grid().scale().size(),
        scale.grid().scale().stride(),
        scale.matches().count(),
        scale.inliers().inlierCount());
  }

  private static void drawMatches(Graphics2D graphics, ScaleMatch scale, int top, ImageSize size) {
    for (boolean inliers : new boolean[] {false, true}) {
      graphics.setColor(inliers ? INLIER : OUTLIER);
      graphics.setStroke(
          inliers
              ? new BasicStroke(1.4f)
              : new BasicStroke(
                  1f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, new float[] {4, 4}, 0));
      for (int i = 0; i < scale.matches().count(); i++) {
        if (scale.inliers().inliers()[i] == inliers) {
          int query = scale.matches().query()[i];
          int candidate = scale.matches().candidate()[i];
          double x1 = GAP + scale.grid().centerX(query);
          double y1 = top + scale.grid().centerY(query);
          double x2 = 2 * GAP + size.width() + scale.grid().centerX(candidate);
          double y2 = top + scale.grid().centerY(candidate);
          graphics.draw(new Line2D.Double(x1, y1, x2, y2));
          graphics.fill(new Ellipse2D.Double(x1 - 2, y1 - 2, 4, 4));
          graphics.fill(new Ellipse2D.Double(x2 - 2, y2 - 2, 4, 4));
        }
      }
    }
  }

  private static BufferedImage picture(RgbImage image) {
    BufferedImage picture =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        picture.setRGB(
            x, y, image.get(x, y, 0) << 16 | image.get(x, y, 1) << 8 | image.get(x, y, 2));
      }
    }
    return picture;
  }

  private static void save(BufferedImage figure, Path file) {
    try {
      Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
      if (!ImageIO.write(figure, "png", file.toFile())) {
        throw new IOException("no PNG writer");
      }
    } catch (IOException e) {
      throw new InputException("The figure " + file + " cannot be written: " + e.getMessage(), e);
    }
  }
}
