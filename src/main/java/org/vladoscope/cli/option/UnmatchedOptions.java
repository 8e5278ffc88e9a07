package org.vladoscope.cli.option;

import org.vladoscope.metric.WithoutPositive;
import picocli.CommandLine.Option;

/** What becomes of queries without a match in the numbers that are printed. */
public final class UnmatchedOptions {

  @Option(
      names = "--count-unmatched",
      description =
          "Count queries without a match as misses, as the original does, where they are left out"
              + " otherwise.")
  boolean countUnmatched;

  /** How queries without a match are treated. */
  public WithoutPositive way() {
    return countUnmatched ? WithoutPositive.COUNTED_AS_MISS : WithoutPositive.LEFT_OUT;
  }
}
