package org.vladoscope.ui.explore.overlay;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vladoscope.ui.explore.overlay.Overlay.Option;
import org.vladoscope.ui.explore.overlay.OverlayModel.Family;

/** The overlays that colour the image pair, in the order in which menus show them. */
public final class Overlays {

  /** The images as they are. */
  public static final Overlay NONE =
      new Overlay() {
        @Override
        public String id() {
          return "none";
        }

        @Override
        public String label() {
          return "No colours";
        }

        @Override
        public @Nullable Family family() {
          return null;
        }

        @Override
        public PairShading shading(OverlayInput input) {
          return PairShading.NONE;
        }
      };

  /** The one place where a new overlay is made known. */
  public static final List<Overlay> ALL =
      List.of(
          new AssignmentOverlay(),
          new EntropyOverlay(),
          new ResidualOverlay(),
          new ContributionOverlay(),
          new SimilarityOverlay(),
          new QueryPatchOverlay(),
          new ScoreShareOverlay());

  private Overlays() {}

  /** All of a family. */
  public static List<Overlay> of(Family family) {
    return ALL.stream().filter(overlay -> overlay.family() == family).toList();
  }

  /** The first overlay that has an option. */
  public static Overlay with(Option option) {
    return ALL.stream()
        .filter(overlay -> overlay.options().contains(option))
        .findFirst()
        .orElse(NONE);
  }

  /**
   * An overlay by its name.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Overlay byId(String id) {
    return ALL.stream()
        .filter(overlay -> overlay.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no overlay is called " + id));
  }
}
