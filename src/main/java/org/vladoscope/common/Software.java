package org.vladoscope.common;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** What this program is, for files that say what they were made with. */
public final class Software {

  /** Its version, as the build has it. */
  public static final String VERSION = version();

  /** Name and version. */
  public static final String NAME = "Vladoscope " + VERSION;

  private Software() {}

  private static String version() {
    Properties build = new Properties();
    try (InputStream in =
        Objects.requireNonNull(Software.class.getResourceAsStream("software.properties"))) {
      build.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String version = build.getProperty("version");
    return version.startsWith("$") ? "unbuilt" : version;
  }
}
