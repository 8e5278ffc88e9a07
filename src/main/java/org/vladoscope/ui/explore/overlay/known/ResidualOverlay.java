package org.vladoscope.ui.explore.overlay.known;

import java.util.List;
import java.util.Set;
import org.vladoscope.ui.explore.overlay.OverlayFamily;
import org.vladoscope.ui.explore.overlay.OverlayInput;
import org.vladoscope.ui.explore.overlay.OverlayOption;
import org.vladoscope.ui.explore.overlay.OverlaySettings;
import org.vladoscope.ui.explore.overlay.PairShading;
import org.vladoscope.ui.explore.overlay.ValueOverlay;
import org.vladoscope.ui.view.ValueRange;
import org.vladoscope.vlad.GlobalAnatomy;

/** How much of the residuals each cell carries. */
record ResidualOverlay() implements ValueOverlay {

  @Override
  public String id() {
    return "residual";
  }

  @Override
  public String label() {
    return "Residual norm";
  }

  @Override
  public OverlayFamily family() {
    return OverlayFamily.CLUSTERS;
  }

  @Override
  public List<String> keys() {
    return List.of("6", "Numpad 6");
  }

  @Override
  public Set<OverlayOption> options() {
    return Set.of(OverlayOption.CLUSTER, OverlayOption.NORMALISED);
  }

  @Override
  public PairShading shading(OverlayInput input) {
    OverlaySettings settings = input.settings();
    float[] query = values(input.clusters().query(), settings);
    float[] candidate = values(input.clusters().candidate(), settings);
    String title =
        "Residual norm"
            + CellShares.ofCluster(settings)
            + (settings.normalised()
                ? ", after intra-normalisation"
                : ", before intra-normalisation")
            + CellShares.BEYOND;
    return input.ofCells(
        title,
        query,
        candidate,
        ValueRange.fromZero(CellShares.INSIDE, query, candidate),
        input.colors());
  }

  private static float[] values(GlobalAnatomy anatomy, OverlaySettings settings) {
    return settings.allClusters()
        ? anatomy.residualMap(settings.normalised())
        : anatomy.residualMap(settings.cluster(), settings.normalised());
  }
}
