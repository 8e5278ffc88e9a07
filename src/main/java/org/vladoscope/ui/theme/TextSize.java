package org.vladoscope.ui.theme;

/** How large text is, and what goes with it: lines and points of charts, distances, icons. */
public enum TextSize {
  /** As designed: 13 pixels for most. */
  NORMAL("Normal", 1),
  /** A little larger. */
  LARGE("Large", 1.15),
  /** Larger still. */
  LARGER("Larger", 1.3);

  private final String label;
  private final double factor;

  TextSize(String label, double factor) {
    this.label = label;
    this.factor = factor;
  }

  /** What the menu calls it. */
  public String label() {
    return label;
  }

  /** How many times as large as designed. */
  public double factor() {
    return factor;
  }
}
