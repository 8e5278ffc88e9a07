package org.vladoscope.ui.explore.overlay.known;

import java.util.Optional;
import java.util.Set;
import org.vladoscope.ui.explore.overlay.OverlayFamily;
import org.vladoscope.ui.explore.overlay.OverlayInput;
import org.vladoscope.ui.explore.overlay.OverlayOption;
import org.vladoscope.ui.explore.overlay.OverlaySettings;
import org.vladoscope.ui.explore.overlay.PairShading;
import org.vladoscope.ui.explore.overlay.Shading;
import org.vladoscope.ui.explore.overlay.ValueOverlay;
import org.vladoscope.ui.explore.token.TokenPart;
import org.vladoscope.ui.explore.token.TokenView;
import org.vladoscope.ui.map.Comparison;

/** Where the class token looks in the last block that is computed: one head, or their mean. */
record AttentionOverlay() implements ValueOverlay {

  @Override
  public String id() {
    return "attention";
  }

  @Override
  public String label() {
    return "Attention";
  }

  @Override
  public OverlayFamily family() {
    return OverlayFamily.FEATURES;
  }

  @Override
  public Set<OverlayOption> options() {
    return Set.of(OverlayOption.HEAD);
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
    int heads = known.query().count();
    int head = input.settings().head();
    boolean isMean = head == OverlaySettings.ALL_HEADS || head >= heads;
    String title =
        "Attention of the class token in layer "
            + known.query().layer()
            + (isMean ? ", mean of " + heads + " heads" : ", head " + head)
            + ", as a share of 1"
            + CellShares.BEYOND;
    return Attended.shading(
        input,
        title,
        isMean ? known.query().mean() : known.query().head(head),
        isMean ? known.candidate().mean() : known.candidate().head(head));
  }

  @Override
  public Optional<String> read(
      OverlayInput input, Comparison.Side side, Shading shading, int index) {
    return Attended.read(shading, index);
  }
}
