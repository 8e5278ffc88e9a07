package org.vladoscope.ui.explore.overlay.known;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.vladoscope.aggregate.TransportAssignment;
import org.vladoscope.figure.DivergingColors;
import org.vladoscope.ui.explore.overlay.OverlayFamily;
import org.vladoscope.ui.explore.overlay.OverlayInput;
import org.vladoscope.ui.explore.overlay.OverlayOption;
import org.vladoscope.ui.explore.overlay.PairShading;
import org.vladoscope.ui.explore.overlay.Shading;
import org.vladoscope.ui.explore.overlay.ValueOverlay;
import org.vladoscope.ui.explore.token.TokenPart;
import org.vladoscope.ui.explore.token.TokenView;
import org.vladoscope.ui.map.Comparison;
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
  public Set<OverlayOption> options() {
    return Set.of(OverlayOption.STAGE);
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
    return switch (input.settings().stage()) {
      case BEFORE ->
          input.ofCells(
              "Share of each cell that would go to the dustbin before Sinkhorn, by the softmax of"
                  + " scores; 0 to 1",
              known.query().dustbinBefore(),
              known.candidate().dustbinBefore(),
              new ValueRange(0, 1),
              input.colors());
      case AFTER ->
          input.ofCells(
              "Share of each cell that goes to the dustbin, after Sinkhorn; 0 to 1",
              known.query().dustbin(),
              known.candidate().dustbin(),
              new ValueRange(0, 1),
              input.colors());
      case CHANGE ->
          input.ofCells(
              "What Sinkhorn adds to the share of each cell that goes to the dustbin; \u22121 to 1",
              change(known.query()),
              change(known.candidate()),
              new ValueRange(-1, 1),
              DivergingColors.BLUE_ORANGE);
    };
  }

  private static float[] change(TransportAssignment shares) {
    return TransportOverlay.less(shares.dustbin(), shares.dustbinBefore());
  }

  @Override
  public Optional<String> read(
      OverlayInput input, Comparison.Side side, Shading shading, int index) {
    TransportAssignment shares =
        Objects.requireNonNull(input.tokens().transport()).of(side.isQuery());
    return Optional.of(
        "dustbin: Sinkhorn "
            + TransportOverlay.change(shares.dustbinBefore()[index], shares.dustbin()[index]));
  }
}
