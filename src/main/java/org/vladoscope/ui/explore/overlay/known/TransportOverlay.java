package org.vladoscope.ui.explore.overlay.known;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.vladoscope.aggregate.Aggregator;
import org.vladoscope.aggregate.TransportAssignment;
import org.vladoscope.ui.explore.overlay.Legend;
import org.vladoscope.ui.explore.overlay.OverlayFamily;
import org.vladoscope.ui.explore.overlay.OverlayInput;
import org.vladoscope.ui.explore.overlay.OverlayOption;
import org.vladoscope.ui.explore.overlay.OverlaySettings;
import org.vladoscope.ui.explore.overlay.PairShading;
import org.vladoscope.ui.explore.overlay.Shading;
import org.vladoscope.ui.explore.overlay.ValueOverlay;
import org.vladoscope.ui.explore.token.SinkhornStage;
import org.vladoscope.ui.explore.token.TokenPart;
import org.vladoscope.ui.explore.token.TokenView;
import org.vladoscope.ui.map.ClusterShares;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.view.ClusterPalette;
import org.vladoscope.ui.view.DivergingColors;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.ui.view.ValueRange;

/**
 * How SALAD shares cells among its clusters, before Sinkhorn evens them out and after: the cluster
 * that gets most of each cell, or what a chosen one gets.
 */
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
  public Set<OverlayOption> options() {
    return Set.of(OverlayOption.CLUSTER, OverlayOption.STAGE);
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
    OverlaySettings settings = input.settings();
    return settings.allClusters() || settings.cluster() >= known.clusters()
        ? ofAll(input, known, settings.stage())
        : ofOne(input, known, settings.cluster(), settings.stage());
  }

  private static PairShading ofAll(
      OverlayInput input, TokenView.Transport known, SinkhornStage stage) {
    return switch (stage) {
      case BEFORE ->
          input.ofCells(
              "Strongest cluster of each cell before Sinkhorn, by the softmax of its scores, the"
                  + " dustbin left aside",
              CellShares.owners(known.query().before()),
              CellShares.owners(known.candidate().before()),
              legend(known, stage));
      case AFTER ->
          input.ofCells(
              "Strongest cluster of each cell after Sinkhorn, the dustbin left aside",
              CellShares.owners(known.query().after()),
              CellShares.owners(known.candidate().after()),
              legend(known, stage));
      case CHANGE ->
          input.ofCells(
              "Share of each cell that Sinkhorn moves to another cluster or the dustbin, 0 to 1",
              known.query().moved(),
              known.candidate().moved(),
              new ValueRange(0, 1),
              input.colors());
    };
  }

  /** The clusters that own a cell of the pair. */
  private static Legend legend(TokenView.Transport known, SinkhornStage stage) {
    return new Legend.Swatches(
        new ClusterPalette(known.clusters()),
        known.owned(stage).stream()
            .filter(shares -> shares.cells() > 0)
            .map(ClusterShares::cluster)
            .toList());
  }

  private static PairShading ofOne(
      OverlayInput input, TokenView.Transport known, int cluster, SinkhornStage stage) {
    float[] query = values(known.query(), cluster, stage);
    float[] candidate = values(known.candidate(), cluster, stage);
    String sums =
        String.format(
                Locale.ROOT,
                "; in all %s cells of the query, %s of the candidate",
                cells(query),
                cells(candidate))
            + CellShares.BEYOND;
    String title =
        switch (stage) {
          case BEFORE ->
              "Share of cluster " + cluster + " before Sinkhorn, by the softmax of scores";
          case AFTER -> "Share of cluster " + cluster + " after Sinkhorn";
          case CHANGE -> "What Sinkhorn adds to the share of cluster " + cluster;
        };
    boolean hasSigns = stage == SinkhornStage.CHANGE;
    return input.ofCells(
        title + sums,
        query,
        candidate,
        hasSigns
            ? ValueRange.aroundZero(CellShares.INSIDE, query, candidate)
            : ValueRange.fromZero(CellShares.INSIDE, query, candidate),
        hasSigns ? DivergingColors.BLUE_ORANGE : input.colors());
  }

  private static float[] values(TransportAssignment shares, int cluster, SinkhornStage stage) {
    return switch (stage) {
      case BEFORE -> shares.before().map(cluster);
      case AFTER -> shares.after().map(cluster);
      case CHANGE -> less(shares.after().map(cluster), shares.before().map(cluster));
    };
  }

  /** One less the other. */
  static float[] less(float[] after, float[] before) {
    float[] change = after.clone();
    for (int cell = 0; cell < change.length; cell++) {
      change[cell] -= before[cell];
    }
    return change;
  }

  private static String cells(float[] shares) {
    double sum = 0;
    for (float share : shares) {
      sum += share;
    }
    return String.format(Locale.ROOT, "%.2f", sum).replace('-', '\u2212');
  }

  @Override
  public Optional<String> read(
      OverlayInput input, Comparison.Side side, Shading shading, int index) {
    TokenView.Transport known = Objects.requireNonNull(input.tokens().transport());
    TransportAssignment shares = known.of(side.isQuery());
    OverlaySettings settings = input.settings();
    boolean isOne = !settings.allClusters() && settings.cluster() < known.clusters();
    int cluster =
        isOne
            ? settings.cluster()
            : known.shares(side.isQuery(), settings.stage()).strongest(index);
    return Optional.of(
        "cluster "
            + cluster
            + ": score "
            + Numbers.precise(shares.scores().get(index, cluster))
            + ", Sinkhorn "
            + change(shares.before().share(index, cluster), shares.after().share(index, cluster)));
  }

  /** A share before Sinkhorn and after it. */
  static String change(float before, float after) {
    return Numbers.precise(before) + " \u2192 " + Numbers.precise(after);
  }
}
