package org.vladoscope.ui.explore.overlay;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vladoscope.ui.explore.overlay.OverlayModel.Family;
import org.vladoscope.ui.view.Numbers;

/**
 * What colours both images of a pair, or draws lines between them: everything that menu, palette,
 * tool bar, help, read-out and export know of it. A new one is a class and a line in {@link
 * Overlays}.
 */
public interface Overlay {

  /** What a person can choose for an overlay; its control is there while the overlay is. */
  enum Option {
    /** One cluster, or all. */
    CLUSTER,
    /** A second cluster that the first is compared with. */
    SECOND_CLUSTER,
    /** Before or after intra-normalisation. */
    NORMALISATION,
    /** One patch of the query. */
    QUERY_PATCH
  }

  /** Names it in commands: lower-case letters and underscores. */
  String id();

  /** Its name, for people. */
  String label();

  /** Its family of colours; null only for the images as they are. */
  @Nullable Family family();

  /** Its keys, the one that is shown first; empty if it has none. */
  default List<String> keys() {
    return List.of();
  }

  /** What can be chosen for it. */
  default Set<Option> options() {
    return Set.of();
  }

  /**
   * The numbers of both images with their colours: what the pair, the colour bar, its title and an
   * exported figure show.
   */
  PairShading shading(OverlayInput input);

  /** Lines it draws beside the matches, which have a switch of their own. */
  default List<MatchLine> lines(OverlayInput input) {
    return List.of();
  }

  /** A number under the mouse, in words. */
  default String readout(float value) {
    return "value " + Numbers.precise(value);
  }
}
