package org.vladoscope.ui.view;

import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.TextAlignment;
import org.vladoscope.figure.Box;
import org.vladoscope.figure.Colour;
import org.vladoscope.figure.Mark;
import org.vladoscope.figure.Point;
import org.vladoscope.figure.Stroke;

/** Paints marks on the screen. */
public final class CanvasPainter {

  private final GraphicsContext graphics;

  private CanvasPainter(GraphicsContext graphics) {
    this.graphics = graphics;
  }

  /** Paints marks over what a canvas shows. */
  public static void paint(List<Mark> marks, GraphicsContext graphics) {
    new CanvasPainter(graphics).paint(marks);
  }

  /** A colour for JavaFX. */
  public static Color color(Colour colour) {
    return Color.rgb(colour.red(), colour.green(), colour.blue(), colour.opacity());
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
        graphics.strokeLine(line.from().x(), line.from().y(), line.to().x(), line.to().y());
      }
      case Mark.Curve curve -> {
        pen(curve.stroke());
        graphics.strokePolyline(
            curve.points().stream().mapToDouble(Point::x).toArray(),
            curve.points().stream().mapToDouble(Point::y).toArray(),
            curve.points().size());
      }
      case Mark.Dot dot -> {
        double r = dot.radius();
        graphics.setFill(color(dot.colour()));
        graphics.fillOval(dot.centre().x() - r, dot.centre().y() - r, 2 * r, 2 * r);
      }
      case Mark.Outline outline -> {
        Box box = outline.box();
        pen(outline.stroke());
        graphics.strokeRect(box.left(), box.top(), box.width(), box.height());
      }
      case Mark.Tile tile -> {
        Box box = tile.box();
        graphics.setFill(color(tile.colour()));
        graphics.fillRect(box.left(), box.top(), box.width(), box.height());
      }
      case Mark.Picture picture -> {
        Box box = picture.box();
        graphics.drawImage(
            Picture.of(picture.image()).image(), box.left(), box.top(), box.width(), box.height());
      }
      case Mark.Text text -> text(text);
      case Mark.Group group -> group(group);
    }
  }

  private void pen(Stroke stroke) {
    graphics.setStroke(color(stroke.colour()));
    graphics.setLineWidth(stroke.width());
    graphics.setLineDashes(stroke.dashes().stream().mapToDouble(Double::doubleValue).toArray());
  }

  private void text(Mark.Text text) {
    graphics.setFill(color(text.colour()));
    graphics.setFont(
        Font.font(null, text.bold() ? FontWeight.BOLD : FontWeight.NORMAL, text.size()));
    graphics.setTextAlign(
        switch (text.anchor()) {
          case START -> TextAlignment.LEFT;
          case MIDDLE -> TextAlignment.CENTER;
          case END -> TextAlignment.RIGHT;
        });
    graphics.fillText(text.text(), text.at().x(), text.at().y());
  }

  private void group(Mark.Group group) {
    graphics.save();
    Box clip = group.clip();
    if (clip != null) {
      graphics.beginPath();
      graphics.rect(clip.left(), clip.top(), clip.width(), clip.height());
      graphics.clip();
    }
    graphics.setGlobalAlpha(graphics.getGlobalAlpha() * group.opacity());
    paint(group.marks());
    graphics.restore();
  }
}
