package org.vladoscope.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is suspicious about a ground truth. */
public final class TruthCheck {

  /** With more positives than this share of the database, a hit says little. */
  private static final double MANY = .5;

  private TruthCheck() {}

  /** Sentences for the user; none if all seems well or nothing is known. */
  public static List<String> warnings(GroundTruth truth, PlaceMap map) {
    List<String> warnings = new ArrayList<>();
    int queries = map.queries().size();
    if (!truth.isKnown() || queries == 0) {
      return warnings;
    }
    int without = 0;
    int all = 0;
    long sum = 0;
    int others = map.database().size() - (map.queriesAreDatabase() ? 1 : 0);
    for (int q = 0; q < queries; q++) {
      int count = truth.positives(q).length;
      without += count == 0 ? 1 : 0;
      all += count >= others && others > 0 ? 1 : 0;
      sum += count;
    }
    if (without == queries) {
      warnings.add(
          "No query has a match in the database: recall is 0 whatever is found. Is the radius too"
              + " small, or are queries and database of different places?");
    } else if (without > 0) {
      warnings.add(
          without
              + " of "
              + queries
              + " queries have no match in the database; recall leaves them out, or counts them as"
              + " misses where it says so.");
    }
    if (all > 0) {
      warnings.add(
          (all == queries ? "For every query" : "For " + all + " of " + queries + " queries")
              + " every database image is a match: a recall of 1 that comes from that says nothing."
              + " Choose a smaller radius.");
    } else if (sum > MANY * queries * others) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "A query matches %.0f of %d database images on average: recall is high whatever is"
                  + " found.",
              (double) sum / queries,
              others));
    }
    return warnings;
  }
}
