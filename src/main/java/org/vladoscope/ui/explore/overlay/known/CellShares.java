package org.vladoscope.ui.explore.overlay.known;

import org.vladoscope.ui.explore.overlay.OverlaySettings;

/** What overlays of a few large numbers among many small ones have in common. */
final class CellShares {

  /** A few cells would leave no colour for all others. */
  static final double INSIDE = 0.98;

  /** Says so in a title. */
  static final String BEYOND = "; 2 % of the cells lie beyond";

  private CellShares() {}

  /** Which clusters the numbers are of, for a title. */
  static String ofCluster(OverlaySettings settings) {
    return settings.allClusters() ? ", all clusters" : ", cluster " + settings.cluster();
  }
}
