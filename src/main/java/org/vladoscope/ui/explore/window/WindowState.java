package org.vladoscope.ui.explore.window;

import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.view.Picture;
import org.vladoscope.window.WindowArea;

/** Whether a window can be drawn. */
sealed interface WindowState {

  /** Not on this pair. */
  record Told(String title, String hint) implements WindowState {}

  /** The pair is not there yet. */
  record Waiting() implements WindowState {}

  /**
   * Yes.
   *
   * @param pair both images
   */
  record Ready(Comparison pair) implements WindowState {

    int mapHeight() {
      return pair.cells().mapHeight();
    }

    int mapWidth() {
      return pair.cells().mapWidth();
    }

    /** Windows and pixels of an image. */
    WindowArea area(Picture picture) {
      return new WindowArea(pair.cells(), pair.config().imageSize(), picture.size());
    }
  }
}
