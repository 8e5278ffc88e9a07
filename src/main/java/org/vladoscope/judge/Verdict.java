package org.vladoscope.judge;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a person found out about a query by looking at it.
 *
 * @param query name of the query
 * @param truthWrong the map's ground truth for it looks wrong: metrics with verdicts leave it out
 * @param samePlace names of database images that show its place though the map does not say so:
 *     they count as right answers in metrics with verdicts
 * @param note free text; changes no metric
 */
public record Verdict(String query, boolean truthWrong, SortedSet<String> samePlace, String note) {

  /** Copies the names. */
  public Verdict {
    samePlace = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(samePlace));
    if (query.isBlank()) {
      throw new IllegalArgumentException("a verdict needs the name of its query");
    }
  }

  /** Nothing was said about a query. */
  public static Verdict none(String query) {
    return new Verdict(query, false, new TreeSet<>(), "");
  }

  /** True if it says nothing. */
  public boolean isEmpty() {
    return !truthWrong && samePlace.isEmpty() && note.isBlank();
  }

  /** The same with another opinion on the ground truth. */
  public Verdict withTruthWrong(boolean wrong) {
    return new Verdict(query, wrong, samePlace, note);
  }

  /** The same with a database image said, or no longer said, to show the place. */
  public Verdict withSamePlace(String database, boolean same) {
    TreeSet<String> names = new TreeSet<>(samePlace);
    if (same) {
      names.add(database);
    } else {
      names.remove(database);
    }
    return new Verdict(query, truthWrong, names, note);
  }

  /** The same with another note. */
  public Verdict withNote(String text) {
    return new Verdict(query, truthWrong, samePlace, text);
  }
}
