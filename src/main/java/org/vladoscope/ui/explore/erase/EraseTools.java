package org.vladoscope.ui.explore.erase;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** The tools of the eraser, one set for a window; they outlive the map. */
public final class EraseTools {

  /** Radii in cells. */
  static final double SMALLEST = .5;

  static final double LARGEST = 8;
  private static final double STEP = .5;

  private final ObjectProperty<EraseTool> tool = new SimpleObjectProperty<>(EraseTool.BRUSH);
  private final DoubleProperty radius = new SimpleDoubleProperty(1.5);
  private final ObjectProperty<@Nullable EraseModel> model = new SimpleObjectProperty<>();

  /** What is in the hand. */
  public ObjectProperty<EraseTool> toolProperty() {
    return tool;
  }

  /** Radius of the brush, in cells. */
  public DoubleProperty radiusProperty() {
    return radius;
  }

  /** What is erased in the pair that is seen, or null while nobody erases. */
  public ObjectProperty<@Nullable EraseModel> modelProperty() {
    return model;
  }

  /** Makes the brush larger by a step, or smaller by one below zero. */
  public void resize(int steps) {
    radius.set(Math.clamp(radius.get() + steps * STEP, SMALLEST, LARGEST));
  }
}
