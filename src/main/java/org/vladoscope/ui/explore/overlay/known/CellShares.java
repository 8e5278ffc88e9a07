package org.vladoscope.ui.explore.overlay.known;

import org.vladoscope.ui.explore.overlay.OverlaySettings;
import org.vladoscope.vlad.SoftAssignment;

/** What overlays of cells have in common. */
final class CellShares {

  /** A few cells would leave no colour for all others. */
  static final double INSIDE = 0.98;

  /** Says so in a title. */
  static final String BEYOND = "; 2 % of the cells lie beyond the scale";

  private CellShares() {}

  /** The strongest cluster of each cell. */
  static float[] owners(SoftAssignment assignment) {
    float[] owners = new float[assignment.shares().rows()];
    for (int cell = 0; cell < owners.length; cell++) {
      owners[cell] = assignment.strongest(cell);
    }
    return owners;
  }

  /** Which clusters the numbers are of, for a title. */
  static String ofCluster(OverlaySettings settings) {
    return settings.allClusters() ? ", all clusters" : ", cluster " + settings.cluster();
  }
}
