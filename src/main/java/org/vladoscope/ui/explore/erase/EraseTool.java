package org.vladoscope.ui.explore.erase;

/** What a drag or a click over an image erases. */
public enum EraseTool {
  /** What a round brush touches. */
  BRUSH(
      "Brush", "Paint over what should not count; [ and ] change its size. Alt brings cells back"),
  /** A rectangle from corner to corner. */
  RECTANGLE("Rectangle", "Drag over what should not count. Alt brings cells back"),
  /** Everything of a cluster. */
  CLUSTER(
      "Cluster",
      "Click a cell: all cells of which its cluster has the largest share. Alt brings them back");

  private final String label;
  private final String help;

  EraseTool(String label, String help) {
    this.label = label;
    this.help = help;
  }

  /** Its name, for people. */
  public String label() {
    return label;
  }

  /** What it does, as a tip. */
  public String help() {
    return help;
  }
}
