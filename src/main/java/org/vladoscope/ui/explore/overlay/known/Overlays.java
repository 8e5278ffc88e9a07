package org.vladoscope.ui.explore.overlay.known;

import java.util.List;
import org.vladoscope.ui.explore.overlay.Overlay;

/** The overlays there are. A new one is a class and a line here. */
public final class Overlays {

  /** All of them, in the order of menus and buttons. */
  public static final List<Overlay> ALL =
      List.of(
          new MatchesOverlay(),
          new AssignmentOverlay(),
          new EntropyOverlay(),
          new ResidualOverlay(),
          new ContributionOverlay(),
          new SimilarityOverlay(),
          new QueryPatchOverlay(),
          new ScoreShareOverlay(),
          new ComponentsOverlay(),
          new CellSimilarityOverlay(),
          new AttentionOverlay(),
          new RolloutOverlay(),
          new DustbinOverlay(),
          new TransportOverlay(),
          new GridOverlay(),
          new ReceptiveFieldOverlay());

  private Overlays() {}
}
