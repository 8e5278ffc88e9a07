package org.vladoscope.ui.export;

/** In which form a pair leaves the window. */
public enum ExportKind {
  /** An image on the clipboard. */
  COPY("Copy Image", ""),
  /** Pixels, one for each point of the screen. */
  PNG("Image (PNG)\u2026", "png"),
  /** Twice as many along either side. */
  PNG_DOUBLE("Image (PNG), 2\u00d7\u2026", "png"),
  /** Four times as many along either side. */
  PNG_QUADRUPLE("Image (PNG), 4\u00d7\u2026", "png"),
  /** Vectors. */
  SVG("Drawing (SVG)\u2026", "svg"),
  /** Vectors with their font. */
  PDF("Figure for LaTeX (PDF)\u2026", "pdf"),
  /** A table of all matches. */
  CSV("Matches (CSV)\u2026", "csv"),
  /** All matches with what they were computed with. */
  JSON("Matches (JSON)\u2026", "json");

  private final String label;
  private final String ending;

  ExportKind(String label, String ending) {
    this.label = label;
    this.ending = ending;
  }

  /** What the menu calls it. */
  public String label() {
    return label;
  }

  /** Ending of its files, without a dot; empty for the clipboard. */
  public String ending() {
    return ending;
  }

  /** Whether it shows what is seen, and is no table of numbers. */
  public boolean isDrawn() {
    return switch (this) {
      case COPY, PNG, PNG_DOUBLE, PNG_QUADRUPLE, SVG, PDF -> true;
      case CSV, JSON -> false;
    };
  }

  /** Pixels for each point of the screen. */
  public int scale() {
    return switch (this) {
      case PNG_DOUBLE, COPY -> 2;
      case PNG_QUADRUPLE -> 4;
      default -> 1;
    };
  }
}
