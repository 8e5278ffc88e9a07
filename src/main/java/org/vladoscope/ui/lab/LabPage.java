package org.vladoscope.ui.lab;

import java.util.Locale;

/** The pages of the lab. */
public enum LabPage {
  /** Points in the plane and their VLAD vector. */
  PLANE("Plane"),
  /** Other aggregators on the same points. */
  AGGREGATORS("Aggregators"),
  /** The same on an image of the opened map. */
  IMAGE("Image"),
  /** From cells to patches. */
  PATCHES("Patches"),
  /** Ways to compute VLAD. */
  RACE("Race");

  private final String label;

  LabPage(String label) {
    this.label = label;
  }

  /** Its name, for people. */
  public String label() {
    return label;
  }

  /** Its name in lesson files. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
