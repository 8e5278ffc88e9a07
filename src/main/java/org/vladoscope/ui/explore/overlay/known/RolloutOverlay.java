package org.vladoscope.ui.explore.overlay.known;

import java.util.Optional;
import org.vladoscope.ui.explore.overlay.OverlayFamily;
import org.vladoscope.ui.explore.overlay.OverlayInput;
import org.vladoscope.ui.explore.overlay.PairShading;
import org.vladoscope.ui.explore.overlay.Shading;
import org.vladoscope.ui.explore.overlay.ValueOverlay;
import org.vladoscope.ui.explore.token.TokenPart;
import org.vladoscope.ui.explore.token.TokenView;
import org.vladoscope.ui.map.Comparison;

/** What reaches the class token from each cell through all blocks, by attention rollout. */
record RolloutOverlay() implements ValueOverlay {

  @Override
  public String id() {
    return "rollout";
  }

  @Override
  public String label() {
    return "Attention rollout";
  }

  @Override
  public OverlayFamily family() {
    return OverlayFamily.FEATURES;
  }

  @Override
  public Optional<TokenPart> part() {
    return Optional.of(TokenPart.ATTENTION);
  }

  @Override
  public PairShading shading(OverlayInput input) {
    TokenView.Attention known = input.tokens().attention();
    if (known == null) {
      return PairShading.nothing(input.tokens().refused());
    }
    String title =
        "Attention rollout of the class token, layers 0 to "
            + known.query().layer()
            + ", as a share of 1"
            + CellShares.BEYOND;
    return Attended.shading(input, title, known.query().rollout(), known.candidate().rollout());
  }

  @Override
  public Optional<String> read(
      OverlayInput input, Comparison.Side side, Shading shading, int index) {
    return Attended.read(shading, index);
  }
}
