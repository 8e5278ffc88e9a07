package org.vladoscope.ui.explore.overlay.known;

import java.util.List;
import java.util.Set;
import org.vladoscope.figure.DivergingColors;
import org.vladoscope.ui.explore.overlay.OverlayFamily;
import org.vladoscope.ui.explore.overlay.OverlayInput;
import org.vladoscope.ui.explore.overlay.OverlayOption;
import org.vladoscope.ui.explore.overlay.OverlaySettings;
import org.vladoscope.ui.explore.overlay.PairShading;
import org.vladoscope.ui.explore.overlay.ValueOverlay;
import org.vladoscope.ui.view.ValueRange;
import org.vladoscope.vlad.GlobalSimilarity;

/** What each cell adds to the similarity of the global descriptors. */
record ContributionOverlay() implements ValueOverlay {

  @Override
  public String id() {
    return "contribution";
  }

  @Override
  public String label() {
    return "Share of similarity";
  }

  @Override
  public OverlayFamily family() {
    return OverlayFamily.CLUSTERS;
  }

  @Override
  public List<String> keys() {
    return List.of("7", "Numpad 7");
  }

  @Override
  public Set<OverlayOption> options() {
    return Set.of(OverlayOption.CLUSTER);
  }

  @Override
  public PairShading shading(OverlayInput input) {
    OverlaySettings settings = input.settings();
    GlobalSimilarity similarity = input.clusters().similarity();
    boolean all = settings.allClusters();
    int cluster = settings.cluster();
    float[] query =
        all
            ? GlobalSimilarity.cellShares(similarity.queryCells())
            : GlobalSimilarity.cellShares(similarity.queryCells(), cluster);
    float[] candidate =
        all
            ? GlobalSimilarity.cellShares(similarity.candidateCells())
            : GlobalSimilarity.cellShares(similarity.candidateCells(), cluster);
    String title =
        "Share of the global similarity"
            + CellShares.ofCluster(settings)
            + input.comparison().beforeProjection()
            + CellShares.BEYOND;
    return input.ofCells(
        title,
        query,
        candidate,
        ValueRange.aroundZero(CellShares.INSIDE, query, candidate),
        DivergingColors.BLUE_ORANGE);
  }
}
