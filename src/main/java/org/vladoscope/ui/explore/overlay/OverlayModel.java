package org.vladoscope.ui.explore.overlay;

import java.util.EnumMap;
import java.util.Map;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.vladoscope.ui.explore.overlay.Overlay.Option;
import org.vladoscope.ui.view.ColorMap;
import org.vladoscope.ui.view.Viewport;

/** What is drawn over the two images. One model for both panes. */
public final class OverlayModel {

  /** Two families of colours: numbers of cells, and numbers of patches. */
  public enum Family {
    /** Clusters of the cells. */
    CLUSTERS,
    /** Patches of the chosen size. */
    PATCHES
  }

  /** Stands for "all clusters" in {@link #clusterProperty}, for none in the other one. */
  public static final int ALL_CLUSTERS = -1;

  /** Stands for "no patch" in {@link #queryPatchProperty}. */
  public static final int NO_PATCH = -1;

  /** The sharpness can be changed by this factor to either side. */
  public static final double MAX_SHARPNESS = 16;

  private final BooleanProperty matches = new SimpleBooleanProperty(true);
  private final BooleanProperty inliers = new SimpleBooleanProperty(true);
  private final BooleanProperty outliers = new SimpleBooleanProperty(false);
  private final IntegerProperty maxMatches = new SimpleIntegerProperty(60);
  private final IntegerProperty scale = new SimpleIntegerProperty(0);
  private final ObjectProperty<Overlay> overlay = new SimpleObjectProperty<>(Overlays.NONE);
  private final IntegerProperty cluster = new SimpleIntegerProperty(ALL_CLUSTERS);
  private final BooleanProperty oneSided = new SimpleBooleanProperty(false);
  private final BooleanProperty grid = new SimpleBooleanProperty(false);
  private final BooleanProperty receptiveField = new SimpleBooleanProperty(false);
  private final BooleanProperty normalised = new SimpleBooleanProperty(false);
  private final BooleanProperty linked = new SimpleBooleanProperty(true);
  private final IntegerProperty otherCluster = new SimpleIntegerProperty(ALL_CLUSTERS);
  private final IntegerProperty queryPatch = new SimpleIntegerProperty(NO_PATCH);
  private final DoubleProperty sharpness = new SimpleDoubleProperty(1);
  private final Map<Family, Overlay> lastOfFamily = new EnumMap<>(Family.class);
  private final DoubleProperty opacity = new SimpleDoubleProperty(0.6);
  private final ObjectProperty<ColorMap> colorMap = new SimpleObjectProperty<>(ColorMap.VIRIDIS);
  private final ObjectProperty<Viewport> viewport = new SimpleObjectProperty<>(Viewport.FIT);
  private final ObjectProperty<Viewport> candidateViewport =
      new SimpleObjectProperty<>(Viewport.FIT);

  private Runnable onZoomToPatch = () -> {};

  /** Lines between matches, nothing else. */
  public OverlayModel() {
    overlay.addListener(
        (o, before, now) -> {
          Family family = now.family();
          if (family != null) {
            lastOfFamily.put(family, now);
          }
        });
    viewport.addListener((o, before, now) -> follow(viewport, candidateViewport));
    candidateViewport.addListener((o, before, now) -> follow(candidateViewport, viewport));
    linked.addListener((o, before, now) -> follow(viewport, candidateViewport));
    // Patches of another size have other numbers.
    scale.addListener((o, before, now) -> queryPatch.set(NO_PATCH));
  }

  private void follow(ObjectProperty<Viewport> moved, ObjectProperty<Viewport> other) {
    if (linked.get()) {
      other.set(moved.get());
    }
  }

  /** Whether lines join matched patches. */
  public BooleanProperty matchesProperty() {
    return matches;
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

  /** Whether the grid of patches is drawn. */
  public BooleanProperty gridProperty() {
    return grid;
  }

  /** Whether the receptive field of what is under the mouse is drawn. */
  public BooleanProperty receptiveFieldProperty() {
    return receptiveField;
  }

  /** Whether residual norms are shown as they are after intra-normalisation. */
  public BooleanProperty normalisedProperty() {
    return normalised;
  }

  /** Whether both images move together. */
  public BooleanProperty linkedProperty() {
    return linked;
  }

  /** The cluster that the chosen one is compared with, or {@link #ALL_CLUSTERS} for none. */
  public IntegerProperty otherClusterProperty() {
    return otherCluster;
  }

  /** The query's patch whose similarities are shown, of the chosen size, or {@link #NO_PATCH}. */
  public IntegerProperty queryPatchProperty() {
    return queryPatch;
  }

  /** By what the trained sharpness α of the assignment is multiplied; 1 shows what is scored. */
  public DoubleProperty sharpnessProperty() {
    return sharpness;
  }

  /** At most so many lines of each kind, the most similar patches first. */
  public IntegerProperty maxMatchesProperty() {
    return maxMatches;
  }

  /** Index of the patch size looked at. */
  public IntegerProperty scaleProperty() {
    return scale;
  }

  /** What colours the images. Two of them would hide each other, so it is one or none. */
  public ObjectProperty<Overlay> overlayProperty() {
    return overlay;
  }

  /** True if what colours the images has an option. */
  public boolean hasOption(Option option) {
    return overlay.get().options().contains(option);
  }

  /**
   * The cluster whose shares are shown, or {@link #ALL_CLUSTERS} for the strongest of each cell.
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

  /** Shows an overlay, or takes it away if it is shown. */
  public void toggle(Overlay wanted) {
    overlay.set(overlay.get().equals(wanted) ? Overlays.NONE : wanted);
  }

  /** Shows the overlay of a family that was shown last, or takes the family away. */
  public void toggle(Family family) {
    overlay.set(overlay.get().family() == family ? Overlays.NONE : last(family));
  }

  /** The overlay of a family that was shown last, or its first. */
  public Overlay last(Family family) {
    return lastOfFamily.getOrDefault(family, Overlays.of(family).getFirst());
  }

  /** Shows or hides lines between matched patches. */
  public void toggleMatches() {
    matches.set(!matches.get());
  }

  /** Shows or hides the grid of patches. */
  public void toggleGrid() {
    grid.set(!grid.get());
  }

  /** Shows or hides receptive fields. */
  public void toggleReceptiveField() {
    receptiveField.set(!receptiveField.get());
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
    boolean alone = cluster.get() == wanted && otherCluster.get() == ALL_CLUSTERS;
    otherCluster.set(ALL_CLUSTERS);
    cluster.set(alone ? ALL_CLUSTERS : wanted);
    showClusters();
  }

  /** Compares a cluster with the chosen one, or ends the comparison if it is compared. */
  public void compareCluster(int wanted) {
    if (cluster.get() == ALL_CLUSTERS || cluster.get() == wanted) {
      selectCluster(wanted);
    } else {
      otherCluster.set(otherCluster.get() == wanted ? ALL_CLUSTERS : wanted);
      overlay.set(Overlays.with(Option.SECOND_CLUSTER));
    }
  }

  private void showClusters() {
    if (!hasOption(Option.CLUSTER)) {
      overlay.set(Overlays.with(Option.CLUSTER));
    }
  }

  /** What lines depend on. */
  public Observable[] lineInputs() {
    return new Observable[] {matches, inliers, outliers, oneSided, maxMatches, scale, overlay};
  }

  /** What colours depend on, opacity left aside. */
  public Observable[] shadeInputs() {
    return new Observable[] {scale, overlay, cluster, otherCluster, normalised, colorMap};
  }
}
