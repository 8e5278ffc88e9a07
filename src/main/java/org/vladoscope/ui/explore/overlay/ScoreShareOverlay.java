package org.vladoscope.ui.explore.overlay;

import java.util.List;
import org.vladoscope.ui.explore.overlay.OverlayModel.Family;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.view.ValueRange;

/** What each patch adds to the score of the pair. */
record ScoreShareOverlay() implements Overlay {

  @Override
  public String id() {
    return "score_share";
  }

  @Override
  public String label() {
    return "Share of score";
  }

  @Override
  public Family family() {
    return Family.PATCHES;
  }

  @Override
  public List<String> keys() {
    return List.of("9", "Numpad 9");
  }

  @Override
  public PairShading shading(OverlayInput input) {
    Comparison comparison = input.comparison();
    float[] query = comparison.scoreShares(comparison.query(), input.scale());
    float[] candidate = comparison.scoreShares(comparison.candidate(), input.scale());
    return input.ofPatches(
        "Share of the pair score", query, candidate, ValueRange.fromZero(query, candidate));
  }
}
