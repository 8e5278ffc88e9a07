package org.vladoscope.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.vladoscope.common.InputException;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.judge.Triage;
import org.vladoscope.judge.TriageClass;
import org.vladoscope.judge.Verdicts;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.Evaluation;
import org.vladoscope.ranking.PlaceTruth;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.ranking.Reranked;

/**
 * Which pairs a supplement shows, and why these.
 *
 * @param pairs in the order of the page; one or more
 * @param words how they were chosen, a sentence
 */
public record SupplementChoice(List<SupplementPair> pairs, String words) {

  /** More pairs make a page that browsers of phones do not bear. */
  public static final int MOST = 50;

  /** Pairs of {@link #telling} where nobody said how many. */
  public static final int USUAL = 10;

  /**
   * A pair that somebody names.
   *
   * @param query name of a query
   * @param candidate name of a database image; empty for the query's first candidate
   */
  public record Named(String query, Optional<String> candidate) {}

  /** Checks the number. */
  public SupplementChoice {
    pairs = List.copyOf(pairs);
    if (pairs.isEmpty() || pairs.size() > MOST) {
      throw new InputException(
          "A supplement shows 1 to " + MOST + " pairs, not " + pairs.size() + "; name fewer.");
    }
  }

  /** Pairs that are named, in that order. */
  public static SupplementChoice of(List<Named> names, Evaluation evaluation, PlaceMap map) {
    Triage triage = Triage.of(evaluation, map, Verdicts.NONE);
    Map<String, QueryResult> results = new HashMap<>();
    evaluation.results().forEach(result -> results.put(result.query().name(), result));
    List<SupplementPair> pairs = new ArrayList<>();
    for (Named named : names) {
      QueryResult result = results.get(named.query());
      if (result == null) {
        throw unknown(named.query(), evaluation, map);
      }
      pairs.add(
          named
              .candidate()
              .map(candidate -> pair(result, candidate, map, triage))
              .orElseGet(() -> first(result, triage)));
    }
    return new SupplementChoice(pairs, "The pairs were named by whoever made this page.");
  }

  private static InputException unknown(String query, Evaluation evaluation, PlaceMap map) {
    String reason = evaluation.failures().get("queries/" + query);
    if (reason != null) {
      return new InputException("The query " + query + " was left out: " + reason);
    }
    return new InputException(
        "'" + query + "' is no query of " + map.name() + "; name one as its file is called there.");
  }

  /**
   * The queries that tell most of a method, each beside its first candidate: first those that only
   * re-ranking answered right, largest rise first; then wrong answers, those first whose first
   * right image ranks last. Each kind gets half of the room, and what the other leaves of its own.
   *
   * @param most how many pairs, 1 to {@link #MOST}
   * @throws InputException if it is not known what is right, or no query is of either kind
   */
  public static SupplementChoice telling(Evaluation evaluation, PlaceMap map, int most) {
    if (most < 1 || most > MOST) {
      throw new InputException("A supplement shows 1 to " + MOST + " pairs, not " + most + ".");
    }
    Triage triage = Triage.of(evaluation, map, Verdicts.NONE);
    if (triage.global() == null) {
      throw new InputException(
          map.name()
              + " does not say which answers are right, so telling queries are not known; name"
              + " queries or pairs.");
    }
    List<QueryResult> rescued =
        of(TriageClass.RESCUED, evaluation, triage)
            .sorted(Comparator.comparingInt(r -> -standing(r, triage).rankBefore()))
            .toList();
    List<QueryResult> wrong =
        of(TriageClass.WRONG_AT_1, evaluation, triage)
            .sorted(Comparator.comparingInt(r -> -standing(r, triage).rankAfter()))
            .toList();
    if (rescued.isEmpty() && wrong.isEmpty()) {
      throw new InputException(
          "Re-ranking rescued no query of "
              + map.name()
              + ", and every query with a match was answered right; name queries or pairs.");
    }
    int half = (most + 1) / 2;
    int fromRescued = Math.min(rescued.size(), Math.max(half, most - wrong.size()));
    int fromWrong = Math.min(wrong.size(), most - fromRescued);
    List<SupplementPair> pairs = new ArrayList<>();
    rescued.subList(0, fromRescued).forEach(result -> pairs.add(first(result, triage)));
    wrong.subList(0, fromWrong).forEach(result -> pairs.add(first(result, triage)));
    return new SupplementChoice(
        pairs,
        String.format(
            "Chosen by rule: %d of %d queries that only re-ranking answered right, largest rise in"
                + " rank first, and %d of %d queries with a match that were answered wrong, worst"
                + " rank of the first right image first. They are no sample of all queries.",
            fromRescued, rescued.size(), fromWrong, wrong.size()));
  }

