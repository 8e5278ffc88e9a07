package org.vladoscope.ui.explore.why;

import java.util.List;

/** What there is to say about the answer to a query. */
sealed interface Why permits Why.Told, WhyAnswer {

  /**
   * There is nothing to compare, and this is why.
   *
   * @param title in a few words
   * @param hint a sentence more
   */
  record Told(String title, String hint) implements Why {}

  /**
   * A line of what two images are compared by.
   *
   * @param name what it is
   * @param help what it means, as a tip
   * @param other of the wrong candidate
   * @param right of the right answer
   * @param better which of them it speaks for
   */
  record Line(String name, String help, String other, String right, Better better) {}

  /** Which of two images a number speaks for. */
  enum Better {
    /** The wrong candidate. */
    OTHER,
    /** The right answer. */
    RIGHT,
    /** Neither, or that is not known. */
    NEITHER;

    /** Of two numbers the higher one is better; NaN says nothing. */
    static Better higher(double other, double right) {
      return other > right ? OTHER : right > other ? RIGHT : NEITHER;
    }
  }

  /** Clusters joined as in a sentence: "a", "a and b", "a, b and c". */
  static String joined(List<String> words) {
    int last = words.size() - 1;
    return last < 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
  }
}
