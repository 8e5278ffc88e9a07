package org.vladoscope.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vladoscope.dataset.CameraViews;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.Evaluation;
import org.vladoscope.ranking.PlaceTruth;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.ranking.Reranked;

class TriageTest {

  /** Rank of the only right answer of each query, before and after; 0 for a query without one. */
  private static final int[][] RANKS = {{1, 1}, {3, 1}, {1, 2}, {4, 4}, {0, 0}};

  private static final int DATABASE = 4;
  private final PlaceMap map = map();
  private final Evaluation evaluation = evaluation();

  private static List<PlaceImage> images(String prefix, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new PlaceImage(prefix + i, Path.of(prefix + i), null))
        .toList();
  }

  private static PlaceMap map() {
    List<int[]> positives = new ArrayList<>();
    for (int[] ranks : RANKS) {
      positives.add(ranks[0] == 0 ? new int[0] : new int[] {0});
    }
    return new PlaceMap(
        "made up",
        Path.of("."),
        images("d", DATABASE),
        images("q", RANKS.length),
        false,
        CameraViews.NONE,
        GroundTruth.of(positives),
        List.of());
  }

  private Evaluation evaluation() {
    List<QueryResult> results = new ArrayList<>();
    for (int q = 0; q < RANKS.length; q++) {
      // Database image 0 takes the ranks wanted, the others fill the places left in their order.
      int[] before = order(Math.max(1, RANKS[q][0]));
      int[] after = order(Math.max(1, RANKS[q][1]));
      List<Candidate> candidates = new ArrayList<>();
      for (int rank = 0; rank < DATABASE; rank++) {
        int id = after[rank];
        int was =
            IntStream.range(0, DATABASE).filter(r -> before[r] == id).findFirst().orElseThrow();
        candidates.add(
            new Reranked(
                map.database().get(id),
                map.queries().get(q),
                id,
                was + 1,
                rank + 1,
                was,
                PlaceTruth.UNKNOWN,
                List.of(1.0),
                -rank));
      }
      results.add(new QueryResult(map.queries().get(q), candidates));
    }
    return new Evaluation(results, null, null, "exact", null, Map.of(), Map.of(), List.of());
  }

  private static int[] order(int rankOfFirst) {
    List<Integer> ids = new ArrayList<>(List.of(1, 2, 3));
    ids.add(rankOfFirst - 1, 0);
    return ids.stream().mapToInt(Integer::intValue).toArray();
  }

  private static List<String> members(Triage triage, TriageClass wanted, int topN, PlaceMap map) {
    return map.queries().stream()
        .filter(q -> triage.contains(wanted, q, topN))
        .map(PlaceImage::name)
        .toList();
  }

  private List<String> members(Triage triage, TriageClass wanted) {
    return members(triage, wanted, 3, map);
  }

  @Test
  void eachQueryBelongsToTheClassesOfItsRanks() {
    Triage triage = Triage.of(evaluation, map, Verdicts.NONE);
    assertThat(members(triage, TriageClass.ALL)).hasSize(5);
    assertThat(members(triage, TriageClass.WRONG_AT_1)).containsExactly("q2", "q3");
    assertThat(members(triage, TriageClass.RESCUED)).containsExactly("q1");
    assertThat(members(triage, TriageClass.HARMED)).containsExactly("q2");
    assertThat(members(triage, TriageClass.MISSED)).containsExactly("q3");
    assertThat(members(triage, TriageClass.MISSED, 4, map)).isEmpty();
    assertThat(members(triage, TriageClass.WITHOUT_POSITIVE)).containsExactly("q4");
    assertThat(triage.count(TriageClass.WRONG_AT_1, 3)).isEqualTo(2);
  }

  @Test
  void withoutVerdictsRecallIsThatOfTheMap() {
    Triage triage = Triage.of(evaluation, map, Verdicts.NONE);
    assertThat(Objects.requireNonNull(triage.global()).atN()).containsEntry(1, 2 / 4.0);
    assertThat(Objects.requireNonNull(triage.reranked()).atN()).containsEntry(1, 2 / 4.0);
    assertThat(Objects.requireNonNull(triage.reranked()).atN()).containsEntry(5, 1.0);
    assertThat(triage.leftOut()).isZero();
  }

  @Test
  void aQueryWhoseGroundTruthLooksWrongIsLeftOut() {
    Verdicts verdicts = Verdicts.NONE.with(Verdict.none("q3").withTruthWrong(true));
    Triage triage = Triage.of(evaluation, map, verdicts);
    assertThat(triage.leftOut()).isEqualTo(1);
    assertThat(Objects.requireNonNull(triage.reranked()).atN()).containsEntry(1, 2 / 3.0);
    assertThat(members(triage, TriageClass.WRONG_AT_1)).containsExactly("q2");
    assertThat(members(triage, TriageClass.ALL)).contains("q3");
  }

  @Test
  void aPairSaidToShowTheSamePlaceIsARightAnswer() {
    // d1 stands first among the answers to q3 and q4.
    Verdicts verdicts =
        Verdicts.NONE
            .with(Verdict.none("q3").withSamePlace("d1", true))
            .with(Verdict.none("q4").withSamePlace("d2", true));
    Triage triage = Triage.of(evaluation, map, verdicts);
    // q4, which had no match, counts now: d2 is third of its candidates.
    assertThat(Objects.requireNonNull(triage.reranked()).atN()).containsEntry(1, 3 / 5.0);
    assertThat(members(triage, TriageClass.WRONG_AT_1)).containsExactly("q2", "q4");
    assertThat(members(triage, TriageClass.WITHOUT_POSITIVE)).isEmpty();
    assertThat(Objects.requireNonNull(triage.standings().get(map.queries().get(4))).rankAfter())
        .isEqualTo(3);
  }

  @Test
  void verdictsOnWhatTheMapDoesNotHaveAndNotesChangeNothing() {
    Verdicts verdicts =
        Verdicts.NONE
            .with(Verdict.none("gone").withTruthWrong(true))
            .with(Verdict.none("q3").withSamePlace("gone", true).withNote("dark"));
    assertThat(Triage.of(evaluation, map, verdicts))
        .isEqualTo(Triage.of(evaluation, map, Verdicts.NONE));
  }

  @Test
  void aMapWithoutGroundTruthHasOneFromVerdictsAlone() {
    PlaceMap blind =
        new PlaceMap(
            "blind",
            map.root(),
            map.database(),
            map.queries(),
            false,
            CameraViews.NONE,
            GroundTruth.unknown(),
            List.of());
    assertThat(Triage.of(evaluation, blind, Verdicts.NONE).reranked()).isNull();
    Triage judged =
        Triage.of(
            evaluation, blind, Verdicts.NONE.with(Verdict.none("q2").withSamePlace("d0", true)));
    assertThat(Objects.requireNonNull(judged.reranked()).atN()).containsEntry(1, 0.0);
    assertThat(Objects.requireNonNull(judged.global()).atN()).containsEntry(1, 1.0);
  }
}