  private static Stream<QueryResult> of(TriageClass wanted, Evaluation evaluation, Triage triage) {
    return evaluation.results().stream()
        .filter(result -> !result.candidates().isEmpty())
        .filter(result -> triage.contains(wanted, result.query(), 1));
  }

  private static Triage.Standing standing(QueryResult result, Triage triage) {
    return Objects.requireNonNull(triage.standings().get(result.query()));
  }

  private static SupplementPair first(QueryResult result, Triage triage) {
    if (result.candidates().isEmpty()) {
      throw new InputException("The query " + result.query().name() + " has no candidate.");
    }
    return pair(
        result,
        result.candidates().getFirst(),
        Optional.of(triage.standings()).map(standings -> standings.get(result.query())));
  }

  private static SupplementPair pair(
      QueryResult result, String candidate, PlaceMap map, Triage triage) {
    Optional<Triage.Standing> standing =
        Optional.of(triage.standings()).map(standings -> standings.get(result.query()));
    Optional<Candidate> known =
        result.candidates().stream().filter(c -> c.image().name().equals(candidate)).findFirst();
    if (known.isPresent()) {
      return pair(result, known.get(), standing);
    }
    PlaceImage image =
        map.database().stream()
            .filter(i -> i.name().equals(candidate))
            .findFirst()
            .orElseThrow(
                () ->
                    new InputException(
                        "'" + candidate + "' is no database image of " + map.name() + "."));
    return new SupplementPair(
        result.query(),
        image,
        truth(result.query(), image, map),
        "This image is not among the query's "
            + result.candidates().size()
            + " candidates."
            + standing.map(s -> " " + whereIsRight(s, result)).orElse(""),
        OptionalDouble.empty());
  }

  private static PlaceTruth truth(PlaceImage query, PlaceImage image, PlaceMap map) {
    int q = map.queries().indexOf(query);
    if (q < 0 || !map.groundTruth().isKnown()) {
      return PlaceTruth.UNKNOWN;
    }
    return map.groundTruth().isPositive(q, map.database().indexOf(image))
        ? PlaceTruth.SAME_PLACE
        : PlaceTruth.OTHER_PLACE;
  }

  /** A pair of a query's list. */
  public static SupplementPair pair(
      QueryResult result, Candidate candidate, Optional<Triage.Standing> standing) {
    String ranks =
        candidate instanceof Reranked && candidate.rankBefore() != candidate.rankAfter()
            ? "Rank "
                + candidate.rankAfter()
                + " after re-ranking, "
                + candidate.rankBefore()
                + " before."
            : "Rank "
                + candidate.rankAfter()
                + (candidate instanceof Reranked ? ", before and after re-ranking." : ".");
    String rest =
        candidate.truth() == PlaceTruth.SAME_PLACE && candidate.rankAfter() == 1
            ? ""
            : standing.map(s -> " " + whereIsRight(s, result)).orElse("");
    return new SupplementPair(
        candidate.queryView(),
        candidate.image(),
        candidate.truth(),
        ranks + rest,
        candidate instanceof Reranked reranked
            ? OptionalDouble.of(reranked.score())
            : OptionalDouble.empty());
  }

  private static String whereIsRight(Triage.Standing standing, QueryResult result) {
    if (!standing.hasPositive()) {
      return "No right image of this query is known.";
    }
    return standing.rankAfter() == Triage.NOT_FOUND
        ? "No right image is among the query's " + result.candidates().size() + " candidates."
        : "The query's first right image is at rank " + standing.rankAfter() + ".";
  }
}
