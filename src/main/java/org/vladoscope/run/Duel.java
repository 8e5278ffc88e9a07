package org.vladoscope.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.vladoscope.common.InputException;
import org.vladoscope.metric.Outcomes;
import org.vladoscope.metric.PairedComparison;
import org.vladoscope.metric.QueryOutcome;

/**
 * Two methods, query by query: which of them answers it rightly, and where they disagree most. The
 * same run may be on both sides, by its global search and re-ranked.
 *
 * @param a one method
 * @param b the other
 * @param n a query is answered rightly if a positive is among the first N
 * @param bouts one for each query that both were asked and that has a positive
 * @param test the exact McNemar test; query numbers are positions in {@code bouts}
 * @param warnings why the two may not be comparable, and which queries are left out; sentences
 */
public record Duel(
    Contender a,
    Contender b,
    int n,
    List<Bout> bouts,
    PairedComparison test,
    List<String> warnings) {

  /** Copies the lists. */
  public Duel {
    bouts = List.copyOf(bouts);
    warnings = List.copyOf(warnings);
  }

  /** A field of the table of who answers a query rightly. */
  public enum Quadrant {
    /** Both do. */
    BOTH("Both right"),
    /** A alone. */
    ONLY_A("Only A right"),
    /** B alone. */
    ONLY_B("Only B right"),
    /** Neither does. */
    NEITHER("Neither right");

    private final String words;

    Quadrant(String words) {
      this.words = words;
    }

    /** For people. */
    public String words() {
      return words;
    }

    /** In files: both, only-a, only-b, neither. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * A query in both methods.
   *
   * @param query its name
   * @param rankA rank of A's first positive, from 1, or {@link Run#NOT_FOUND}
   * @param rankB the same of B
   * @param answerA name of A's best match; empty if it is not known
   * @param answerB the same of B
   * @param disagreement how far the ranks lie apart, in octaves: |log₂ of their ratio|; a positive
   *     that was not found counts as the rank behind the last
   */
  public record Bout(
      String query, int rankA, int rankB, String answerA, String answerB, double disagreement) {

    /** Who answers it rightly. */
    public Quadrant quadrant(int n) {
      if (rankA <= n) {
        return rankB <= n ? Quadrant.BOTH : Quadrant.ONLY_A;
      }
      return rankB <= n ? Quadrant.ONLY_B : Quadrant.NEITHER;
    }
  }

  /**
   * Holds two methods against each other.
   *
   * @param n how many of the first candidates are looked at, 1 or more
   * @throws InputException if there is nothing to compare, saying why
   */
  public static Duel of(Contender a, Contender b, int n) {
    if (n < 1) {
      throw new InputException("A duel looks at the first 1 or more candidates, not " + n + ".");
    }
    for (Contender side : List.of(a, b)) {
      if (!side.run().hasGroundTruth()) {
        throw new InputException(
            "The run " + side.run().id() + " has no ground truth, so which is right is unknown.");
      }
    }
    Map<String, Run.Query> others = new HashMap<>();
    b.run().queries().forEach(q -> others.put(q.name(), q));
    List<Bout> bouts = new ArrayList<>();
    List<QueryOutcome> ofA = new ArrayList<>();
    List<QueryOutcome> ofB = new ArrayList<>();
    int unmatched = 0;
    int judgedOtherwise = 0;
    for (Run.Query inA : a.run().queries()) {
      Run.Query inB = others.get(inA.name());
      if (inB == null) {
        continue;
      }
      judgedOtherwise += inA.positives() == inB.positives() ? 0 : 1;
      if (inA.positives() == 0 || inB.positives() == 0) {
        unmatched++;
        continue;
      }
      int rankA = a.rank(inA);
      int rankB = b.rank(inB);
      ofA.add(new QueryOutcome(bouts.size(), inA.positives(), rankA, Double.NaN));
      ofB.add(new QueryOutcome(bouts.size(), inB.positives(), rankB, Double.NaN));
      bouts.add(
          new Bout(
              inA.name(),
              rankA,
              rankB,
              a.answer(inA),
              b.answer(inB),
              Math.abs(octave(rankA, a) - octave(rankB, b))));
    }
    if (bouts.isEmpty()) {
      throw new InputException(
          "The runs "
              + a.run().id()
              + " and "
              + b.run().id()
              + " have no query with a match in common.");
    }
    List<String> warnings = warnings(a, b, n, unmatched, judgedOtherwise);
    return new Duel(
        a, b, n, bouts, PairedComparison.of(outcomes(a, ofA), outcomes(b, ofB), n), warnings);
  }

  private static double octave(int rank, Contender side) {
    int counted = rank == Run.NOT_FOUND ? side.run().depth() + 1 : rank;
    return Math.log(counted) / Math.log(2);
  }

  private static Outcomes outcomes(Contender side, List<QueryOutcome> list) {
    Outcomes own = side.outcomes();
    return new Outcomes(list, own.order(), own.score(), own.depth(), own.soft());
  }

  private static List<String> warnings(
      Contender a, Contender b, int n, int unmatched, int judgedOtherwise) {
    List<String> warnings = new ArrayList<>();
    Run runA = a.run();
    Run runB = b.run();
    if (!runA.map().equals(runB.map()) || runA.databaseSize() != runB.databaseSize()) {
      warnings.add(
          String.format(
              "A was measured on %s with %d database images, B on %s with %d.",
              runA.map(), runA.databaseSize(), runB.map(), runB.databaseSize()));
    }
    if (!runA.groundTruth().equals(runB.groundTruth())) {
      warnings.add("A was judged by " + runA.groundTruth() + ", B by " + runB.groundTruth() + ".");
    } else if (judgedOtherwise > 0) {
      warnings.add(
          judgedOtherwise
              + (judgedOtherwise == 1 ? " query has" : " queries have")
              + " another number of matches in A than in B: the ground truth was changed between"
              + " the runs.");
    }
    for (Contender side : List.of(a, b)) {
      if (side.run().depth() < n) {
        warnings.add(
            side.run().id()
                + " ranked "
                + side.run().depth()
                + " candidates, fewer than "
                + n
                + ".");
      }
    }
    onlyIn(runA, runB, warnings);
    onlyIn(runB, runA, warnings);
    if (unmatched > 0) {
      warnings.add(
          unmatched
              + (unmatched == 1 ? " query without a match is" : " queries without a match are")
              + " left out.");
    }
    return warnings;
  }

  private static void onlyIn(Run run, Run other, List<String> warnings) {
    Set<String> names = run.queries().stream().map(Run.Query::name).collect(Collectors.toSet());
    other.queries().forEach(q -> names.remove(q.name()));
    if (!names.isEmpty()) {
      warnings.add(
          names.size()
              + (names.size() == 1 ? " query is" : " queries are")
              + " left out: only "
              + run.id()
              + " was asked "
              + names.stream().sorted().findFirst().orElseThrow()
              + (names.size() == 1 ? "." : " and the like."));
    }
  }

  /** The bouts of each field, those first on which the two disagree most. */
  public Map<Quadrant, List<Bout>> byQuadrant() {
    Map<Quadrant, List<Bout>> sorted = new EnumMap<>(Quadrant.class);
    for (Quadrant quadrant : Quadrant.values()) {
      sorted.put(quadrant, new ArrayList<>());
    }
    byDisagreement()
        .forEach(bout -> Objects.requireNonNull(sorted.get(bout.quadrant(n))).add(bout));
    return sorted;
  }

  /** The bouts, those first on which the two disagree most. */
  public List<Bout> byDisagreement() {
    return bouts.stream()
        .sorted(
            Comparator.comparingDouble(Bout::disagreement).reversed().thenComparing(Bout::query))
        .toList();
  }

  /** The result in a sentence. */
  public String words() {
    return String.format(
        Locale.ROOT,
        "Of %d queries both answer %d rightly, only A %d, only B %d, neither %d at rank %d; %s"
            + " (exact McNemar test, p = %.3g).",
        bouts.size(),
        test.bothHit().size(),
        test.lost().size(),
        test.won().size(),
        test.bothMissed().size(),
        n,
        test.pValue() < .05
            ? "the difference is more than chance would make"
            : "so small a difference may be chance",
        test.pValue());
  }
}
