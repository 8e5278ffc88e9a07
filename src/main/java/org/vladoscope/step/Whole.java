package org.vladoscope.step;

/** What a step is done for that is done once for a map. */
public enum Whole {
  /** The map. */
  MAP
}
