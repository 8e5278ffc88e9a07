package org.vladoscope.ui.export;

import org.vladoscope.ui.view.Drawing;

/** Something that can be drawn into a file, by any thread. */
public interface Figure {

  /** In units of the drawing. */
  double width();

  /** In units of the drawing. */
  double height();

  /** A title for those who do not see the picture. */
  String title();

  /** Draws it. */
  void draw(Drawing drawing);
}
