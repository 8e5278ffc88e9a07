package org.vladoscope.ui.explore.overlay;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.vladoscope.figure.ColorMap;
import org.vladoscope.figure.MatchKind;
import org.vladoscope.ui.explore.token.SinkhornStage;
import org.vladoscope.ui.view.Viewport;

/** What is drawn over the two images. One model for both panes. */
public final class OverlayModel {

  /** The sharpness can be changed by this factor to either side. */
  public static final double MAX_SHARPNESS = 16;

  private final OverlayList overlays;
  private final Map<LineOverlay, BooleanProperty> lines = new LinkedHashMap<>();

  /** Lines that are shown though nobody asked for them. */
  private final Set<LineOverlay> unasked = new HashSet<>();

  /** Lines that colours took away. */
  private final Set<LineOverlay> hidden = new HashSet<>();

  private final ObjectProperty<@Nullable ValueOverlay> values = new SimpleObjectProperty<>();
  private final BooleanProperty inliers = new SimpleBooleanProperty(true);
  private final BooleanProperty outliers = new SimpleBooleanProperty(false);
  private final IntegerProperty maxMatches = new SimpleIntegerProperty(60);
  private final DoubleProperty lineWidth = new SimpleDoubleProperty(1);
  private final ObjectProperty<LineColours> lineColours =
      new SimpleObjectProperty<>(LineColours.KIND);
  private final IntegerProperty scale = new SimpleIntegerProperty(0);
  private final IntegerProperty cluster = new SimpleIntegerProperty(OverlaySettings.ALL_CLUSTERS);
  private final BooleanProperty oneSided = new SimpleBooleanProperty(false);
  private final BooleanProperty normalised = new SimpleBooleanProperty(false);
  private final BooleanProperty linked = new SimpleBooleanProperty(true);
  private final IntegerProperty otherCluster =
      new SimpleIntegerProperty(OverlaySettings.ALL_CLUSTERS);
  private final IntegerProperty queryPatch = new SimpleIntegerProperty(OverlaySettings.NO_PATCH);
  private final IntegerProperty head = new SimpleIntegerProperty(OverlaySettings.ALL_HEADS);
  private final ObjectProperty<SinkhornStage> stage =
      new SimpleObjectProperty<>(SinkhornStage.AFTER);
  private final DoubleProperty sharpness = new SimpleDoubleProperty(1);
  private final Map<OverlayFamily, ValueOverlay> lastOfFamily = new EnumMap<>(OverlayFamily.class);
  private final DoubleProperty opacity = new SimpleDoubleProperty(0.6);
  private final ObjectProperty<ColorMap> colorMap = new SimpleObjectProperty<>(ColorMap.VIRIDIS);
  private final ObjectProperty<Viewport> viewport = new SimpleObjectProperty<>(Viewport.FIT);
  private final ObjectProperty<Viewport> candidateViewport =
      new SimpleObjectProperty<>(Viewport.FIT);

  private Runnable onZoomToPatch = () -> {};

  /** Shows what a window begins with: lines, no colours. */
  public OverlayModel(List<Overlay> all) {
    overlays = new OverlayList(all);
    for (LineOverlay overlay : overlays.lines()) {
      BooleanProperty line = new SimpleBooleanProperty(overlay.initiallyShown());
      lines.put(overlay, line);
      if (overlay.initiallyShown()) {
        unasked.add(overlay);
      }
      line.addListener(
          (o, before, now) -> {
            unasked.remove(overlay);
            hidden.remove(overlay);
          });
    }
    values.addListener(
        (o, before, now) -> {
          if (now != null) {
            lastOfFamily.put(now.family(), now);
          }
          makeRoom(before == null && now != null, before != null && now == null);
        });
    viewport.addListener((o, before, now) -> follow(viewport, candidateViewport));
    candidateViewport.addListener((o, before, now) -> follow(candidateViewport, viewport));
    linked.addListener((o, before, now) -> follow(viewport, candidateViewport));
    // Patches of another size have other numbers.
    scale.addListener((o, before, now) -> queryPatch.set(OverlaySettings.NO_PATCH));
  }

  /**
   * Colours take the lines away that are there from the beginning, and give them back. Lines that
   * somebody asked for stay.
   */
  private void makeRoom(boolean coloursCome, boolean coloursGo) {
    for (LineOverlay overlay : overlays.lines()) {
      BooleanProperty line = shownProperty(overlay);
      if (coloursCome && line.get() && unasked.contains(overlay)) {
        line.set(false);
        hidden.add(overlay);
      } else if (coloursGo && hidden.remove(overlay)) {
        line.set(true);
        unasked.add(overlay);
      }
    }
  }

