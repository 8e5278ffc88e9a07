package org.vladoscope.ui.explore.overlay;

import java.util.List;
import org.vladoscope.figure.MatchLine;

/** Lines and outlines over the images, with a button of its own; any number can be shown. */
public non-sealed interface LineOverlay extends Overlay {

  /** Its button. */
  OverlayButton button();

  /** Whether a window begins with it. */
  default boolean initiallyShown() {
    return false;
  }

  /** Lines that join patches of both images; the legend names their kinds. */
  default List<MatchLine> lines(OverlayInput input) {
    return List.of();
  }

  /**
   * Draws what follows the mouse, and is not exported.
   *
   * @param probe what lies under the mouse
   * @param pointed whether cells or patches are pointed at
   */
  default void point(PairPainter painter, OverlayInput input, Probe probe, Unit pointed) {}
}
