package org.vladoscope.ui.explore.overlay.known;

import java.util.List;
import org.vladoscope.ui.explore.overlay.OverlayFamily;
import org.vladoscope.ui.explore.overlay.OverlayInput;
import org.vladoscope.ui.explore.overlay.PairShading;
import org.vladoscope.ui.explore.overlay.ValueOverlay;
import org.vladoscope.ui.map.ClusterView;
import org.vladoscope.ui.view.ValueRange;

/** How undecided the assignment of each cell is. */
record EntropyOverlay() implements ValueOverlay {

  @Override
  public String id() {
    return "entropy";
  }

  @Override
  public String label() {
    return "Entropy";
  }

  @Override
  public OverlayFamily family() {
    return OverlayFamily.CLUSTERS;
  }

  @Override
  public List<String> keys() {
    return List.of("5", "Numpad 5");
  }

  @Override
  public PairShading shading(OverlayInput input) {
    ClusterView clusters = input.clusters();
    ValueRange range = new ValueRange(0, Math.log(clusters.clusters()) / Math.log(2));
    return input.ofCells(
        "Entropy of the assignment, bits",
        clusters.query().entropyMap(),
        clusters.candidate().entropyMap(),
        range,
        input.colors());
  }
}
