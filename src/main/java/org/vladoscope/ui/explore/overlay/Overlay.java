package org.vladoscope.ui.explore.overlay;

import java.util.List;
import java.util.Set;

/**
 * Something that can be drawn over the pair of images. Menu, command palette, keys, buttons,
 * read-out and exported figures follow from the list of overlays; whoever adds one writes a {@link
 * ValueOverlay} or a {@link LineOverlay} and names it in {@code Overlays}.
 */
public sealed interface Overlay permits ValueOverlay, LineOverlay {

  /** What the mouse points at while an overlay is shown. */
  enum Unit {
    /** Single cells. */
    CELL,
    /** Patches of the chosen size. */
    PATCH,
    /** Whatever the other overlays say. */
    ANY
  }

  /** Names it in code, commands and tests; unique, without spaces. */
  String id();

  /** Its name, for people. */
  String label();

  /** Keys that show and hide it, in JavaFX's notation; none if there is none. */
  default List<String> keys() {
    return List.of();
  }

  /** What the mouse points at while it is shown. */
  Unit unit();

  /** What can be chosen while it is shown. */
  default Set<OverlayOption> options() {
    return Set.of();
  }

  /** Draws its outlines and marks, if it has any. */
  default void draw(PairPainter painter, OverlayInput input) {}
}
