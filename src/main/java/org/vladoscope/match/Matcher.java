package org.vladoscope.match;

import java.util.Locale;
import org.vladoscope.common.InputException;

/** How the matches of one scale become a score. */
public enum Matcher {
  /** {@link RansacScorer}. */
  RANSAC,
  /** {@link RapidScorer}. */
  RAPID;

  /** Reads {@code ransac} or {@code rapid}. */
  public static Matcher parse(String text) {
    for (Matcher matcher : values()) {
      if (matcher.name().equalsIgnoreCase(text.trim())) {
        return matcher;
      }
    }
    throw new InputException("'" + text + "' is not a matcher; choose ransac or rapid.");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
