package org.vladoscope.ui.explore.overlay.known;

import java.util.Optional;
import org.vladoscope.aggregate.Aggregator;
import org.vladoscope.ui.explore.overlay.Legend;
import org.vladoscope.ui.explore.overlay.OverlayFamily;
import org.vladoscope.ui.explore.overlay.OverlayInput;
import org.vladoscope.ui.explore.overlay.PairShading;
import org.vladoscope.ui.explore.overlay.Shading;
import org.vladoscope.ui.explore.overlay.ValueOverlay;
import org.vladoscope.ui.explore.token.TokenPart;
import org.vladoscope.ui.explore.token.TokenView;
import org.vladoscope.ui.map.ClusterShares;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.view.ClusterPalette;
import org.vladoscope.vlad.SoftAssignment;

/** The cluster of SALAD that gets most of each cell once Sinkhorn has evened them out. */
record TransportOverlay() implements ValueOverlay {

  @Override
  public String id() {
    return "transport";
  }

  @Override
  public String label() {
    return "Optimal transport";
  }

  @Override
  public OverlayFamily family() {
    return OverlayFamily.CLUSTERS;
  }

  @Override
  public Optional<TokenPart> part() {
    return Optional.of(TokenPart.TRANSPORT);
  }

  @Override
  public Optional<String> absent(Comparison pair) {
    return withoutTransport(pair);
  }

  /** Why nothing goes to a dustbin, as a sentence; empty if something does. */
  static Optional<String> withoutTransport(Comparison pair) {
    Aggregator aggregator = pair.config().aggregator();
    return aggregator.hasTransport()
        ? Optional.empty()
        : Optional.of(
            aggregator.label() + " has no dustbin: it does not share cells by optimal transport.");
  }

  @Override
  public PairShading shading(OverlayInput input) {
    TokenView.Transport known = input.tokens().transport();
    if (known == null) {
      return PairShading.NONE;
    }
    SoftAssignment query = known.query().after();
    SoftAssignment candidate = known.candidate().after();
    Legend legend =
        new Legend.Swatches(
            new ClusterPalette(query.words()),
            ClusterShares.all(query, candidate).stream()
                .filter(shares -> shares.cells() > 0)
                .map(ClusterShares::cluster)
                .toList());
    return input.ofCells(
        "Strongest cluster of each cell after Sinkhorn, the dustbin left aside",
        CellShares.owners(query),
        CellShares.owners(candidate),
        legend);
  }

  @Override
  public Optional<String> read(Shading shading, int index) {
    return Optional.of("cluster " + (int) shading.values()[index]);
  }
}