  private void follow(ObjectProperty<Viewport> moved, ObjectProperty<Viewport> other) {
    if (linked.get()) {
      other.set(moved.get());
    }
  }

  /** What can be shown. */
  public OverlayList all() {
    return overlays;
  }

  /** Whether an overlay of lines is shown. */
  public BooleanProperty shownProperty(LineOverlay overlay) {
    return Objects.requireNonNull(lines.get(overlay), overlay.id());
  }

  /** Whether the overlay of lines with an id is shown. */
  public BooleanProperty shownProperty(String id) {
    return shownProperty(overlays.line(id));
  }

  /** What colours the images, or null. */
  public ObjectProperty<@Nullable ValueOverlay> valuesProperty() {
    return values;
  }

  /** Colours the images by the overlay with an id. */
  public void show(String id) {
    values.set(overlays.value(id));
  }

  /** Takes the colours away. */
  public void hideValues() {
    values.set(null);
  }

  /** All that is shown: lines, then what colours the images. */
  public List<Overlay> shown() {
    List<Overlay> shown = new ArrayList<>(shownLines());
    Optional.ofNullable(values.get()).ifPresent(shown::add);
    return List.copyOf(shown);
  }

  /** The lines that are shown. */
  public List<LineOverlay> shownLines() {
    return overlays.lines().stream().filter(overlay -> shownProperty(overlay).get()).toList();
  }

  /** Whether something is shown for which a choice can be made. */
  public BooleanBinding offers(OverlayOption option) {
    return Bindings.createBooleanBinding(
        () -> shown().stream().anyMatch(overlay -> overlay.options().contains(option)),
        shownInputs());
  }

  /** What the mouse points at: single cells if only such overlays are shown, else patches. */
  public Overlay.Unit pointed() {
    List<Overlay.Unit> units = shown().stream().map(Overlay::unit).toList();
    return units.contains(Overlay.Unit.CELL) && !units.contains(Overlay.Unit.PATCH)
        ? Overlay.Unit.CELL
        : Overlay.Unit.PATCH;
  }

  /** What is chosen now. */
  public OverlaySettings settings() {
    return new OverlaySettings(
        scale.get(),
        cluster.get(),
        otherCluster.get(),
        normalised.get(),
        queryPatch.get(),
        head.get(),
        stage.get(),
        kinds(),
        maxMatches.get(),
        lineColours.get(),
        colorMap.get());
  }

  private Set<MatchKind> kinds() {
    Set<MatchKind> kinds = EnumSet.noneOf(MatchKind.class);
    for (MatchKind kind : MatchKind.values()) {
      if (kindProperty(kind).get()) {
        kinds.add(kind);
      }
    }
    return kinds;
  }

  /** Whether matches of a kind are drawn. */
  public BooleanProperty kindProperty(MatchKind kind) {
    return switch (kind) {
      case INLIER -> inliers;
      case OUTLIER -> outliers;
      case ONE_SIDED -> oneSided;
    };
  }

  /** Whether matches that agree on one homography are drawn. */
  public BooleanProperty inliersProperty() {
    return inliers;
  }

  /** Whether matches that do not agree are drawn. */
  public BooleanProperty outliersProperty() {
    return outliers;
  }

  /** Whether patches are joined with their nearest one even if that prefers a third. */
  public BooleanProperty oneSidedProperty() {
    return oneSided;
  }

  /** Whether residual norms are shown as they are after intra-normalisation. */
  public BooleanProperty normalisedProperty() {
    return normalised;
  }

  /** Whether both images move together. */
  public BooleanProperty linkedProperty() {
    return linked;
  }

  /**
   * The cluster that the chosen one is compared with, or {@link OverlaySettings#ALL_CLUSTERS} for
   * none.
   */
  public IntegerProperty otherClusterProperty() {
    return otherCluster;
  }

  /**
   * The query's patch whose similarities are shown, of the chosen size, or {@link
   * OverlaySettings#NO_PATCH}.
   */
  public IntegerProperty queryPatchProperty() {
    return queryPatch;
  }

  /** The head whose attention is shown, or {@link OverlaySettings#ALL_HEADS} for their mean. */
  public IntegerProperty headProperty() {
    return head;
  }

  /** Whether shares of optimal transport are shown before Sinkhorn, after it, or what it adds. */
  public ObjectProperty<SinkhornStage> stageProperty() {
    return stage;
  }

  /** By what the trained sharpness α of the assignment is multiplied; 1 shows what is scored. */
  public DoubleProperty sharpnessProperty() {
    return sharpness;
  }

  /** At most so many lines of each kind, the most similar patches first. */
  public IntegerProperty maxMatchesProperty() {
    return maxMatches;
  }

