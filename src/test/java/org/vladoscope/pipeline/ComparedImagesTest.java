package org.vladoscope.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.config.RetrievalSource;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.graph.StepPlan;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.Evaluation;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.report.FieldFiles;
import org.vladoscope.step.FeatureStep;
import org.vladoscope.store.DescriptorStore;
import org.vladoscope.vlad.ReductionConfig;

/**
 * Candidates of another program that are re-ranked with a vocabulary and a projection of a file: no
 * image is looked at but those that are compared.
 */
class ComparedImagesTest {

  private static final int RERANKED = 2;

  /** As it is computed on the map alone, with what the file holds. */
  private PipelineConfig own;

  /** The same with the global descriptors of files. */
  private PipelineConfig foreign;

  @TempDir Path folder;
  private Path map;
  private Compute compute;
  private DescriptorStore store;

  @BeforeEach
  void writeFiles() throws IOException {
    compute = Compute.open(DeviceChoice.CPU, 2);
    store = DescriptorStore.open(folder.resolve("cache"), DescriptorStore.DEFAULT_LIMIT);
    map = TinyMap.write(folder.resolve("tiny"));
    Path model = folder.resolve("model.safetensors");
    Path exported = folder.resolve("exported");
    try (Workspace workspace = open()) {
      workspace
          .pipeline(TinyMap.CONFIG)
          .trained(ProjectionSource.PATCHES, Progress.NONE)
          .write(model, Progress.NONE);
      own =
          TinyMap.CONFIG
              .withWords(
                  TinyMap.CONFIG.words().orElseThrow().withFile(model, 8),
                  ReductionConfig.trained(model, 16))
              .withRerank(RERANKED);
      FieldFiles.descriptors(
          exported, workspace.pipeline(own), workspace.map(), false, Progress.NONE);
    }
    foreign = own.withRetrieval(RetrievalSource.descriptors(exported, Optional.empty()));
    store.clear();
  }

  @AfterEach
  void closeThem() {
    store.close();
    compute.close();
  }

  private Workspace open() {
    return Workspace.open(PlaceMapFormats.known().read(map, Progress.NONE), compute, store);
  }

  private static PlaceImage query(Workspace workspace, int number) {
    return workspace.map().queries().get(number);
  }

  private static List<String> names(QueryResult result) {
    return result.candidates().stream().map(c -> c.image().name()).toList();
  }

  private QueryResult ask(PipelineConfig config, int query) {
    try (Workspace workspace = open()) {
      return workspace.pipeline(config).query(query(workspace, query), Progress.NONE);
    }
  }

  private void breakFile(String name) throws IOException {
    Files.writeString(map.resolve(name), "no image");
  }

  @Test
  void aQueryIsAnsweredAsIfAllImagesHadBeenLookedAt() {
    QueryResult expected = ask(own, 1);
    store.clear();

    assertThat(ask(foreign, 1)).isEqualTo(expected);
  }

  @Test
  void onlyTheQueryAndWhatItIsComparedWithIsLookedAt() {
    try (Workspace workspace = open()) {
      Pipeline pipeline = workspace.pipeline(foreign);
      pipeline.query(query(workspace, 0), Progress.NONE);

      int looked = 1 + foreign.pairs();
      assertThat(looked).isLessThan(TinyMap.DATABASE);
      assertThat(workspace.networkRuns()).isEqualTo(looked);
    }
  }

  @Test
  void anEvaluationGivesTheSameAnswers() {
    Evaluation expected;
    try (Workspace workspace = open()) {
      expected = workspace.pipeline(own).evaluate(Progress.NONE);
    }
    store.clear();
    try (Workspace workspace = open()) {
      Evaluation found = workspace.pipeline(foreign).evaluate(Progress.NONE);

      assertThat(found.results()).isEqualTo(expected.results());
      assertThat(found.reranked()).isEqualTo(expected.reranked());
      assertThat(found.failures()).isEmpty();
    }
  }

