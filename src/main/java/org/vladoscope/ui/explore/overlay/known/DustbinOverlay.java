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
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.ui.view.ValueRange;

/** What of each cell goes to the dustbin of SALAD, and so does not count. */
record DustbinOverlay() implements ValueOverlay {

  @Override
  public String id() {
    return "dustbin";
  }

  @Override
  public String label() {
    return "Dustbin";
  }

  @Override
  public OverlayFamily family() {
    return OverlayFamily.CLUSTERS;
  }

  @Override
  public Optional<TokenPart> part() {
    return Optional.of(TokenPart.TRANSPORT);
  }

  @Override
  public Optional<String> absent(Comparison pair) {
    return TransportOverlay.withoutTransport(pair);
  }

  @Override
  public PairShading shading(OverlayInput input) {
    TokenView.Transport known = input.tokens().transport();
    if (known == null) {
      return PairShading.NONE;
    }
    return input.ofCells(
        "Share of each cell that goes to the dustbin, after Sinkhorn",
        known.query().dustbin(),
        known.candidate().dustbin(),
        new ValueRange(0, 1),
        input.colors());
  }

  @Override
  public Optional<String> read(Shading shading, int index) {
    return Optional.of("dustbin " + Numbers.score(shading.values()[index]));
  }
}
