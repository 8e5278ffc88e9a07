package org.vladoscope.ui.explore.overlay;

/** What the colours of match lines show. */
public enum LineColours {
  /** What became of the match. */
  KIND("By kind", "Inliers, outliers and one-sided pairs differ in colour"),
  /** How alike both patches are. */
  SIMILARITY("By similarity", "Cosine similarity of both patches"),
  /** How far the match is moved otherwise than the rest. */
  DISPLACEMENT(
      "By displacement",
      "How far the displacement of a match lies from the mean displacement, in steps of the patch"
          + " grid");

  private final String label;
  private final String help;

  LineColours(String label, String help) {
    this.label = label;
    this.help = help;
  }

  /** Its name, for people. */
  public String label() {
    return label;
  }

  /** What the colours stand for. */
  public String help() {
    return help;
  }
}
