package org.vladoscope.ui.explore.look;

/** How a candidate that lies on the query is compared with it. */
public enum WarpMode {
  /** The query on one side of a line, the candidate on the other. */
  SWIPE("Swipe", "Query to the left of the line, candidate to the right; drag to move the line"),
  /** One of both, and at a key the other. */
  BLINK("Blink", "One image at a time; B shows the other one"),
  /** What differs is bright. */
  DIFFERENCE("Difference", "How much each pixel differs: black is equal");

  private final String label;
  private final String help;

  WarpMode(String label, String help) {
    this.label = label;
    this.help = help;
  }

  /** Its name, for people. */
  public String label() {
    return label;
  }

  /** What is seen, as a tip. */
  public String help() {
    return help;
  }
}
