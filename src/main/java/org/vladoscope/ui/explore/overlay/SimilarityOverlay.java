package org.vladoscope.ui.explore.overlay;

import org.vladoscope.ui.explore.overlay.OverlayModel.Family;
import org.vladoscope.ui.map.Comparison;

/** How well each patch finds itself on the other side. */
record SimilarityOverlay() implements Overlay {

  @Override
  public String id() {
    return "similarity";
  }

  @Override
  public String label() {
    return "Best counterpart";
  }

  @Override
  public Family family() {
    return Family.PATCHES;
  }

  @Override
  public PairShading shading(OverlayInput input) {
    Comparison comparison = input.comparison();
    return input.ofPatches(
        "Similarity to the best patch of the other image",
        comparison.similarities(comparison.query(), input.scale()),
        comparison.similarities(comparison.candidate(), input.scale()),
        comparison.similarityRange(input.scale()));
  }
}
