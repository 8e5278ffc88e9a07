package org.vladoscope.ui.explore.overlay;

import java.util.Optional;
import org.vladoscope.ui.explore.token.TokenPart;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.view.Numbers;

/**
 * Colours both images by a number for each cell or patch. Two layers of colour would hide each
 * other, so at most one is shown.
 */
public non-sealed interface ValueOverlay extends Overlay {

  /** The family it belongs to: the button it stands behind. */
  OverlayFamily family();

  @Override
  default Unit unit() {
    return family().unit();
  }

  /** What must be computed before there are numbers, beside what every pair has. */
  default Optional<TokenPart> part() {
    return Optional.empty();
  }

  /** Why a pair has no such numbers, as a sentence; empty if it has. */
  default Optional<String> absent(Comparison pair) {
    return family().absent(pair);
  }

  /**
   * The numbers, their colours, and what they are; asked only where they are not absent. Quickly:
   * it runs on the JavaFX thread.
   */
  PairShading shading(OverlayInput input);

  /**
   * What the mouse reads where a number lies.
   *
   * @param input what the numbers were made from
   * @param side the image under the mouse
   * @param shading its numbers
   * @param index of the cell or patch
   * @return nothing if other words below the image say it
   */
  default Optional<String> read(
      OverlayInput input, Comparison.Side side, Shading shading, int index) {
    return switch (shading.legend()) {
      case Legend.Bar bar -> Optional.of("value " + Numbers.precise(shading.values()[index]));
      case Legend.Swatches _, Legend.Mixture _ -> Optional.empty();
    };
  }
}
