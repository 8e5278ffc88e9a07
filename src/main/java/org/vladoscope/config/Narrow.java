package org.vladoscope.config;

import java.util.List;
import org.vladoscope.compute.Precision;

/** Reduced precision in cache keys. */
public final class Narrow {

  private Narrow() {}

  /**
   * Adds a precision to the parts of a key, unless it is full: what was stored before there was
   * another one keeps its key.
   */
  public static void add(List<Object> parts, Precision precision) {
    if (precision != Precision.FP32) {
      parts.add(precision.toString());
    }
  }
}