  /** What the colours of matches show. */
  public ObjectProperty<LineColours> lineColoursProperty() {
    return lineColours;
  }

  /** How many times as wide as designed lines and outlines over the images are. */
  public DoubleProperty lineWidthProperty() {
    return lineWidth;
  }

  /** Index of the patch size looked at. */
  public IntegerProperty scaleProperty() {
    return scale;
  }

  /**
   * The cluster whose shares are shown, or {@link OverlaySettings#ALL_CLUSTERS} for the strongest
   * of each cell.
   */
  public IntegerProperty clusterProperty() {
    return cluster;
  }

  /** How strongly colours cover the images, 0 to 1. */
  public DoubleProperty opacityProperty() {
    return opacity;
  }

  /** The colours of numbers. */
  public ObjectProperty<ColorMap> colorMapProperty() {
    return colorMap;
  }

  /** Which part of the query is seen, and of the candidate too while both are linked. */
  public ObjectProperty<Viewport> viewportProperty() {
    return viewport;
  }

  /** Which part of the candidate is seen. */
  public ObjectProperty<Viewport> candidateViewportProperty() {
    return candidateViewport;
  }

  /** Shows the whole of both images. */
  public void fit() {
    viewport.set(Viewport.FIT);
    candidateViewport.set(Viewport.FIT);
  }

  /** Zooms to the patch under the mouse, if there is one. */
  public void zoomToPatch() {
    onZoomToPatch.run();
  }

  /** How the view of the pair zooms to the patch under the mouse. */
  public void setOnZoomToPatch(Runnable action) {
    onZoomToPatch = action;
  }

  /** Colours the images by an overlay, or takes the colours away if it does. */
  public void toggle(ValueOverlay wanted) {
    values.set(wanted.equals(values.get()) ? null : wanted);
  }

  /** Shows the overlay of a family that was shown last, or takes the family away. */
  public void toggle(OverlayFamily family) {
    values.set(isShown(family) ? null : last(family));
  }

  /** Whether an overlay of a family colours the images. */
  public boolean isShown(OverlayFamily family) {
    ValueOverlay shown = values.get();
    return shown != null && shown.family() == family;
  }

  /** The overlay of a family that was shown last, at first the family's first one, or null. */
  private @Nullable ValueOverlay last(OverlayFamily family) {
    ValueOverlay last = lastOfFamily.get(family);
    return last != null ? last : overlays.of(family).stream().findFirst().orElse(null);
  }

  /** Colours the images by the first overlay for which a choice can be made. */
  public void showFor(OverlayOption option) {
    overlays.values().stream()
        .filter(overlay -> overlay.options().contains(option))
        .findFirst()
        .ifPresent(values::set);
  }

  /** Links both images or lets each move alone. */
  public void toggleLinked() {
    linked.set(!linked.get());
  }

  /**
   * Chooses a cluster alone, or all clusters if it is the chosen one; shows clusters if patches are
   * shown.
   */
  public void selectCluster(int wanted) {
    boolean alone = cluster.get() == wanted && otherCluster.get() == OverlaySettings.ALL_CLUSTERS;
    otherCluster.set(OverlaySettings.ALL_CLUSTERS);
    cluster.set(alone ? OverlaySettings.ALL_CLUSTERS : wanted);
    showClusters();
  }

  /** Compares a cluster with the chosen one, or ends the comparison if it is compared. */
  public void compareCluster(int wanted) {
    if (cluster.get() == OverlaySettings.ALL_CLUSTERS || cluster.get() == wanted) {
      selectCluster(wanted);
    } else {
      otherCluster.set(otherCluster.get() == wanted ? OverlaySettings.ALL_CLUSTERS : wanted);
      showFor(OverlayOption.OTHER_CLUSTER);
    }
  }

  private void showClusters() {
    ValueOverlay shown = values.get();
    if (shown == null || !shown.options().contains(OverlayOption.CLUSTER)) {
      showFor(OverlayOption.CLUSTER);
    }
  }

  private Observable[] shownInputs() {
    List<Observable> inputs = new ArrayList<>(lines.values());
    inputs.add(values);
    return inputs.toArray(new Observable[0]);
  }

  /** What lines and outlines depend on. */
  public Observable[] lineInputs() {
    List<Observable> inputs = new ArrayList<>(lines.values());
    inputs.addAll(
        List.of(inliers, outliers, oneSided, maxMatches, scale, lineColours, colorMap, lineWidth));
    return inputs.toArray(new Observable[0]);
  }

  /** What colours depend on, opacity left aside. */
  public Observable[] valueInputs() {
    return new Observable[] {
      scale, values, cluster, otherCluster, normalised, head, stage, colorMap
    };
  }
}
