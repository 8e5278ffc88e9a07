package org.vladoscope.pipeline;

import org.vladoscope.common.InputException;

/** What the projection of an exported model is fitted on. */
public enum ProjectionSource {
  /** Patches at random places of the database images, as the map's own projection is. */
  PATCHES("patches", "patch descriptors"),
  /** The whole database images, as the original fits its WPCA layer. */
  GLOBALS("globals", "global descriptors");

  private final String text;
  private final String description;

  ProjectionSource(String text, String description) {
    this.text = text;
    this.description = description;
  }

  /** Reads {@code patches} or {@code globals}. */
  public static ProjectionSource parse(String text) {
    for (ProjectionSource source : values()) {
      if (source.text.equalsIgnoreCase(text.trim())) {
        return source;
      }
    }
    throw new InputException(
        "A projection cannot be fitted on '" + text + "'; choose patches or globals.");
  }

  /** For people. */
  public String description() {
    return description;
  }

  @Override
  public String toString() {
    return text;
  }
}
