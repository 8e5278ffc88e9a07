package org.vladoscope.dataset;

import java.util.ArrayList;
import java.util.List;

/**
 * How a map was read: kept with everything that is measured on it.
 *
 * @param format name of the format the folder was read as; empty if it was not read from a folder
 * @param found what was taken for what, a phrase each, such as "queries: 6 images in queries/"
 * @param notices what the reader of any number measured on the map should know: no queries, files
 *     that were found and not used; sentences
 * @param unit of positions: "m", or another where they are not metres
 */
public record MapOrigin(String format, List<String> found, List<String> notices, String unit) {

  private static final String GROUND_TRUTH = "ground truth: ";

  /** Of a map that was put together by the program. */
  public static final MapOrigin NONE = new MapOrigin("", List.of(), List.of());

  /** Positions in metres. */
  public MapOrigin(String format, List<String> found, List<String> notices) {
    this(format, found, notices, Nearness.METRES);
  }

  /** Copies the lists. */
  public MapOrigin {
    found = List.copyOf(found);
    notices = List.copyOf(notices);
  }

  /** The same under the name of a format. */
  public MapOrigin as(String other) {
    return new MapOrigin(other, found, notices, unit);
  }

  /** The same, where somebody said what is right: a phrase in place of what the folder says. */
  public MapOrigin judgedBy(String words) {
    List<String> all = new ArrayList<>(found);
    all.removeIf(phrase -> phrase.startsWith(GROUND_TRUTH));
    int at = 0;
    while (at < found.size() && !found.get(at).startsWith(GROUND_TRUTH)) {
      at++;
    }
    all.add(at, GROUND_TRUTH + words);
    return new MapOrigin(format, all, notices, unit);
  }

  /** True if the map was read from a folder. */
  public boolean isKnown() {
    return !format.isEmpty();
  }

  /** One line: the format and what was found. */
  public String words() {
    return format + ": " + String.join("; ", found);
  }
}
