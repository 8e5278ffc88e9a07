package org.vladoscope.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vladoscope.common.InputException;
import org.vladoscope.dataset.Conditions;
import org.vladoscope.pipeline.TinyMap;
import org.vladoscope.report.RunTables;

/** Two runs of 40 candidates for each of five queries, the positives at known ranks. */
class DuelTest {

  private static final Run A = SampleRuns.run("a", TinyMap.CONFIG, 1, 1, 8, 3, 0);
  private static final Run B = SampleRuns.run("b", TinyMap.CONFIG, 1, 4, 1, 2, 0);

  private static Contender reranked(Run run) {
    return new Contender(run, Contender.Order.RERANKED);
  }

  private static List<String> names(Duel duel, Duel.Quadrant quadrant) {
    return duel.byDisagreement().stream()
        .filter(bout -> bout.quadrant(duel.n()) == quadrant)
        .map(Duel.Bout::query)
        .toList();
  }

  @Test
  void eachQueryIsInTheFieldOfThoseWhoAnswerItRightly() {
    Duel duel = Duel.of(reranked(A), reranked(B), 1);

    assertThat(names(duel, Duel.Quadrant.BOTH)).containsExactly("q0.jpg");
    assertThat(names(duel, Duel.Quadrant.ONLY_A)).containsExactly("q1.jpg");
    assertThat(names(duel, Duel.Quadrant.ONLY_B)).containsExactly("q2.jpg");
    assertThat(names(duel, Duel.Quadrant.NEITHER)).containsExactly("q3.jpg", "q4.jpg");
    assertThat(duel.test().pValue()).isEqualTo(1);
    assertThat(duel.warnings()).isEmpty();
  }

  @Test
  void furtherCandidatesMakeMoreAnswersRight() {
    Duel duel = Duel.of(reranked(A), reranked(B), 3);

    assertThat(names(duel, Duel.Quadrant.BOTH)).containsExactly("q3.jpg", "q0.jpg");
    assertThat(names(duel, Duel.Quadrant.ONLY_A)).containsExactly("q1.jpg");
    assertThat(names(duel, Duel.Quadrant.ONLY_B)).containsExactly("q2.jpg");
  }

  @Test
  void disagreementIsTheRatioOfRanksInOctavesAndNotFoundTheRankBehindTheLast() {
    Duel duel = Duel.of(reranked(A), reranked(B), 1);

    assertThat(duel.byDisagreement())
        .extracting(Duel.Bout::query)
        .containsExactly("q2.jpg", "q1.jpg", "q3.jpg", "q0.jpg", "q4.jpg");
    assertThat(duel.byDisagreement().get(0).disagreement()).isEqualTo(3, within(1e-12));
    assertThat(duel.byDisagreement().get(1).disagreement()).isEqualTo(2, within(1e-12));
    Duel lost = Duel.of(reranked(SampleRuns.run("c", TinyMap.CONFIG, 1)), reranked(run(0)), 1);
    assertThat(lost.bouts().getFirst().disagreement())
        .isEqualTo(Math.log(41) / Math.log(2), within(1e-12));
  }

  private static Run run(int... ranks) {
    return SampleRuns.run("d", TinyMap.CONFIG, ranks);
  }

  @Test
  void aRunIsHeldAgainstItsOwnGlobalSearch() {
    // By global descriptors the positive of query i is at rank i + 1.
    Duel duel = Duel.of(new Contender(B, Contender.Order.GLOBAL), reranked(B), 1);

    assertThat(names(duel, Duel.Quadrant.BOTH)).containsExactly("q0.jpg");
    assertThat(names(duel, Duel.Quadrant.ONLY_B)).containsExactly("q2.jpg");
    assertThat(duel.a().label()).isEqualTo("b, global search");
  }

  @Test
  void whatMakesRunsHardToCompareIsSaid() {
    List<Run.Query> queries = new ArrayList<>(B.queries());
    queries.removeFirst();
    queries.set(0, new Run.Query("q1.jpg", 0, Run.NOT_FOUND, Run.NOT_FOUND, .5, .5, "", "x.jpg"));
    Run other =
        new Run(
            "b",
            "village",
            B.readAs(),
            B.config(),
            B.software(),
            B.device(),
            B.date(),
            B.index(),
            "positives within 10 m",
            12,
            5,
            queries,
            B.seconds(),
            B.totalSeconds(),
            B.queryTime(),
            B.megabytesPerImage(),
            B.failures(),
            B.notices(),
            AnswerMeasures.NONE,
            Conditions.NONE,
            Optional.empty());

    assertThat(Duel.of(reranked(A), reranked(other), 10).warnings())
        .containsExactly(
            "A was measured on town with 40 database images, B on village with 12.",
            "A was judged by positives within 25 m, B by positives within 10 m.",
            "b ranked 5 candidates, fewer than 10.",
            "1 query is left out: only a was asked q0.jpg.",
            "1 query without a match is left out.");
  }

  @Test
  void runsWithNothingInCommonAreRefused() {
    assertThatThrownBy(() -> Duel.of(reranked(A), reranked(SampleRuns.run("e", TinyMap.CONFIG)), 1))
        .isInstanceOf(InputException.class)
        .hasMessage("The runs a and e have no query with a match in common.");
    assertThatThrownBy(() -> Duel.of(reranked(A), reranked(B), 0))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("not 0");
  }

  @Test
  void theTableHasALineForEachQuery() {
    assertThat(RunTables.csv(Duel.of(reranked(A), reranked(B), 1)).lines())
        .hasSize(6)
        .startsWith(
            "query,right,rank_a,rank_b,answer_a,answer_b,disagreement",
            "q2.jpg,only-b,8,1,place \u201c2\u201d.jpg,place \u201c2\u201d.jpg,3.00000")
        .endsWith("q4.jpg,neither,,,place \u201c4\u201d.jpg,place \u201c4\u201d.jpg,0.00000");
  }
}
