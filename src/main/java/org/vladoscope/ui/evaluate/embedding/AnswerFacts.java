package org.vladoscope.ui.evaluate.embedding;

import java.util.Map;
import org.vladoscope.metric.QueryOutcome;

/**
 * What is known of how queries were answered, with everything that counts on the other pages.
 *
 * @param before by the first order, by the query's number
 * @param after by the last order, by the query's number
 * @param sureness for queries, how sure their answer is, 0 to 1 as far as it is a probability
 * @param surenessName what that is, for people; empty if nothing is known
 */
public record AnswerFacts(
    Map<Integer, QueryOutcome> before,
    Map<Integer, QueryOutcome> after,
    Map<Integer, Double> sureness,
    String surenessName) {

  /** Nothing was measured. */
  public static final AnswerFacts NONE = new AnswerFacts(Map.of(), Map.of(), Map.of(), "");

  /** Copies the maps. */
  public AnswerFacts {
    before = Map.copyOf(before);
    after = Map.copyOf(after);
    sureness = Map.copyOf(sureness);
  }

  /** How a query was answered. */
  enum Fate {
    RIGHT("Right", Symbol.DIAMOND, 0),
    RESCUED("Rescued by re-ranking", Symbol.TRIANGLE, 2),
    WRONG("Wrong", Symbol.CROSS, 1),
    NO_MATCH("No match in the map", Symbol.RING, 3),
    UNKNOWN("Not answered", Symbol.DIAMOND, -1);

    private final String label;
    private final Symbol symbol;
    private final int color;

    Fate(String label, Symbol symbol, int color) {
      this.label = label;
      this.symbol = symbol;
      this.color = color;
    }

    String label() {
      return label;
    }

    Symbol symbol() {
      return symbol;
    }

    int color() {
      return color;
    }
  }

  /** How a query was answered. */
  Fate fate(int query) {
    QueryOutcome last = after.get(query);
    QueryOutcome first = before.get(query);
    if (last == null || first == null) {
      return Fate.UNKNOWN;
    }
    if (!last.hasPositive()) {
      return Fate.NO_MATCH;
    }
    if (!last.isHit(1)) {
      return Fate.WRONG;
    }
    return first.isHit(1) ? Fate.RIGHT : Fate.RESCUED;
  }
}
