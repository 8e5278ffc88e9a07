package org.vladoscope.ui.explore.overlay;

import java.util.Set;
import org.vladoscope.figure.ColorScale;
import org.vladoscope.figure.MatchKind;
import org.vladoscope.ui.explore.token.SinkhornStage;

/**
 * What is chosen for overlays at one moment.
 *
 * @param scale index of the patch size
 * @param cluster the chosen cluster, or {@link #ALL_CLUSTERS}
 * @param otherCluster the cluster it is compared with, or {@link #ALL_CLUSTERS}
 * @param normalised whether residuals are those after intra-normalisation
 * @param queryPatch the chosen patch of the query, or {@link #NO_PATCH}
 * @param head the chosen head of the attention, or {@link #ALL_HEADS}
 * @param stage whether shares of optimal transport are those before Sinkhorn or after it
 * @param kinds kinds of matches
 * @param maxMatches at most so many matches of each kind
 * @param lineColours what the colours of matches show
 * @param colors colours of numbers that do not lie to both sides of zero
 */
public record OverlaySettings(
    int scale,
    int cluster,
    int otherCluster,
    boolean normalised,
    int queryPatch,
    int head,
    SinkhornStage stage,
    Set<MatchKind> kinds,
    int maxMatches,
    LineColours lineColours,
    ColorScale colors) {

  /** Stands for all clusters; for none where a second one can be chosen. */
  public static final int ALL_CLUSTERS = -1;

  /** Stands for no patch. */
  public static final int NO_PATCH = -1;

  /** Stands for the mean of all heads. */
  public static final int ALL_HEADS = -1;

  /** Copies the set. */
  public OverlaySettings {
    kinds = Set.copyOf(kinds);
  }

  /** Whether no cluster is chosen. */
  public boolean allClusters() {
    return cluster == ALL_CLUSTERS;
  }

  /** Whether two clusters are compared. */
  public boolean comparesClusters() {
    return otherCluster != ALL_CLUSTERS;
  }
}
