package org.vladoscope.ui.explore;

import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.vladoscope.ui.view.ColorMap;
import org.vladoscope.ui.view.Viewport;

/** What is drawn over the two images. One model for both panes. */
public final class OverlayModel {

  /** What colours the images. Two layers of colour would hide each other, so it is one or none. */
  public enum Shade {
    /** The images as they are. */
    NONE,
    /** Clusters of the cells. */
    CLUSTERS,
    /** How well each patch finds itself on the other side. */
    SIMILARITY
  }

  /** Stands for "all clusters" in {@link #clusterProperty}. */
  public static final int ALL_CLUSTERS = -1;

  private final BooleanProperty matches = new SimpleBooleanProperty(true);
  private final BooleanProperty inliers = new SimpleBooleanProperty(true);
  private final BooleanProperty outliers = new SimpleBooleanProperty(false);
  private final IntegerProperty maxMatches = new SimpleIntegerProperty(60);
  private final IntegerProperty scale = new SimpleIntegerProperty(0);
  private final ObjectProperty<Shade> shade = new SimpleObjectProperty<>(Shade.NONE);
  private final IntegerProperty cluster = new SimpleIntegerProperty(ALL_CLUSTERS);
  private final DoubleProperty opacity = new SimpleDoubleProperty(0.6);
  private final ObjectProperty<ColorMap> colorMap = new SimpleObjectProperty<>(ColorMap.VIRIDIS);
  private final ObjectProperty<Viewport> viewport = new SimpleObjectProperty<>(Viewport.FIT);

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

  /** At most so many inliers and so many outliers, the most similar patches first. */
  public IntegerProperty maxMatchesProperty() {
    return maxMatches;
  }

  /** Index of the patch size looked at. */
  public IntegerProperty scaleProperty() {
    return scale;
  }

  /** What colours the images. */
  public ObjectProperty<Shade> shadeProperty() {
    return shade;
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

  /** Which part of both images is seen. */
  public ObjectProperty<Viewport> viewportProperty() {
    return viewport;
  }

  /** Shows a shade, or takes it away if it is shown. */
  public void toggle(Shade wanted) {
    shade.set(shade.get() == wanted ? Shade.NONE : wanted);
  }

  /** What lines depend on. */
  public Observable[] lineInputs() {
    return new Observable[] {matches, inliers, outliers, maxMatches, scale, shade};
  }

  /** What colours depend on, opacity left aside. */
  public Observable[] shadeInputs() {
    return new Observable[] {scale, shade, cluster, colorMap};
  }
}
