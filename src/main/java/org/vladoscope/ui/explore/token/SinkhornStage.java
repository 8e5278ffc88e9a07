package org.vladoscope.ui.explore.token;

/** Which shares of optimal transport are shown. */
public enum SinkhornStage {
  /** Those by the softmax of the scores alone. */
  BEFORE("Before", "Shares of each cell by the softmax of its scores alone"),
  /** Those that count. */
  AFTER("After", "Shares of each cell that count: every cluster takes about the mass of one cell"),
  /** The difference: after minus before. */
  CHANGE("Change", "What Sinkhorn adds to each share: after minus before");

  private final String label;
  private final String help;

  SinkhornStage(String label, String help) {
    this.label = label;
    this.help = help;
  }

  /** Its name, for people. */
  public String label() {
    return label;
  }

  /** What it is, for people. */
  public String help() {
    return help;
  }
}
