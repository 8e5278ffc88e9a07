package org.vladoscope.common;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/** Where a text stops being JSON, in words that fit into a sentence. */
public final class JsonProblem {

  private JsonProblem() {}

  /** A phrase such as "it cannot be understood from line 3, column 7", without a full stop. */
  public static String of(JacksonException problem) {
    TokenStreamLocation at = problem.getLocation();
    return at == null || at.getLineNr() < 1
        ? "it cannot be understood"
        : "it cannot be understood from line " + at.getLineNr() + ", column " + at.getColumnNr();
  }
}
