package org.vladoscope.ui.explore.window;

/** How hits are looked at. */
public enum HitPage {
  /** Their images. */
  SHEET("Images", "The images of the hits with their windows"),
  /** Where they were taken. */
  PLACES("Map", "Where the images of the hits were taken");

  private final String label;
  private final String help;

  HitPage(String label, String help) {
    this.label = label;
    this.help = help;
  }

  /** Its name, for people. */
  public String label() {
    return label;
  }

  /** What it shows, as a tip. */
  public String help() {
    return help;
  }
}
