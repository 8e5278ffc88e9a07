package org.vladoscope.ui.explore.overlay;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vladoscope.ui.explore.overlay.OverlayModel.Shade;
import org.vladoscope.ui.map.ClusterView;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.view.ClusterPalette;
import org.vladoscope.ui.view.ColorScale;
import org.vladoscope.ui.view.DivergingColors;
import org.vladoscope.ui.view.PictureGrid;
import org.vladoscope.ui.view.ValueRange;
import org.vladoscope.vlad.GlobalAnatomy;
import org.vladoscope.vlad.GlobalSimilarity;
import org.vladoscope.vlad.SoftAssignment;

/** Chooses the numbers that colour both images; the engine has computed them. */
final class Shades {

  /** A few cells would leave no colour for all others. */
  private static final double INSIDE = 0.98;

  private static final String BEYOND = "; 2 % of the cells lie beyond";

  private final Comparison comparison;
  private final ClusterView clusters;
  private final OverlayModel overlays;
  private final int scale;
  private final int cluster;

  private Shades(Comparison comparison, ClusterView clusters, OverlayModel overlays) {
    this.comparison = comparison;
    this.clusters = clusters;
    this.overlays = overlays;
    this.scale = overlays.scaleProperty().get();
    this.cluster = overlays.clusterProperty().get();
  }

  /**
   * The colours under the chosen overlay.
   *
   * @param queryPatch similarities of one query patch to all candidate patches, if known
   */
  static PairShading of(
      Comparison comparison,
      ClusterView clusters,
      OverlayModel overlays,
      @Nullable PatchRow queryPatch) {
    return new Shades(comparison, clusters, overlays).shading(queryPatch);
  }

  private PairShading shading(@Nullable PatchRow queryPatch) {
    Shade shade = overlays.shadeProperty().get();
    ColorScale map = overlays.colorMapProperty().get();
    return switch (shade) {
      case NONE -> PairShading.NONE;
      case CLUSTERS -> assignment(map);
      case ENTROPY ->
          cells(
              "Entropy of the assignment, bits",
              GlobalAnatomy::entropyMap,
              new ValueRange(0, Math.log(clusters.clusters()) / Math.log(2)),
              map);
      case RESIDUAL -> residual(map);
      case CONTRIBUTION -> contribution();
      case SIMILARITY -> similarity(map);
      case QUERY_PATCH -> oneQueryPatch(queryPatch, map);
      case SCORE_SHARE -> scoreShare(map);
    };
  }

  private PictureGrid patches(Comparison.Side side) {
    return comparison.grid(side, scale);
  }

  private PictureGrid cells(Comparison.Side side) {
    return patches(side).cells();
  }

  private PairShading pair(
      String title, float[] query, float[] candidate, ValueRange range, ColorScale colors) {
    return new PairShading(
        title,
        Shading.of(cells(comparison.query()), query, range, colors),
        Shading.of(cells(comparison.candidate()), candidate, range, colors));
  }

  private PairShading cells(
      String title, Function<GlobalAnatomy, float[]> values, ValueRange range, ColorScale colors) {
    return pair(
        title, values.apply(clusters.query()), values.apply(clusters.candidate()), range, colors);
  }

  private PairShading assignment(ColorScale map) {
    int other = overlays.otherClusterProperty().get();
    if (cluster == OverlayModel.ALL_CLUSTERS) {
      ClusterPalette palette = new ClusterPalette(clusters.clusters());
      return new PairShading(
          "Strongest cluster of each cell",
          Shading.ofClusters(
              cells(comparison.query()), owners(clusters.query().assignment()), palette),
          Shading.ofClusters(
              cells(comparison.candidate()), owners(clusters.candidate().assignment()), palette));
    }
    if (other != OverlayModel.ALL_CLUSTERS) {
      return cells(
          "Share of cluster " + cluster + " minus share of cluster " + other,
          anatomy -> difference(anatomy.assignment(), cluster, other),
          new ValueRange(-1, 1),
          DivergingColors.BLUE_ORANGE);
    }
    return cells(
        "Share of cluster " + cluster,
        anatomy -> anatomy.assignment().map(cluster),
        new ValueRange(0, 1),
        map);
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

  private PairShading residual(ColorScale map) {
    boolean after = overlays.normalisedProperty().get();
    Function<GlobalAnatomy, float[]> values =
        anatomy ->
            cluster == OverlayModel.ALL_CLUSTERS
                ? anatomy.residualMap(after)
                : anatomy.residualMap(cluster, after);
    return cells(
        "Residual norm"
            + ofCluster()
            + (after ? ", after intra-normalisation" : ", before intra-normalisation")
            + BEYOND,
        values,
        ValueRange.fromZero(
            INSIDE, values.apply(clusters.query()), values.apply(clusters.candidate())),
        map);
  }

  private PairShading contribution() {
    GlobalSimilarity similarity = clusters.similarity();
    boolean all = cluster == OverlayModel.ALL_CLUSTERS;
    float[] query =
        all
            ? GlobalSimilarity.cellShares(similarity.queryCells())
            : GlobalSimilarity.cellShares(similarity.queryCells(), cluster);
    float[] candidate =
        all
            ? GlobalSimilarity.cellShares(similarity.candidateCells())
            : GlobalSimilarity.cellShares(similarity.candidateCells(), cluster);
    return pair(
        "Share of the global similarity" + ofCluster() + comparison.beforeProjection() + BEYOND,
        query,
        candidate,
        ValueRange.aroundZero(INSIDE, query, candidate),
        DivergingColors.BLUE_ORANGE);
  }

  private String ofCluster() {
    return cluster == OverlayModel.ALL_CLUSTERS ? ", all clusters" : ", cluster " + cluster;
  }

  private PairShading similarity(ColorScale map) {
    ValueRange range = comparison.similarityRange(scale);
    return new PairShading(
        "Similarity to the best patch of the other image",
        Shading.of(
            patches(comparison.query()),
            comparison.similarities(comparison.query(), scale),
            range,
            map),
        Shading.of(
            patches(comparison.candidate()),
            comparison.similarities(comparison.candidate(), scale),
            range,
            map));
  }

  private PairShading oneQueryPatch(@Nullable PatchRow row, ColorScale map) {
    if (row == null || row.scale() != scale) {
      return PairShading.NONE;
    }
    return new PairShading(
        "Similarity to query patch " + row.queryPatch(),
        null,
        Shading.of(
            patches(comparison.candidate()),
            row.similarities(),
            ValueRange.of(row.similarities()),
            map));
  }

  private PairShading scoreShare(ColorScale map) {
    float[] query = comparison.scoreShares(comparison.query(), scale);
    float[] candidate = comparison.scoreShares(comparison.candidate(), scale);
    ValueRange range = ValueRange.fromZero(query, candidate);
    return new PairShading(
        "Share of the pair score",
        Shading.of(patches(comparison.query()), query, range, map),
        Shading.of(patches(comparison.candidate()), candidate, range, map));
  }
}
