package org.vladoscope.ui.view;

import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;

/**
 * Something that overlays are drawn on: the screen, a picture file, or a drawing of vectors. One
 * painter for all of them keeps what is exported the same as what was seen. Units are those of the
 * surface, x to the right and y downwards.
 */
public interface Drawing {

  /** A straight line; dashes are lengths on and off, none for a solid one. */
  void line(Point2D from, Point2D to, Color color, double width, double... dashes);

  /** A filled circle. */
  void dot(Point2D center, double radius, Color color);

  /** The outline of a rectangle. */
  void box(Rectangle2D box, Color color, double width, double... dashes);

  /** A filled rectangle. */
  void fill(Rectangle2D box, Color color);

  /** A picture stretched over a rectangle. */
  void image(Image image, Rectangle2D box);

  /** A line of text, its baseline starting at a point. */
  void text(String text, Point2D at, double size, boolean bold, Color color);

  /**
   * Things that belong together.
   *
   * @param name what they are
   * @param clip nothing is seen outside, or null
   * @param opacity 0 to 1
   */
  void group(String name, @Nullable Rectangle2D clip, double opacity, Runnable content);
}
