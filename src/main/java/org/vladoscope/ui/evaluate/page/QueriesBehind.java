package org.vladoscope.ui.evaluate.page;

import java.util.List;
import org.vladoscope.dataset.PlaceImage;

/**
 * The queries that a number is made of.
 *
 * @param title which number
 * @param groups those that were answered right, those that were not, and so on
 */
public record QueriesBehind(String title, List<Group> groups) {

  /**
   * A query.
   *
   * @param query the image
   * @param text how it fared, for people
   */
  public record Row(PlaceImage query, String text) {}

  /**
   * Queries that fared alike.
   *
   * @param name how, with a symbol
   * @param rows the queries
   */
  public record Group(String name, List<Row> rows) {

    /** Copies the list. */
    public Group {
      rows = List.copyOf(rows);
    }
  }

  /** Copies the list. */
  public QueriesBehind {
    groups = List.copyOf(groups);
  }
}
