package org.vladoscope.ui.explore.overlay.known;

import org.vladoscope.ui.explore.overlay.OverlayFamily;
import org.vladoscope.ui.explore.overlay.OverlayInput;
import org.vladoscope.ui.explore.overlay.PairShading;
import org.vladoscope.ui.explore.overlay.ValueOverlay;
import org.vladoscope.ui.map.Comparison;

/** How well each patch finds itself on the other side. */
record SimilarityOverlay() implements ValueOverlay {

  @Override
  public String id() {
    return "similarity";
  }

  @Override
  public String label() {
    return "Best counterpart";
  }

  @Override
  public OverlayFamily family() {
    return OverlayFamily.PATCHES;
  }

  @Override
  public PairShading shading(OverlayInput input) {
    Comparison pair = input.comparison();
    int scale = input.settings().scale();
    return input.ofPatches(
        "Similarity to the best patch of the other image",
        pair.similarities(pair.query(), scale),
        pair.similarities(pair.candidate(), scale),
        pair.similarityRange(scale));
  }
}
