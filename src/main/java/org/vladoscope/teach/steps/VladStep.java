package org.vladoscope.teach.steps;

/** What is done to a VLAD vector, in this order. */
public enum VladStep {
  /** Shares times residuals, summed centre by centre. */
  SUM("Sum of residuals"),
  /** sign(v)·√|v| of every value. */
  SIGNED_ROOT("Signed square root"),
  /** Each centre's block to unit length. */
  INTRA("Intra-normalisation"),
  /** The vector to unit length. */
  L2("L2"),
  /** A learned projection, then unit length. */
  WHITENING("Whitening");

  private final String label;

  VladStep(String label) {
    this.label = label;
  }

  /** Its name, for people. */
  public String label() {
    return label;
  }
}
