package org.vladoscope.figure;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Composite;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.vladoscope.image.RgbImage;

/** Paints figures on pixels, at any scale; not bound to a thread. */
public final class Pixels {

  private final Graphics2D graphics;
  private final double scale;
  private float opacity = 1;

  private Pixels(Graphics2D graphics, double scale) {
    this.graphics = graphics;
    this.scale = scale;
  }

  /**
   * A figure on white.
   *
   * @param scale pixels for each unit
   */
  public static BufferedImage of(Figure figure, double scale) {
    BufferedImage picture =
        new BufferedImage(
            (int) Math.ceil(figure.width() * scale),
            (int) Math.ceil(figure.height() * scale),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
    graphics.scale(scale, scale);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    new Pixels(graphics, scale).paint(figure.marks());
    graphics.dispose();
    return picture;
  }

  /** An image for Java's own image writers. */
  static BufferedImage of(RgbImage image) {
    BufferedImage picture =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    int[] row = new int[image.width()];
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < row.length; x++) {
        row[x] = image.get(x, y, 0) << 16 | image.get(x, y, 1) << 8 | image.get(x, y, 2);
      }
      picture.setRGB(0, y, row.length, 1, row, 0, row.length);
    }
    return picture;
  }

  private void paint(List<Mark> marks) {
    for (Mark mark : marks) {
      paint(mark);
    }
  }

  private void paint(Mark mark) {
    switch (mark) {
      case Mark.Line line -> {
        pen(line.stroke());
        graphics.draw(
            new Line2D.Double(line.from().x(), line.from().y(), line.to().x(), line.to().y()));
      }
      case Mark.Curve curve -> {
        pen(curve.stroke());
        graphics.draw(path(curve.points()));
      }
      case Mark.Dot dot -> {
        colour(dot.colour());
        double r = dot.radius();
        graphics.fill(
            new Ellipse2D.Double(dot.centre().x() - r, dot.centre().y() - r, 2 * r, 2 * r));
      }
      case Mark.Outline outline -> {
        pen(outline.stroke());
        graphics.draw(awt(outline.box()));
      }
      case Mark.Tile tile -> {
        colour(tile.colour());
        graphics.fill(awt(onPixels(tile.box())));
      }
      case Mark.Picture picture -> picture(picture);
      case Mark.Text text -> text(text);
      case Mark.Group group -> group(group);
    }
  }

  private static Path2D path(List<Point> points) {
    Path2D path = new Path2D.Double();
    for (Point point : points) {
      if (path.getCurrentPoint() == null) {
        path.moveTo(point.x(), point.y());
      } else {
        path.lineTo(point.x(), point.y());
      }
    }
    return path;
  }

  private void colour(Colour colour) {
    graphics.setColor(new Color(colour.argb(), true));
  }

  private void pen(Stroke stroke) {
    colour(stroke.colour());
    float[] pattern = new float[stroke.dashes().size()];
    for (int i = 0; i < pattern.length; i++) {
      pattern[i] = stroke.dashes().get(i).floatValue();
    }
    graphics.setStroke(
        new BasicStroke(
            (float) stroke.width(),
            BasicStroke.CAP_BUTT,
            BasicStroke.JOIN_MITER,
            10,
            pattern.length == 0 ? null : pattern,
            0));
  }

  private static Rectangle2D awt(Box box) {
    return new Rectangle2D.Double(box.left(), box.top(), box.width(), box.height());
  }

  /** With its edges on whole pixels, so that neighbours leave no seam. */
  private Box onPixels(Box box) {
    double left = Math.round(box.left() * scale) / scale;
    double top = Math.round(box.top() * scale) / scale;
    double right = Math.round(box.right() * scale) / scale;
    double bottom = Math.round(box.bottom() * scale) / scale;
    return new Box(left, top, right - left, bottom - top);
  }

  private void picture(Mark.Picture picture) {
    BufferedImage pixels = of(picture.image());
    Box box = picture.box();
    AffineTransform place = new AffineTransform();
    place.translate(box.left(), box.top());
    place.scale(box.width() / pixels.getWidth(), box.height() / pixels.getHeight());
    graphics.drawImage(pixels, place, null);
  }

  private void text(Mark.Text text) {
    colour(text.colour());
    graphics.setFont(
        new Font(Font.SANS_SERIF, text.bold() ? Font.BOLD : Font.PLAIN, 1)
            .deriveFont((float) text.size()));
    double width = graphics.getFontMetrics().stringWidth(text.text());
    double before =
        switch (text.anchor()) {
          case START -> 0;
          case MIDDLE -> width / 2;
          case END -> width;
        };
    graphics.drawString(text.text(), (float) (text.at().x() - before), (float) text.at().y());
  }

  private void group(Mark.Group group) {
    Shape before = graphics.getClip();
    Composite composite = graphics.getComposite();
    float outer = opacity;
    if (group.clip() != null) {
      graphics.clip(awt(group.clip()));
    }
    opacity = (float) (outer * group.opacity());
    graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, opacity));
    paint(group.marks());
    opacity = outer;
    graphics.setComposite(composite);
    graphics.setClip(before);
  }
}
