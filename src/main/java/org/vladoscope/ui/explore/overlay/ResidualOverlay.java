package org.vladoscope.ui.explore.overlay;

import java.util.List;
import java.util.Set;
import org.vladoscope.ui.explore.overlay.OverlayModel.Family;
import org.vladoscope.ui.view.ValueRange;
import org.vladoscope.vlad.GlobalAnatomy;

/** How much of the residuals each cell carries. */
record ResidualOverlay() implements Overlay {

  @Override
  public String id() {
    return "residual";
  }

  @Override
  public String label() {
    return "Residual norm";
  }

  @Override
  public Family family() {
    return Family.CLUSTERS;
  }

  @Override
  public List<String> keys() {
    return List.of("6", "Numpad 6");
  }

  @Override
  public Set<Option> options() {
    return Set.of(Option.CLUSTER, Option.NORMALISATION);
  }

  @Override
  public PairShading shading(OverlayInput input) {
    float[] query = residuals(input.clusters().query(), input);
    float[] candidate = residuals(input.clusters().candidate(), input);
    return input.ofCells(
        "Residual norm"
            + input.ofCluster()
            + (input.normalised() ? ", after intra-normalisation" : ", before intra-normalisation")
            + OverlayInput.BEYOND,
        query,
        candidate,
        ValueRange.fromZero(OverlayInput.INSIDE, query, candidate),
        input.colors());
  }

  private static float[] residuals(GlobalAnatomy anatomy, OverlayInput input) {
    return input.isOfAllClusters()
        ? anatomy.residualMap(input.normalised())
        : anatomy.residualMap(input.cluster(), input.normalised());
  }
}
