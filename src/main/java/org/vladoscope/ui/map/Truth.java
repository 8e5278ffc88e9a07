package org.vladoscope.ui.map;

import org.vladoscope.ranking.PlaceTruth;

/** Whether a candidate shows the query's place, told by word, symbol and style. */
public enum Truth {
  /** It does. */
  SAME_PLACE("\u2713", "Same place", "truth-yes"),
  /** It does not. */
  OTHER_PLACE("\u2717", "Other place", "truth-no"),
  /** The map does not say. */
  UNKNOWN("\u2013", "No ground truth", "truth-unknown");

  private final String symbol;
  private final String label;
  private final String styleClass;

  Truth(String symbol, String label, String styleClass) {
    this.symbol = symbol;
    this.label = label;
    this.styleClass = styleClass;
  }

  /** From what a candidate says about itself. */
  public static Truth of(PlaceTruth truth) {
    return switch (truth) {
      case SAME_PLACE -> SAME_PLACE;
      case OTHER_PLACE -> OTHER_PLACE;
      case UNKNOWN -> UNKNOWN;
    };
  }

  /** A tick, a cross or a dash. */
  public String symbol() {
    return symbol;
  }

  /** In words. */
  public String label() {
    return label;
  }

  /** Name of its style. */
  public String styleClass() {
    return styleClass;
  }
}
