package org.vladoscope.ui.explore.overlay.known;

import java.util.Locale;
import java.util.Optional;
import org.vladoscope.ui.explore.overlay.OverlayInput;
import org.vladoscope.ui.explore.overlay.PairShading;
import org.vladoscope.ui.explore.overlay.Shading;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.ui.view.ValueRange;

/** What overlays of attention have in common. */
final class Attended {

  private Attended() {}

  /** Shares of attention, both images under one legend. */
  static PairShading shading(OverlayInput input, String title, float[] query, float[] candidate) {
    return input.ofCells(
        title,
        query,
        candidate,
        ValueRange.fromZero(CellShares.INSIDE, query, candidate),
        input.colors());
  }

  /** The share of a cell, and how many times it is what each would have of an even spread. */
  static Optional<String> read(Shading shading, int index) {
    float[] values = shading.values();
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    String share = "attention " + Numbers.precise(values[index]);
    return Optional.of(
        sum > 0
            ? share
                + String.format(
                    Locale.ROOT,
                    " = %.1f \u00d7 the mean cell",
                    values[index] * values.length / sum)
            : share);
  }
}
