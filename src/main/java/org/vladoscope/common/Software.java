package org.vladoscope.common;

/** What this program is, for files that say what they were made with. */
public final class Software {

  /** Its version. */
  public static final String VERSION = "0.1.0";

  /** Name and version. */
  public static final String NAME = "Vladoscope " + VERSION;

  private Software() {}
}
