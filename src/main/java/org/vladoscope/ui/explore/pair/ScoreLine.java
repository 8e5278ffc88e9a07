package org.vladoscope.ui.explore.pair;

import java.util.List;

/** A line of the table of scores: words that stay, and values that change with the pair. */
sealed interface ScoreLine {

  /** What changes, in the order in which it stands in the line. */
  List<String> values();

  /** Everything else: two lines that share it can be drawn by the same labels. */
  ScoreLine withoutValues();

  /** A heading, with what it means. */
  record Heading(String text, String help) implements ScoreLine {

    @Override
    public List<String> values() {
      return List.of();
    }

    @Override
    public ScoreLine withoutValues() {
      return this;
    }
  }

  /**
   * A value for each patch size.
   *
   * @param isUsed true if the ranking is made of these
   */
  record OfSizes(String name, String help, List<String> values, boolean isUsed)
      implements ScoreLine {

    public OfSizes {
      values = List.copyOf(values);
    }

    @Override
    public ScoreLine withoutValues() {
      return new OfSizes(name, help, List.of(), isUsed);
    }
  }

  /**
   * One value across all patch sizes.
   *
   * @param isTotal true for what the lines above add up to
   */
  record OfAll(String name, String value, boolean isTotal) implements ScoreLine {

    @Override
    public List<String> values() {
      return List.of(value);
    }

    @Override
    public ScoreLine withoutValues() {
      return new OfAll(name, "", isTotal);
    }
  }

  /** A sentence. */
  record Note(String text) implements ScoreLine {

    @Override
    public List<String> values() {
      return List.of();
    }

    @Override
    public ScoreLine withoutValues() {
      return this;
    }
  }
}
