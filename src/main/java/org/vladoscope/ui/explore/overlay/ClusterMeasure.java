package org.vladoscope.ui.explore.overlay;

import org.jspecify.annotations.Nullable;
import org.vladoscope.step.ClusterExamples;
import org.vladoscope.ui.map.ClusterShares;
import org.vladoscope.ui.map.ClusterView;
import org.vladoscope.ui.view.Numbers;

/** A number by which clusters are listed. */
public enum ClusterMeasure {
  /** What a cluster adds to the global similarity of the pair. */
  SIMILARITY(
      "Share of similarity",
      "What each cluster adds to the similarity of the global descriptors; below zero it speaks"
          + " against the match"),
  /** Cells where it is the strongest. */
  CELLS("Cells owned", "Cells where the cluster is the strongest: query | candidate"),
  /** Length of its summed residuals. */
  NORM_BEFORE(
      "Residual norm",
      "Length of the cluster's summed residuals before intra-normalisation: query | candidate"),
  /** Length of its block in the descriptor. */
  NORM_AFTER(
      "Norm after intra-norm.",
      "Length of the cluster's block in the finished descriptor, made equal by"
          + " intra-normalisation except for its weight: query | candidate"),
  /** How much it counts in similarities. */
  WEIGHT(
      "Weight",
      "How many times the cluster counts in similarities of global descriptors, compared with the"
          + " mean cluster; 1 for all in NetVLAD. Clusters that scatter less between images of the"
          + " map count more"),
  /** How common it is. */
  MAP_SHARE("Share of the map", "Share of all cells of the sampled database images");

  private final String label;
  private final String help;

  ClusterMeasure(String label, String help) {
    this.label = label;
    this.help = help;
  }

  public String label() {
    return label;
  }

  public String help() {
    return help;
  }

  /** By this clusters are sorted, the largest first. */
  public double key(ClusterView view, ClusterShares shares, @Nullable ClusterExamples examples) {
    int k = shares.cluster();
    return switch (this) {
      case SIMILARITY -> view.similarity().wordShares()[k];
      case CELLS -> shares.cells();
      case NORM_BEFORE -> view.query().normBefore(k) + view.candidate().normBefore(k);
      case NORM_AFTER -> view.query().normAfter(k) + view.candidate().normAfter(k);
      case WEIGHT -> view.query().weight(k);
      case MAP_SHARE -> examples == null ? 0 : examples.clusters().get(k).share();
    };
  }

  /** The number, for people. */
  public String text(ClusterView view, ClusterShares shares, @Nullable ClusterExamples examples) {
    int k = shares.cluster();
    return switch (this) {
      case SIMILARITY -> Numbers.share(view.similarity().wordShares()[k]);
      case CELLS ->
          Numbers.count(shares.queryCells()) + " | " + Numbers.count(shares.candidateCells());
      case NORM_BEFORE -> both(view.query().normBefore(k), view.candidate().normBefore(k));
      case NORM_AFTER -> both(view.query().normAfter(k), view.candidate().normAfter(k));
      case WEIGHT -> "\u00d7" + Numbers.precise(view.query().weight(k));
      case MAP_SHARE ->
          examples == null ? "\u2026" : Numbers.percent(examples.clusters().get(k).share());
    };
  }

  private static String both(double query, double candidate) {
    return Numbers.precise(query) + " | " + Numbers.precise(candidate);
  }
}
