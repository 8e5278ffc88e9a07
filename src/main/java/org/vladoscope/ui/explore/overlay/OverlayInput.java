package org.vladoscope.ui.explore.overlay;

import org.jspecify.annotations.Nullable;
import org.vladoscope.ui.map.ClusterView;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.view.ColorScale;
import org.vladoscope.ui.view.PictureGrid;
import org.vladoscope.ui.view.ValueRange;

/**
 * What an overlay is computed from.
 *
 * @param comparison the pair
 * @param clusters how its cells are shared among the clusters
 * @param scale index of the patch size that is looked at
 * @param cluster the chosen cluster, or {@link OverlayModel#ALL_CLUSTERS}
 * @param otherCluster the one it is compared with, or {@link OverlayModel#ALL_CLUSTERS} for none
 * @param normalised whether residuals are shown after intra-normalisation
 * @param colors of numbers that have no colours of their own
 * @param queryPatch similarities of the chosen query patch, if they are known
 */
public record OverlayInput(
    Comparison comparison,
    ClusterView clusters,
    int scale,
    int cluster,
    int otherCluster,
    boolean normalised,
    ColorScale colors,
    @Nullable PatchRow queryPatch) {

  /** A few cells would leave no colour for all others. */
  static final double INSIDE = 0.98;

  /** Says so. */
  static final String BEYOND = "; 2 % of the cells lie beyond";

  /** True if no single cluster is chosen. */
  boolean isOfAllClusters() {
    return cluster == OverlayModel.ALL_CLUSTERS;
  }

  /** The chosen cluster, for titles. */
  String ofCluster() {
    return isOfAllClusters() ? ", all clusters" : ", cluster " + cluster;
  }

  /** Where the patches of a side lie. */
  PictureGrid patches(Comparison.Side side) {
    return comparison.grid(side, scale);
  }

  /** Where the cells of a side lie. */
  PictureGrid cells(Comparison.Side side) {
    return patches(side).cells();
  }

  /** One number for each cell of both images. */
  PairShading ofCells(
      String title, float[] query, float[] candidate, ValueRange range, ColorScale scaleOfColors) {
    return new PairShading(
        title,
        Shading.of(cells(comparison.query()), query, range, scaleOfColors),
        Shading.of(cells(comparison.candidate()), candidate, range, scaleOfColors));
  }

  /** One number for each patch of both images. */
  PairShading ofPatches(String title, float[] query, float[] candidate, ValueRange range) {
    return new PairShading(
        title,
        Shading.of(patches(comparison.query()), query, range, colors),
        Shading.of(patches(comparison.candidate()), candidate, range, colors));
  }
}
