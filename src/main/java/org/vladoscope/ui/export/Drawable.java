package org.vladoscope.ui.export;

import org.vladoscope.figure.Figure;

/** Something seen in the window that can be drawn into a file, by any thread. */
public interface Drawable {

  /** Draws it. */
  Figure figure();
}
