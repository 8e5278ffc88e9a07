package org.vladoscope.ui.explore.overlay;

import java.util.List;
import org.vladoscope.ui.explore.overlay.OverlayModel.Family;
import org.vladoscope.ui.view.ValueRange;

/** How undecided the assignment of each cell is. */
record EntropyOverlay() implements Overlay {

  @Override
  public String id() {
    return "entropy";
  }

  @Override
  public String label() {
    return "Entropy";
  }

  @Override
  public Family family() {
    return Family.CLUSTERS;
  }

  @Override
  public List<String> keys() {
    return List.of("5", "Numpad 5");
  }

  @Override
  public PairShading shading(OverlayInput input) {
    return input.ofCells(
        "Entropy of the assignment, bits",
        input.clusters().query().entropyMap(),
        input.clusters().candidate().entropyMap(),
        new ValueRange(0, Math.log(input.clusters().clusters()) / Math.log(2)),
        input.colors());
  }
}
