package org.vladoscope.ui.explore.overlay;

import java.util.Set;
import org.vladoscope.figure.MatchKind;
import org.vladoscope.ui.view.ColorScale;

/**
 * What is chosen for overlays at one moment.
 *
 * @param scale index of the patch size
 * @param cluster the chosen cluster, or {@link OverlayModel#ALL_CLUSTERS}
 * @param otherCluster the cluster it is compared with, or {@link OverlayModel#ALL_CLUSTERS}
 * @param normalised whether residuals are those after intra-normalisation
 * @param queryPatch the chosen patch of the query, or {@link OverlayModel#NO_PATCH}
 * @param head the chosen head of the attention, or {@link OverlayModel#ALL_HEADS}
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
    Set<MatchKind> kinds,
    int maxMatches,
    LineColours lineColours,
    ColorScale colors) {

  /** Copies the set. */
  public OverlaySettings {
    kinds = Set.copyOf(kinds);
  }

  /** Whether no cluster is chosen. */
  public boolean allClusters() {
    return cluster == OverlayModel.ALL_CLUSTERS;
  }

  /** Whether two clusters are compared. */
  public boolean comparesClusters() {
    return otherCluster != OverlayModel.ALL_CLUSTERS;
  }
}
