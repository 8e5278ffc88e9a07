package org.vladoscope.ui.explore.overlay.known;

import java.util.List;
import org.vladoscope.ui.explore.overlay.OverlayFamily;
import org.vladoscope.ui.explore.overlay.OverlayInput;
import org.vladoscope.ui.explore.overlay.PairShading;
import org.vladoscope.ui.explore.overlay.ValueOverlay;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.view.ValueRange;

/** What each patch adds to the score of the pair. */
record ScoreShareOverlay() implements ValueOverlay {

  @Override
  public String id() {
    return "score_share";
  }

  @Override
  public String label() {
    return "Share of score";
  }

  @Override
  public OverlayFamily family() {
    return OverlayFamily.PATCHES;
  }

  @Override
  public List<String> keys() {
    return List.of("9", "Numpad 9");
  }

  @Override
  public PairShading shading(OverlayInput input) {
    Comparison pair = input.comparison();
    int scale = input.settings().scale();
    float[] query = pair.scoreShares(pair.query(), scale);
    float[] candidate = pair.scoreShares(pair.candidate(), scale);
    return input.ofPatches(
        "Share of the pair score", query, candidate, ValueRange.fromZero(query, candidate));
  }
}
