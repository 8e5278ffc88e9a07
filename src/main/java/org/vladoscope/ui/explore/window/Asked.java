package org.vladoscope.ui.explore.window;

import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.view.Picture;
import org.vladoscope.window.CellBox;

/**
 * The window that was drawn.
 *
 * @param image where
 * @param picture its pixels: the image may have made way for another one
 * @param box the cells
 */
record Asked(PlaceImage image, Picture picture, CellBox box) {

  /** On one of the two images. */
  static Asked on(Comparison.Side side, CellBox box) {
    return new Asked(side.image(), side.picture(), box);
  }

  Asked with(CellBox other) {
    return new Asked(image, picture, other);
  }

  boolean isOn(Comparison.Side side) {
    return image.equals(side.image());
  }
}
