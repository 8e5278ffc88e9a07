package org.vladoscope.ui.evaluate.embedding;

import java.util.Locale;

/** What the colours of points say. */
public enum Colouring {
  /** The condition under which an image was taken, or its folder. */
  CONDITION("Condition"),
  /** How the query was answered. */
  OUTCOME("Outcome"),
  /** Metres between the query and its first candidate. */
  ERROR("Error"),
  /** Where on the way an image lies. */
  PLACE("Place"),
  /** How sure the answer is. */
  CONFIDENCE("Confidence");

  private final String label;

  Colouring(String label) {
    this.label = label;
  }

  /** Its name, for people. */
  public String label() {
    return label;
  }

  /** Its name in ids and files. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
