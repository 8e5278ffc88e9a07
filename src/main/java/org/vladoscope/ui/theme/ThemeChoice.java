package org.vladoscope.ui.theme;

/** The look the user wants. */
public enum ThemeChoice {
  /** As the desktop is set. */
  SYSTEM("Same as system"),
  /** Dark text on light ground. */
  LIGHT("Light"),
  /** Light text on dark ground. */
  DARK("Dark");

  private final String label;

  ThemeChoice(String label) {
    this.label = label;
  }

  /** What the menu calls it. */
  public String label() {
    return label;
  }
}
