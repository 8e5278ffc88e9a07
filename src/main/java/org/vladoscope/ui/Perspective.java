package org.vladoscope.ui;

/** The ways of working in the window. */
public enum Perspective {
  /** Looking at queries and their candidates. */
  EXPLORE("Explore"),
  /** Learning how VLAD works. */
  LAB("VLAD lab"),
  /** Measuring how good a configuration is. */
  EVALUATE("Evaluate");

  private final String label;

  Perspective(String label) {
    this.label = label;
  }

  /** Its name, for people. */
  public String label() {
    return label;
  }
}
