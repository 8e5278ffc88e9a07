package org.vladoscope.ui.export;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Composite;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import javafx.embed.swing.SwingFXUtils;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;
import org.vladoscope.ui.view.Drawing;

/** Draws on a picture of pixels, on white, at any scale; not bound to the JavaFX thread. */
public final class RasterDrawing implements Drawing, AutoCloseable {

  private final BufferedImage picture;
  private final Graphics2D graphics;
  private final double scale;
  private float opacity = 1;

  /**
   * A white picture.
   *
   * @param width in units of the drawing
   * @param height in units of the drawing
   * @param scale pixels for each unit
   */
  public RasterDrawing(double width, double height, double scale) {
    this.scale = scale;
    picture =
        new BufferedImage(
            (int) Math.ceil(width * scale),
            (int) Math.ceil(height * scale),
            BufferedImage.TYPE_INT_RGB);
    graphics = picture.createGraphics();
    graphics.setColor(java.awt.Color.WHITE);
    graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
    graphics.scale(scale, scale);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
  }

  /** What has been drawn. */
  public BufferedImage picture() {
    return picture;
  }

  private void color(Color color) {
    graphics.setColor(
        new java.awt.Color(
            (float) color.getRed(),
            (float) color.getGreen(),
            (float) color.getBlue(),
            (float) color.getOpacity()));
  }

  private void pen(Color color, double width, double[] dashes) {
    color(color);
    float[] pattern = new float[dashes.length];
    for (int i = 0; i < pattern.length; i++) {
      pattern[i] = (float) dashes[i];
    }
    graphics.setStroke(
        new BasicStroke(
            (float) width,
            BasicStroke.CAP_BUTT,
            BasicStroke.JOIN_MITER,
            10,
            pattern.length == 0 ? null : pattern,
            0));
  }

  @Override
  public void line(Point2D from, Point2D to, Color color, double width, double... dashes) {
    pen(color, width, dashes);
    graphics.draw(new Line2D.Double(from.getX(), from.getY(), to.getX(), to.getY()));
  }

  @Override
  public void dot(Point2D center, double radius, Color color) {
    color(color);
    graphics.fill(
        new Ellipse2D.Double(
            center.getX() - radius, center.getY() - radius, 2 * radius, 2 * radius));
  }

  @Override
  public void box(Rectangle2D box, Color color, double width, double... dashes) {
    pen(color, width, dashes);
    graphics.draw(awt(box));
  }

  private static java.awt.geom.Rectangle2D awt(Rectangle2D box) {
    return new java.awt.geom.Rectangle2D.Double(
        box.getMinX(), box.getMinY(), box.getWidth(), box.getHeight());
  }

  /** Edges fall on whole pixels, so that neighbours leave no seam. */
  @Override
  public void fill(Rectangle2D box, Color color) {
    color(color);
    double left = Math.round(box.getMinX() * scale) / scale;
    double top = Math.round(box.getMinY() * scale) / scale;
    double right = Math.round(box.getMaxX() * scale) / scale;
    double bottom = Math.round(box.getMaxY() * scale) / scale;
    graphics.fill(new java.awt.geom.Rectangle2D.Double(left, top, right - left, bottom - top));
  }

  @Override
  public void image(Image image, Rectangle2D box) {
    BufferedImage pixels = SwingFXUtils.fromFXImage(image, null);
    java.awt.geom.AffineTransform place = new java.awt.geom.AffineTransform();
    place.translate(box.getMinX(), box.getMinY());
    place.scale(box.getWidth() / pixels.getWidth(), box.getHeight() / pixels.getHeight());
    graphics.drawImage(pixels, place, null);
  }

  @Override
  public void text(String text, Point2D at, double size, boolean bold, Color color) {
    color(color);
    graphics.setFont(
        new Font(Font.SANS_SERIF, bold ? Font.BOLD : Font.PLAIN, 1).deriveFont((float) size));
    graphics.drawString(text, (float) at.getX(), (float) at.getY());
  }

  @Override
  public void group(String name, @Nullable Rectangle2D clip, double shown, Runnable content) {
    Shape before = graphics.getClip();
    Composite composite = graphics.getComposite();
    float outer = opacity;
    if (clip != null) {
      graphics.clip(awt(clip));
    }
    opacity = (float) (outer * shown);
    graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, opacity));
    content.run();
    opacity = outer;
    graphics.setComposite(composite);
    graphics.setClip(before);
  }

  @Override
  public void close() {
    graphics.dispose();
  }
}
