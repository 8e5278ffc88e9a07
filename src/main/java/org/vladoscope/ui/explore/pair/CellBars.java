package org.vladoscope.ui.explore.pair;

import java.util.Arrays;
import java.util.OptionalInt;
import org.vladoscope.aggregate.TransportAssignment;
import org.vladoscope.ui.explore.overlay.OverlayInput;
import org.vladoscope.ui.explore.token.TokenView;

/**
 * How one cell is shared, as the heights of bars.
 *
 * @param clusters how many clusters there are
 * @param shares of each cluster, and of the dustbin after them if there is one; empty if no cell is
 *     looked at
 * @param before the same before Sinkhorn; empty where there is no Sinkhorn
 */
record CellBars(int clusters, float[] shares, float[] before) {

  /** There is no cell. */
  static final CellBars NONE = new CellBars(0, new float[0], new float[0]);

  /** Whether the cells of a pair are shared among clusters that are known by now. */
  static boolean has(OverlayInput shown) {
    return shown.view().isPresent() || shown.tokens().transport() != null;
  }

  /** The shares of a cell of one image. */
  static CellBars of(OverlayInput shown, boolean ofQuery, OptionalInt cell) {
    if (cell.isEmpty()) {
      return NONE;
    }
    int at = cell.getAsInt();
    TokenView.Transport known = shown.tokens().transport();
    if (known != null) {
      TransportAssignment shares = ofQuery ? known.query() : known.candidate();
      return new CellBars(
          shares.after().words(),
          with(shares.after().shares().row(at), shares.dustbin()[at]),
          with(shares.before().shares().row(at), shares.dustbinBefore()[at]));
    }
    return shown
        .view()
        .map(view -> view.anatomy(ofQuery).assignment())
        .map(shares -> new CellBars(shares.words(), shares.shares().row(at), new float[0]))
        .orElse(NONE);
  }

  private static float[] with(float[] shares, float dustbin) {
    float[] all = Arrays.copyOf(shares, shares.length + 1);
    all[shares.length] = dustbin;
    return all;
  }

  /** The same for people who cannot see bars. */
  String words() {
    if (shares.length == 0) {
      return "No cell";
    }
    int strongest = 0;
    for (int k = 1; k < clusters; k++) {
      strongest = shares[k] > shares[strongest] ? k : strongest;
    }
    String words = "Strongest cluster " + strongest + ", share " + shares[strongest];
    return before.length == 0
        ? words
        : words + ", before Sinkhorn " + before[strongest] + "; dustbin " + shares[clusters];
  }
}
