package org.vladoscope.ui.view;

import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import org.jspecify.annotations.Nullable;

/** Draws on the screen. */
public final class CanvasDrawing implements Drawing {

  private final GraphicsContext graphics;

  /** Draws on a canvas. */
  public CanvasDrawing(GraphicsContext graphics) {
    this.graphics = graphics;
  }

  @Override
  public void line(Point2D from, Point2D to, Color color, double width, double... dashes) {
    pen(color, width, dashes);
    graphics.strokeLine(from.getX(), from.getY(), to.getX(), to.getY());
  }

  private void pen(Color color, double width, double[] dashes) {
    graphics.setStroke(color);
    graphics.setLineWidth(width);
    graphics.setLineDashes(dashes);
  }

  @Override
  public void dot(Point2D center, double radius, Color color) {
    graphics.setFill(color);
    graphics.fillOval(center.getX() - radius, center.getY() - radius, 2 * radius, 2 * radius);
  }

  @Override
  public void box(Rectangle2D box, Color color, double width, double... dashes) {
    pen(color, width, dashes);
    graphics.strokeRect(box.getMinX(), box.getMinY(), box.getWidth(), box.getHeight());
  }

  @Override
  public void fill(Rectangle2D box, Color color) {
    graphics.setFill(color);
    graphics.fillRect(box.getMinX(), box.getMinY(), box.getWidth(), box.getHeight());
  }

  @Override
  public void image(Image image, Rectangle2D box) {
    graphics.drawImage(image, box.getMinX(), box.getMinY(), box.getWidth(), box.getHeight());
  }

  @Override
  public void text(String text, Point2D at, double size, boolean bold, Color color) {
    graphics.setFill(color);
    graphics.setFont(Font.font(null, bold ? FontWeight.BOLD : FontWeight.NORMAL, size));
    graphics.fillText(text, at.getX(), at.getY());
  }

  @Override
  public void group(String name, @Nullable Rectangle2D clip, double opacity, Runnable content) {
    graphics.save();
    if (clip != null) {
      graphics.beginPath();
      graphics.rect(clip.getMinX(), clip.getMinY(), clip.getWidth(), clip.getHeight());
      graphics.clip();
    }
    graphics.setGlobalAlpha(graphics.getGlobalAlpha() * opacity);
    content.run();
    graphics.restore();
  }
}
