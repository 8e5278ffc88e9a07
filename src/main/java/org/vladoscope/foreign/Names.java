package org.vladoscope.foreign;

import java.util.List;

/** Names in a sentence. */
final class Names {

  private static final int SHOWN = 3;

  private Names() {}

  /** The first few of them, and how many more there are: "a, b, c and 5 more". */
  static String few(List<String> names) {
    String shown = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
    return names.size() <= SHOWN ? shown : shown + " and " + (names.size() - SHOWN) + " more";
  }
}
