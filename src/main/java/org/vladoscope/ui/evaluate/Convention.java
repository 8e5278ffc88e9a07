package org.vladoscope.ui.evaluate;

import java.util.Map;
import org.vladoscope.eval.Recall;
import org.vladoscope.ui.view.Words;

/** What becomes of queries that no database image answers. */
public enum Convention {
  /** They count as misses. */
  ALL("All queries"),
  /** They are left out. */
  WITH_POSITIVE("With a match");

  private final String label;

  Convention(String label) {
    this.label = label;
  }

  /** Its name, for people. */
  public String label() {
    return label;
  }

  /** Recall under this convention, by N. */
  public Map<Integer, Double> of(Recall recall) {
    return this == ALL ? recall.countingAll() : recall.atN();
  }

  /** How many queries are counted. */
  public int counted(Recall recall) {
    return this == ALL ? recall.queries() : recall.queries() - recall.withoutPositives();
  }

  /** The convention in words, to stand beside the number. */
  public String note(Recall recall) {
    int without = recall.withoutPositives();
    if (without == 0) {
      return Words.count(recall.queries(), "query", "queries") + ", each with a match in the map.";
    }
    String lacking = Words.count(without, "has", "have") + " no match in the map and ";
    return Words.count(recall.queries(), "query", "queries")
        + ", of which "
        + lacking
        + (this == ALL
            ? (without == 1 ? "counts as a miss" : "count as misses")
                + ", as the original program does."
            : (without == 1 ? "is" : "are") + " left out.");
  }
}
