package org.vladoscope.ui.explore.overlay;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.Observable;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.vladoscope.figure.MatchLine;
import org.vladoscope.figure.Point;
import org.vladoscope.ui.explore.token.TokenModel;
import org.vladoscope.ui.explore.token.TokenView;
import org.vladoscope.ui.map.ClusterView;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.session.Analysis;
import org.vladoscope.ui.task.LatestOnly;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.view.Words;

/**
 * What is seen of a pair: colours, lines and what lies under the mouse, made from the comparison
 * and the chosen overlays. What takes time is computed in the background, the newest wish only.
 */
public final class PairModel {

  private final OpenMap model;
  private final OverlayModel overlays;
  private final LatestOnly sharpening;
  private final LatestOnly patchRows;
  private final ReadOnlyObjectWrapper<@Nullable ClusterView> clusters =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<PairShading> shading =
      new ReadOnlyObjectWrapper<>(PairShading.NONE);
  private final ReadOnlyObjectWrapper<List<MatchLine>> lines =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<@Nullable Probe> probe = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable PatchRow> patchRow = new ReadOnlyObjectWrapper<>();

  private final TokenModel tokens;
  private final ReadOnlyBooleanWrapper holding = new ReadOnlyBooleanWrapper();

  /** A point of one of the images, in original pixels. */
  private record Pointed(boolean ofQuery, Point at) {}

  private @Nullable Pointed pointed;
  private @Nullable Pointed held;

  /** Nothing is seen until there is a comparison. */
  public PairModel(OpenMap model, OverlayModel overlays) {
    this.model = model;
    this.overlays = overlays;
    this.sharpening = new LatestOnly(model.tasks());
    this.patchRows = new LatestOnly(model.tasks());
    this.tokens = new TokenModel(model);
    tokens.viewProperty().addListener(o -> onTokens());
    probe.addListener(o -> wantTokens());
    model.comparisonProperty().addListener((o, before, now) -> onComparison(before, now));
    overlays.sharpnessProperty().addListener(o -> sharpen());
    overlays.queryPatchProperty().addListener(o -> refreshPatchRow());
    // Patches of another size have other numbers.
    overlays.scaleProperty().addListener(o -> refreshProbe());
    for (Observable input : overlays.valueInputs()) {
      input.addListener(o -> onValues());
    }
    for (Observable input : overlays.lineInputs()) {
      input.addListener(o -> refreshLines());
    }
    onComparison(null, model.comparisonProperty().get());
  }

  /** The comparison on the screen, or null. */
  public @Nullable Comparison comparison() {
    return model.comparisonProperty().get();
  }

  /** What the clusters make of the pair at the chosen sharpness, or null while there is none. */
  public ReadOnlyObjectProperty<@Nullable ClusterView> clustersProperty() {
    return clusters.getReadOnlyProperty();
  }

  /** What colours both images. */
  public ReadOnlyObjectProperty<PairShading> shadingProperty() {
    return shading.getReadOnlyProperty();
  }

  /** The lines between the images. */
  public ReadOnlyObjectProperty<List<MatchLine>> linesProperty() {
    return lines.getReadOnlyProperty();
  }

  /** What lies under the mouse, or null. */
  public ReadOnlyObjectProperty<@Nullable Probe> probeProperty() {
    return probe.getReadOnlyProperty();
  }

  /** Similarities of the chosen query patch, or null while they are not known. */
  public ReadOnlyObjectProperty<@Nullable PatchRow> patchRowProperty() {
    return patchRow.getReadOnlyProperty();
  }

  /** What is known of the cells' features. */
  public ReadOnlyObjectProperty<TokenView> tokensProperty() {
    return tokens.viewProperty();
  }

  /** The chosen patch size, or −1 while the comparison does not have it. */
  public int scale() {
    Comparison shown = comparison();
    int scale = overlays.scaleProperty().get();
    return shown != null && scale < shown.match().scales().size() ? scale : -1;
  }

  /** Whether the comparison can be drawn: it has the chosen patch size, or no patches at all. */
  private boolean isDrawable() {
    Comparison shown = comparison();
    return shown != null && (scale() >= 0 || !shown.hasPatches());
  }

  /** The mouse lies on a point of an image, in original pixels, or on none. */
  public void point(boolean ofQuery, @Nullable Point at) {
    pointed = at == null ? null : new Pointed(ofQuery, at);
    if (held == null) {
      refreshProbe();
    }
  }

  /** What lies at a point of an image stays, wherever the mouse goes; or goes if something does. */
  public void hold(boolean ofQuery, Point at) {
    held = held == null ? new Pointed(ofQuery, at) : null;
    holding.set(held != null);
    refreshProbe();
  }

  /**
   * Follows the mouse again.
   *
   * @return false if it did
   */
  public boolean free() {
    boolean held = holding.get();
    this.held = null;
    holding.set(false);
    if (held) {
      refreshProbe();
    }
    return held;
  }

  /** True while what was clicked stays under the eye and the mouse moves elsewhere. */
  public ReadOnlyBooleanProperty holdingProperty() {
    return holding.getReadOnlyProperty();
  }

  private void refreshProbe() {
    Comparison shown = comparison();
    Pointed at = held != null ? held : pointed;
    probe.set(
        shown == null || at == null || !isDrawable()
            ? null
            : Probe.at(
                shown, at.ofQuery(), overlays.scaleProperty().get(), at.at().x(), at.at().y()));
  }

  /** Chooses the query patch at a point of an image: of the candidate, the one nearest to it. */
  public void pin(boolean ofQuery, Point at) {
    Comparison shown = comparison();
    if (shown != null && scale() >= 0) {
      Probe.at(shown, ofQuery, scale(), at.x(), at.y())
          .patch()
          .ifPresent(patch -> overlays.queryPatchProperty().set(patch.queryPatch()));
    }
  }

