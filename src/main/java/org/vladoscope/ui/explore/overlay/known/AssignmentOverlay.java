package org.vladoscope.ui.explore.overlay.known;

import java.util.Set;
import org.vladoscope.ui.explore.overlay.Legend;
import org.vladoscope.ui.explore.overlay.OverlayFamily;
import org.vladoscope.ui.explore.overlay.OverlayInput;
import org.vladoscope.ui.explore.overlay.OverlayOption;
import org.vladoscope.ui.explore.overlay.OverlaySettings;
import org.vladoscope.ui.explore.overlay.PairShading;
import org.vladoscope.ui.explore.overlay.ValueOverlay;
import org.vladoscope.ui.map.ClusterShares;
import org.vladoscope.ui.map.ClusterView;
import org.vladoscope.ui.view.ClusterPalette;
import org.vladoscope.ui.view.DivergingColors;
import org.vladoscope.ui.view.ValueRange;
import org.vladoscope.vlad.SoftAssignment;

/**
 * The strongest cluster of each cell, the share of a chosen one, or the difference of two shares.
 */
record AssignmentOverlay() implements ValueOverlay {

  @Override
  public String id() {
    return "clusters";
  }

  @Override
  public String label() {
    return "Assignment";
  }

  @Override
  public OverlayFamily family() {
    return OverlayFamily.CLUSTERS;
  }

  @Override
  public Set<OverlayOption> options() {
    return Set.of(OverlayOption.CLUSTER, OverlayOption.OTHER_CLUSTER);
  }

  @Override
  public PairShading shading(OverlayInput input) {
    ClusterView clusters = input.clusters();
    SoftAssignment query = clusters.query().assignment();
    SoftAssignment candidate = clusters.candidate().assignment();
    OverlaySettings settings = input.settings();
    int cluster = settings.cluster();
    if (settings.allClusters()) {
      return input.ofCells(
          "Strongest cluster of each cell",
          CellShares.owners(query),
          CellShares.owners(candidate),
          legend(clusters));
    }
    if (settings.comparesClusters()) {
      int other = settings.otherCluster();
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

  /** The clusters that own a cell of the pair. */
  private static Legend legend(ClusterView clusters) {
    return new Legend.Swatches(
        new ClusterPalette(clusters.clusters()),
        clusters.shares().stream().filter(c -> c.cells() > 0).map(ClusterShares::cluster).toList());
  }

  private static float[] difference(SoftAssignment assignment, int first, int second) {
    float[] values = assignment.map(first);
    for (int cell = 0; cell < values.length; cell++) {
      values[cell] -= assignment.share(cell, second);
    }
    return values;
  }
}
