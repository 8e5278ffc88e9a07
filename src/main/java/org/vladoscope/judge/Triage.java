package org.vladoscope.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.metric.Recall;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.Evaluation;
import org.vladoscope.ranking.QueryResult;

/**
 * How each query of a map fared, and what that makes of the whole, with or without verdicts. With
 * verdicts, a "same place" adds that pair to the ground truth and "ground truth looks wrong" leaves
 * the query out of recall and of every class but {@link TriageClass#ALL}.
 *
 * @param standings one for each query that was answered, by image
 * @param global recall by global descriptors alone, or null if no query has a positive
 * @param reranked recall after re-ranking, or null if no query has a positive
 * @param leftOut queries that verdicts leave out
 */
public record Triage(
    Map<PlaceImage, Standing> standings,
    @Nullable Recall global,
    @Nullable Recall reranked,
    int leftOut) {

  /** Recall is known for every number of candidates up to this. */
  public static final int MOST = 100;

  private static final List<Integer> EVERY = IntStream.rangeClosed(1, MOST).boxed().toList();

  /** The rank of a right answer that is not among the candidates. */
  public static final int NOT_FOUND = Integer.MAX_VALUE;

  /**
   * How a query fared.
   *
   * @param counts false if a verdict leaves it out
   * @param hasPositive whether any database image shows its place
   * @param rankBefore rank of the first right answer by global descriptors, from 1, or {@link
   *     #NOT_FOUND}
   * @param rankAfter the same after re-ranking
   */
  public record Standing(boolean counts, boolean hasPositive, int rankBefore, int rankAfter) {}

  /** Copies the map. */
  public Triage {
    standings = Map.copyOf(standings);
  }

  /** Judges the answers to all queries. */
  public static Triage of(Evaluation evaluation, PlaceMap map, Verdicts verdicts) {
    GroundTruth truth = verdicts.appliedTo(map);
    Map<PlaceImage, Integer> ids = new HashMap<>();
    for (int q = 0; q < map.queries().size(); q++) {
      ids.put(map.queries().get(q), q);
    }
    Map<PlaceImage, Standing> standings = new HashMap<>();
    List<Integer> counted = new ArrayList<>();
    List<int[]> before = new ArrayList<>();
    List<int[]> after = new ArrayList<>();
    for (QueryResult result : evaluation.results()) {
      Integer query = ids.get(result.query());
      if (query == null) {
        continue;
      }
      int[] rankingBefore = databaseIds(result.beforeReranking());
      int[] rankingAfter = databaseIds(result.candidates());
      boolean counts = !verdicts.leavesOut(result.query().name());
      standings.put(
          result.query(),
          new Standing(
              counts,
              truth.positives(query).length > 0,
              firstPositive(query, rankingBefore, truth),
              firstPositive(query, rankingAfter, truth)));
      if (counts) {
        counted.add(query);
        before.add(rankingBefore);
        after.add(rankingAfter);
      }
    }
    boolean known = standings.values().stream().anyMatch(s -> s.counts() && s.hasPositive());
    return new Triage(
        standings,
        known ? Recall.of(counted, before, truth, EVERY) : null,
        known ? Recall.of(counted, after, truth, EVERY) : null,
        standings.size() - counted.size());
  }

  private static int[] databaseIds(List<Candidate> candidates) {
    return candidates.stream().mapToInt(Candidate::databaseIndex).toArray();
  }

  private static int firstPositive(int query, int[] ranking, GroundTruth truth) {
    return Arrays.stream(ranking).anyMatch(d -> truth.isPositive(query, d))
        ? 1 + (int) Arrays.stream(ranking).takeWhile(d -> !truth.isPositive(query, d)).count()
        : NOT_FOUND;
  }

  /**
   * True if a query belongs to a class; one that was not answered belongs to {@link
   * TriageClass#ALL} only.
   *
   * @param topN for {@link TriageClass#MISSED}
   */
  public boolean contains(TriageClass wanted, PlaceImage query, int topN) {
    Standing standing = standings.get(query);
    return wanted == TriageClass.ALL || (standing != null && wanted.matches(standing, topN));
  }

  /** How many queries belong to a class. */
  public int count(TriageClass wanted, int topN) {
    return (int) standings.values().stream().filter(s -> wanted.matches(s, topN)).count();
  }
}
