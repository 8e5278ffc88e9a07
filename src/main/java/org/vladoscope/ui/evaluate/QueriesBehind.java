package org.vladoscope.ui.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.vladoscope.dataset.PlaceImage;

/**
 * The queries that a number is made of.
 *
 * @param title which number
 * @param hits queries that were answered right
 * @param misses queries that were not
 */
public record QueriesBehind(String title, List<Row> hits, List<Row> misses) {

  /**
   * A query.
   *
   * @param query the image
   * @param text how it fared, for people
   */
  public record Row(PlaceImage query, String text) {}

  /** Copies the lists. */
  public QueriesBehind {
    hits = List.copyOf(hits);
    misses = List.copyOf(misses);
  }

  /** Begins a list. */
  static Builder titled(String title) {
    return new Builder(title);
  }

  /** Sorts queries into both lists. */
  static final class Builder {
    private final String title;
    private final List<Row> hits = new ArrayList<>();
    private final List<Row> misses = new ArrayList<>();

    private Builder(String title) {
      this.title = title;
    }

    void add(boolean hit, Row row) {
      (hit ? hits : misses).add(row);
    }

    QueriesBehind build() {
      return new QueriesBehind(title, hits, misses);
    }
  }
}
