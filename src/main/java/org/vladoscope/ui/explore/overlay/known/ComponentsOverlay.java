package org.vladoscope.ui.explore.overlay.known;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vladoscope.linalg.ThreeComponents;
import org.vladoscope.ui.explore.overlay.Legend;
import org.vladoscope.ui.explore.overlay.OverlayFamily;
import org.vladoscope.ui.explore.overlay.OverlayInput;
import org.vladoscope.ui.explore.overlay.PairShading;
import org.vladoscope.ui.explore.overlay.Shading;
import org.vladoscope.ui.explore.overlay.ValueOverlay;
import org.vladoscope.ui.explore.token.TokenPart;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.ui.view.ValueRange;

/**
 * The features of the cells as colours: what is alike has one colour, in both images. Works for any
 * network; of a vision transformer it shows the chosen layer and facet.
 */
record ComponentsOverlay() implements ValueOverlay {

  /** A few cells far out would leave no colour for all others. */
  private static final double CUT = 0.01;

  @Override
  public String id() {
    return "components";
  }

  @Override
  public String label() {
    return "Feature colours";
  }

  @Override
  public OverlayFamily family() {
    return OverlayFamily.FEATURES;
  }

  @Override
  public Optional<TokenPart> part() {
    return Optional.of(TokenPart.COMPONENTS);
  }

  @Override
  public PairShading shading(OverlayInput input) {
    ThreeComponents found = input.tokens().components();
    if (found == null) {
      return PairShading.NONE;
    }
    List<ValueRange> ranges = new ArrayList<>();
    for (int p = 0; p < ThreeComponents.COUNT; p++) {
      ranges.add(ValueRange.between(CUT, found.along(p)));
    }
    Legend legend = new Legend.Mixture(found, ranges);
    Comparison pair = input.comparison();
    int first = input.cells(pair.query()).grid().count();
    return new PairShading(
        "Three principal components of the cells of both images",
        new Shading(input.cells(pair.query()), numbers(0, first), legend),
        new Shading(
            input.cells(pair.candidate()), numbers(first, found.scores().rows() - first), legend));
  }

  /** The value of a cell is its row among the cells of both images. */
  private static float[] numbers(int from, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = from + i;
    }
    return numbers;
  }

  @Override
  public Optional<String> read(
      OverlayInput input, Comparison.Side side, Shading shading, int index) {
    if (!(shading.legend() instanceof Legend.Mixture mixture)) {
      return Optional.empty();
    }
    float[] scores = mixture.components().scores().row((int) shading.values()[index]);
    return Optional.of(
        "components "
            + Numbers.precise(scores[0])
            + ", "
            + Numbers.precise(scores[1])
            + ", "
            + Numbers.precise(scores[2]));
  }
}
