package org.vladoscope.ui.explore.overlay;

import java.util.List;
import java.util.Set;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.ui.explore.overlay.OverlayModel.Family;
import org.vladoscope.ui.view.DivergingColors;
import org.vladoscope.ui.view.ValueRange;
import org.vladoscope.vlad.GlobalSimilarity;

/** What each cell adds to the similarity of the global descriptors. */
record ContributionOverlay() implements Overlay {

  @Override
  public String id() {
    return "contribution";
  }

  @Override
  public String label() {
    return "Share of similarity";
  }

  @Override
  public Family family() {
    return Family.CLUSTERS;
  }

  @Override
  public List<String> keys() {
    return List.of("7", "Numpad 7");
  }

  @Override
  public Set<Option> options() {
    return Set.of(Option.CLUSTER);
  }

  @Override
  public PairShading shading(OverlayInput input) {
    GlobalSimilarity similarity = input.clusters().similarity();
    float[] query = shares(similarity.queryCells(), input);
    float[] candidate = shares(similarity.candidateCells(), input);
    return input.ofCells(
        "Share of the global similarity"
            + input.ofCluster()
            + input.comparison().beforeProjection()
            + OverlayInput.BEYOND,
        query,
        candidate,
        ValueRange.aroundZero(OverlayInput.INSIDE, query, candidate),
        DivergingColors.BLUE_ORANGE);
  }

  private static float[] shares(FloatMatrix cells, OverlayInput input) {
    return input.isOfAllClusters()
        ? GlobalSimilarity.cellShares(cells)
        : GlobalSimilarity.cellShares(cells, input.cluster());
  }
}