  @Test
  void aCandidateThatIsNoImageLeavesItsPlaceToTheNextAndIsNamed() throws IOException {
    List<String> before =
        ask(foreign, 0).beforeReranking().stream().map(c -> c.image().name()).toList();
    String first = before.getFirst();
    breakFile("database/" + first);

    try (Workspace workspace = open()) {
      Pipeline pipeline = workspace.pipeline(foreign);
      PreparedMap prepared = pipeline.prepare(Progress.NONE);
      assertThat(prepared.failures()).isEmpty();
      QueryResult result = pipeline.query(query(workspace, 0), Progress.NONE);

      Set<String> reranked = new HashSet<>(names(result).subList(0, RERANKED));
      assertThat(reranked).containsExactlyInAnyOrderElementsOf(before.subList(1, 1 + RERANKED));
      assertThat(names(result)).doesNotContain(first);
      assertThat(prepared.failures()).containsOnlyKeys("database/" + first);
    }
  }

  @Test
  void whatWasAskedBeforeDoesNotChangeAnAnswer() throws IOException {
    breakFile("database/place0.png");
    QueryResult alone = ask(foreign, 3);

    try (Workspace workspace = open()) {
      Pipeline pipeline = workspace.pipeline(foreign);
      pipeline.query(query(workspace, 0), Progress.NONE);

      assertThat(pipeline.query(query(workspace, 3), Progress.NONE)).isEqualTo(alone);
    }
  }

  @Test
  void aQueryThatIsNoImageIsLeftOutOfAnEvaluationAndNamed() throws IOException {
    breakFile("queries/query2.png");
    try (Workspace workspace = open()) {
      Evaluation evaluation = workspace.pipeline(foreign).evaluate(Progress.NONE);

      assertThat(evaluation.results()).hasSize(TinyMap.QUERIES - 1);
      assertThat(evaluation.failures()).containsOnlyKeys("queries/query2.png");
    }
  }

  @Test
  void aMapWithoutImagesIsRefusedWithWhatToDo() throws IOException {
    for (int i = 0; i < TinyMap.DATABASE; i++) {
      breakFile("database/place" + i + ".png");
    }

    assertThatThrownBy(() -> ask(foreign, 0))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("query0.png", "place0.png", "--rerank 0");
  }

  @Test
  void onlyComparedImagesAreCountedAsWork() throws IOException {
    try (Workspace workspace = open()) {
      Pipeline pipeline = workspace.pipeline(foreign);
      String first =
          workspace
              .pipeline(foreign.withRerank(0))
              .query(query(workspace, 0), Progress.NONE)
              .candidates()
              .getFirst()
              .image()
              .name();

      assertThat(pipeline.workload(query(workspace, 0), null, Progress.NONE).of(FeatureStep.KIND))
          .isEqualTo(1 + foreign.pairs());
      Files.delete(map.resolve("database/" + first));
      assertThat(pipeline.workload(query(workspace, 0), null, Progress.NONE).of(FeatureStep.KIND))
          .isEqualTo(foreign.pairs());
      assertThat(pipeline.evaluationWork(new StepPlan(), Progress.NONE).of(FeatureStep.KIND))
          .isPositive();
    }
  }

  @Test
  void anIndexIsAskedForWithTheFeaturesOfAllImages() throws IOException {
    breakFile("database/place7.png");
    try (Workspace workspace = open()) {
      Pipeline pipeline = workspace.pipeline(foreign);
      PreparedMap prepared = pipeline.prepareAll(Progress.NONE);

      assertThat(prepared.failures()).containsOnlyKeys("database/place7.png");
      int all = TinyMap.DATABASE - 1 + TinyMap.QUERIES;
      assertThat(workspace.networkRuns()).isEqualTo(all);
      for (Candidate candidate :
          pipeline.query(query(workspace, 0), Progress.NONE).candidates().subList(0, RERANKED)) {
        assertThat(candidate.image().name()).isNotEqualTo("place7.png");
      }
      assertThat(workspace.networkRuns()).isEqualTo(all);
    }
  }
}
