package org.vladoscope.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.graph.StepPlan;
import org.vladoscope.match.CohortFusion;
import org.vladoscope.match.Moments;
import org.vladoscope.match.Standard;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.ranking.Reranked;
import org.vladoscope.ranking.Retrieved;
import org.vladoscope.step.SimilarityStep;
import org.vladoscope.store.DescriptorStore;

/** The impostors that the scores of a query are measured against. */
class CohortTest {

  private static final PipelineConfig CONFIG =
      TinyMap.CONFIG
          .withMatching(
              TinyMap.CONFIG.matching().withFusion(new CohortFusion(3, 0)).withGlobalWeight(.25))
          .withRerank(4);

  @TempDir static Path mapFolder;
  private static Compute compute;

  private DescriptorStore store;
  private Workspace workspace;

  @BeforeAll
  static void draw() throws IOException {
    TinyMap.write(mapFolder);
    compute = Compute.open(DeviceChoice.CPU);
  }

  @AfterAll
  static void closeCompute() {
    compute.close();
  }

  @BeforeEach
  void open() {
    store = DescriptorStore.temporary();
    workspace = Workspace.open(read(mapFolder), compute, store);
  }

  @AfterEach
  void close() {
    workspace.close();
    store.close();
  }

  private static PlaceMap read(Path folder) {
    return PlaceMapFormats.known().read(folder, Progress.NONE);
  }

  private static List<Integer> places(List<Retrieved> cohort) {
    return cohort.stream().map(Retrieved::databaseIndex).toList();
  }

  /** The candidates that are re-ranked, and the cohort. */
  private List<List<Integer>> compared(Workspace opened, PipelineConfig config, PlaceImage query) {
    PreparedMap prepared = opened.pipeline(config).prepare(Progress.NONE);
    Retrieval retrieval = new Retrieval(prepared);
    List<Retrieved> candidates =
        retrieval.search(query, Progress.NONE).candidates().subList(0, config.rerank());
    List<Retrieved> cohort =
        new Cohort(prepared)
            .of(query, retrieval.queryViews(query), candidates, Set.of(), Progress.NONE);
    return List.of(places(candidates), places(cohort));
  }

  @Test
  void impostorsAreNotAmongTheCandidates() {
    for (PlaceImage query : workspace.map().queries()) {
      List<List<Integer>> compared = compared(workspace, CONFIG, query);
      assertThat(compared.get(1)).hasSize(3).doesNotContainAnyElementsOf(compared.get(0));
    }
  }

  @Test
  void queriesShareTheirImpostors() {
    Set<Integer> all = new HashSet<>();
    for (PlaceImage query : workspace.map().queries()) {
      all.addAll(compared(workspace, CONFIG.withRerank(1), query).get(1));
    }
    // Three in a fixed order, and one more for each of these that is a query's own candidate.
    assertThat(all).hasSizeLessThanOrEqualTo(5);
  }

  @Test
  void whereTooFewAreLeftTheLastCandidatesFillUp() {
    List<List<Integer>> compared =
        compared(workspace, CONFIG.withRerank(7), workspace.map().queries().getFirst());
    List<Integer> candidates = compared.get(0);
    assertThat(compared.get(1)).hasSize(3).endsWith(candidates.get(5), candidates.get(6));
    assertThat(candidates).doesNotContain(compared.get(1).getFirst());
  }

  @Test
  void anImageThatIsAskedAgainstTheOthersIsNotItsOwnImpostor(@TempDir Path folder)
      throws IOException {
    for (int i = 0; i < 6; i++) {
      TinyMap.place(folder.resolve(i + ".png"), i, 0);
    }
    try (Workspace others = Workspace.open(read(folder), compute, store)) {
      for (int i = 0; i < 6; i++) {
        PlaceImage query = others.map().queries().get(i);
        assertThat(compared(others, CONFIG.withRerank(2), query).get(1))
            .hasSize(3)
            .doesNotContain(i);
      }
    }
  }

  @Test
  void listScoresAreStandardDeviationsAboveTheImpostors() {
    PlaceImage query = workspace.map().queries().getFirst();
    QueryResult result = workspace.pipeline(CONFIG).query(query, Progress.NONE);
    PreparedMap prepared = workspace.pipeline(CONFIG).prepare(Progress.NONE);
    List<Integer> cohort = compared(workspace, CONFIG, query).get(1);

    Standard standard = result.standard().orElseThrow();

    List<Double> first = new ArrayList<>();
    List<Double> similarities = new ArrayList<>();
    for (int place : cohort) {
      PlaceImage image = workspace.map().database().get(place);
      first.add(
          prepared
              .match(query, image, Progress.NONE)
              .scales()
              .getFirst()
              .score(CONFIG.matching().scorer()));
      float[] a = prepared.global(query, Progress.NONE);
      float[] b = prepared.global(image, Progress.NONE);
      double product = 0;
      for (int i = 0; i < a.length; i++) {
        product += (double) a[i] * b[i];
      }
      similarities.add(product);
    }
    assertThat(standard.scales().getFirst()).isEqualTo(moments(first));
    assertThat(standard.global().mean()).isCloseTo(moments(similarities).mean(), within(1e-6));
    assertThat(standard.global().deviation())
        .isCloseTo(moments(similarities).deviation(), within(1e-6));
    Reranked best = result.reranked().getFirst();
    double[] above = standard.standardised(best.scores());
    assertThat(best.score())
        .isCloseTo(
            .5 * above[0]
                + .5 * above[1]
                + .25 * standard.global().standardised(best.globalSimilarity()),
            within(1e-9));
  }

  private static Moments moments(List<Double> values) {
    return Moments.of(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  @Test
  void anotherWeightComparesNoPairAgain() {
    workspace.pipeline(CONFIG).evaluate(Progress.NONE);
    PipelineConfig other =
        CONFIG.withMatching(CONFIG.matching().withWeights(List.of(.9, .1)).withGlobalWeight(1));
    assertThat(workspace.pipeline(other).evaluationWork(new StepPlan(), Progress.NONE).isEmpty())
        .isTrue();
  }

  @Test
  void theCostOfAQueryCountsItsImpostors() {
    PlaceImage query = workspace.map().queries().getFirst();
    workspace.pipeline(CONFIG).prepare(Progress.NONE);
    // Four candidates and three impostors.
    assertThat(
            workspace.pipeline(CONFIG).workload(query, null, Progress.NONE).of(SimilarityStep.KIND))
        .isEqualTo(7);
  }
}