  private void onComparison(@Nullable Comparison before, @Nullable Comparison now) {
    if (before != null && now != null && now.looksLike(before)) {
      return;
    }
    pointed = null;
    boolean sameImages =
        before != null
            && now != null
            && before.query().image().equals(now.query().image())
            && before.candidate().image().equals(now.candidate().image());
    if (!sameImages) {
      held = null;
      holding.set(false);
    }
    refreshProbe();
    patchRow.set(null);
    if (now == null) {
      sharpening.cancel();
      patchRows.cancel();
      clusters.set(null);
    } else {
      overlays
          .scaleProperty()
          .set(Math.clamp(overlays.scaleProperty().get(), 0, Math.max(0, now.scales().size() - 1)));
      // How many clusters optimal transport has is known once it is looked at.
      if (!now.config().aggregator().hasTransport()) {
        keepClusters(now.clusters().map(ClusterView::clusters).orElse(0));
      }
      boolean samePatches =
          before != null
              && before.query().image().equals(now.query().image())
              && before.scales().equals(now.scales());
      if (!samePatches) {
        overlays.queryPatchProperty().set(OverlaySettings.NO_PATCH);
      }
      clusters.set(now.clusters().orElse(null));
      // What is known of the cells of another pair may not fit this one.
      wantTokens();
      sharpen();
    }
    refreshLines();
    onValues();
  }

  private void onTokens() {
    TokenView.Transport transport = tokens.viewProperty().get().transport();
    if (transport != null) {
      keepClusters(transport.clusters());
    }
    refreshShading();
  }

  /** Chosen clusters stay chosen if there are as many. */
  private void keepClusters(int count) {
    if (overlays.clusterProperty().get() >= count) {
      overlays.clusterProperty().set(OverlaySettings.ALL_CLUSTERS);
    }
    if (overlays.otherClusterProperty().get() >= count) {
      overlays.otherClusterProperty().set(OverlaySettings.ALL_CLUSTERS);
    }
  }

  private void sharpen() {
    Comparison shown = comparison();
    double factor = overlays.sharpnessProperty().get();
    if (shown == null || shown.clusters().isEmpty()) {
      sharpening.cancel();
      return;
    }
    ClusterView trained = shown.clusters().get();
    if (factor == 1) {
      sharpening.cancel();
      setClusters(trained);
      return;
    }
    sharpening.submit(
        "Assigning cells",
        progress -> trained.withSharpness(factor),
        Outcome.of(this::setClusters, failure -> told("The assignment failed", failure)));
  }

  private void setClusters(ClusterView view) {
    clusters.set(view);
    refreshShading();
  }

  private void onValues() {
    refreshPatchRow();
    wantTokens();
    refreshShading();
  }

  /** Asks for what the colours need; the cell under the mouse is the one looked at. */
  private void wantTokens() {
    Probe at = probe.get();
    Comparison shown = isDrawable() ? comparison() : null;
    tokens.want(
        shown,
        Optional.ofNullable(overlays.valuesProperty().get())
            .filter(values -> shown != null && values.absent(shown).isEmpty())
            .flatMap(ValueOverlay::part),
        at == null || at.cell().isEmpty()
            ? Optional.empty()
            : Optional.of(new TokenView.Cell(at.ofQuery(), at.cell().getAsInt())));
  }

  /** Chooses a patch if none is chosen: the query's best match. */
  private void refreshPatchRow() {
    Comparison shown = comparison();
    int scale = scale();
    if (shown == null || scale < 0 || !overlays.offers(OverlayOption.QUERY_PATCH).get()) {
      patchRows.cancel();
      return;
    }
    int patch = overlays.queryPatchProperty().get();
    if (patch < 0 || patch >= shown.match().scales().get(scale).grid().count()) {
      overlays.queryPatchProperty().set(shown.mostSimilarQueryPatch(scale));
      return;
    }
    PatchRow known = patchRow.get();
    if (known != null && known.scale() == scale && known.queryPatch() == patch) {
      return;
    }
    Analysis analysis = model.analysis(shown.config());
    patchRows.submit(
        "Comparing one patch",
        progress ->
            new PatchRow(
                scale,
                patch,
                analysis.similarities(
                    shown.query().image(), scale, patch, shown.candidate().image(), progress)),
        Outcome.of(
            row -> {
              patchRow.set(row);
              refreshShading();
            },
            failure -> told("The patch could not be compared", failure)));
  }

  private void told(String title, Throwable failure) {
    model.notifier().error(title, Words.of(failure), failure);
  }

  /** The pair with all that is chosen, or nothing while there is none. */
  public Optional<OverlayInput> shown() {
    Comparison shown = comparison();
    ClusterView view = clusters.get();
    return shown == null || !isDrawable() || shown.clusters().isPresent() != (view != null)
        ? Optional.empty()
        : Optional.of(
            new OverlayInput(
                shown,
                Optional.ofNullable(view),
                overlays.settings(),
                patchRow.get(),
                tokens.viewProperty().get()));
  }

  private void refreshShading() {
    ValueOverlay values = overlays.valuesProperty().get();
    shading.set(
        shown()
            .filter(known -> values != null)
            .map(known -> shading(Objects.requireNonNull(values), known))
            .orElse(PairShading.NONE));
  }

  private static PairShading shading(ValueOverlay values, OverlayInput known) {
    return values
        .absent(known.comparison())
        .map(PairShading::nothing)
        .orElseGet(() -> values.shading(known));
  }

  private void refreshLines() {
    lines.set(
        shown()
            .map(
                known ->
                    overlays.shownLines().stream()
                        .flatMap(overlay -> overlay.lines(known).stream())
                        .toList())
            .orElse(List.of()));
  }
}
