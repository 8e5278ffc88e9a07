package org.vladoscope.ui.evaluate.confidence;

import java.util.Locale;

/** What the probabilities of answers were calibrated on. */
public enum CalibratedBy {
  /** Other maps: what a new map gets. */
  OTHER_MAPS("By other maps"),
  /** Warped copies of the map's own images, once somebody asks for it. */
  WARPS("By warped images"),
  /** The map's own ground truth, by cross-validation. */
  OWN_TRUTH("By this map's ground truth");

  private final String label;

  CalibratedBy(String label) {
    this.label = label;
  }

  /** Its name, for people. */
  public String label() {
    return label;
  }

  /** Its name in ids. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
