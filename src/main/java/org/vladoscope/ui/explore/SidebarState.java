package org.vladoscope.ui.explore;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;

/** How the sidebar is arranged; stays the same when another map is opened. */
public final class SidebarState {

  private static final double DIVIDER = 0.62;

  private final BooleanProperty placesShown = new SimpleBooleanProperty(true);
  private final DoubleProperty divider = new SimpleDoubleProperty(DIVIDER);

  /** Whether it is shown where images were taken. */
  public BooleanProperty placesShownProperty() {
    return placesShown;
  }

  /** Share of the height that the images have, 0 to 1. */
  public DoubleProperty dividerProperty() {
    return divider;
  }
}
