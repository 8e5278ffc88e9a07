package org.vladoscope.ui.explore.overlay;

import java.util.Set;
import org.vladoscope.ui.explore.overlay.OverlayModel.Family;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.view.ClusterPalette;
import org.vladoscope.ui.view.DivergingColors;
import org.vladoscope.ui.view.ValueRange;
import org.vladoscope.vlad.SoftAssignment;

/** The strongest cluster of each cell, the share of a chosen one, or the difference of two. */
record AssignmentOverlay() implements Overlay {

  @Override
  public String id() {
    return "clusters";
  }

  @Override
  public String label() {
    return "Assignment";
  }

  @Override
  public Family family() {
    return Family.CLUSTERS;
  }

  @Override
  public Set<Option> options() {
    return Set.of(Option.CLUSTER, Option.SECOND_CLUSTER);
  }

  @Override
  public PairShading shading(OverlayInput input) {
    Comparison comparison = input.comparison();
    SoftAssignment query = input.clusters().query().assignment();
    SoftAssignment candidate = input.clusters().candidate().assignment();
    int cluster = input.cluster();
    int other = input.otherCluster();
    if (input.isOfAllClusters()) {
      ClusterPalette palette = new ClusterPalette(input.clusters().clusters());
      return new PairShading(
          "Strongest cluster of each cell",
          Shading.ofClusters(input.cells(comparison.query()), owners(query), palette),
          Shading.ofClusters(input.cells(comparison.candidate()), owners(candidate), palette));
    }
    if (other != OverlayModel.ALL_CLUSTERS) {
      return input.ofCells(
          "Share of cluster " + cluster + " minus share of cluster " + other,
          difference(query, cluster, other),
          difference(candidate, cluster, other),
          new ValueRange(-1, 1),
          DivergingColors.BLUE_ORANGE);
    }
    return input.ofCells(
        "Share of cluster " + cluster,
        query.map(cluster),
        candidate.map(cluster),
        new ValueRange(0, 1),
        input.colors());
  }

  private static float[] owners(SoftAssignment assignment) {
    float[] owners = new float[assignment.shares().rows()];
    for (int cell = 0; cell < owners.length; cell++) {
      owners[cell] = assignment.strongest(cell);
    }
    return owners;
  }

  private static float[] difference(SoftAssignment assignment, int first, int second) {
    float[] values = assignment.map(first);
    for (int cell = 0; cell < values.length; cell++) {
      values[cell] -= assignment.share(cell, second);
    }
    return values;
  }
}
