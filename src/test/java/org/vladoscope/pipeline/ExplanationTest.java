package org.vladoscope.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.match.PatchSimilarity;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.ListScore;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.ranking.Reranked;
import org.vladoscope.step.ClusterExamples;
import org.vladoscope.store.DescriptorStore;
import org.vladoscope.vlad.GlobalAnatomy;
import org.vladoscope.vlad.GlobalSimilarity;

/** What the pipeline says about why images match, with the real network on a drawn map. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("slow")
class ExplanationTest {

  private Compute compute;
  private DescriptorStore store;
  private Workspace workspace;
  private Pipeline pipeline;

  @BeforeAll
  void open(@TempDir Path folder) throws IOException {
    Path map = TinyMap.write(folder.resolve("map"));
    compute = Compute.open(DeviceChoice.CPU, 2);
    store = DescriptorStore.open(folder.resolve("cache"), DescriptorStore.DEFAULT_LIMIT);
    workspace = Workspace.open(PlaceMapFormats.known().read(map, Progress.NONE), compute, store);
    pipeline = workspace.pipeline(TinyMap.CONFIG);
    pipeline.prepare(Progress.NONE);
  }

  @AfterAll
  void close() {
    workspace.close();
    store.close();
    compute.close();
  }

  @Test
  void theSharesOfTheClustersAddUpToTheSimilarityThatRankedTheCandidate() {
    PlaceImage query = workspace.map().queries().getFirst();
    QueryResult result = pipeline.query(query, Progress.NONE);
    GlobalAnatomy left = pipeline.prepare(Progress.NONE).anatomy(query, Progress.NONE);
    assertThat(left.descriptor())
        .containsExactly(pipeline.prepare(Progress.NONE).global(query, Progress.NONE));
    for (Candidate candidate : result.candidates()) {
      GlobalSimilarity similarity =
          GlobalSimilarity.between(
              left, pipeline.prepare(Progress.NONE).anatomy(candidate.image(), Progress.NONE));
      assertThat(similarity.similarity()).isCloseTo(candidate.globalSimilarity(), within(1e-5));
      assertThat(java.util.Arrays.stream(similarity.wordShares()).sum())
          .isCloseTo(similarity.similarity(), within(1e-9));
    }
  }

  @Test
  void theListScoresOfAllCandidatesComeApart() {
    QueryResult result = pipeline.query(workspace.map().queries().get(1), Progress.NONE);
    for (Candidate candidate : result.candidates()) {
      assertThat(ListScore.of(result, candidate, TinyMap.CONFIG.matching()).isPresent())
          .isEqualTo(candidate instanceof Reranked);
    }
  }

  @Test
  void oneQueryPatchIsMostSimilarToItsNearestCandidatePatch() {
    PlaceImage query = workspace.map().queries().getFirst();
    PlaceImage candidate = workspace.map().database().getFirst();
    PatchSimilarity nearest =
        pipeline
            .prepare(Progress.NONE)
            .match(query, candidate, Progress.NONE)
            .scales()
            .get(1)
            .similarity();
    float[] row =
        pipeline.prepare(Progress.NONE).similarities(query, 1, 7, candidate, Progress.NONE);
    assertThat(row).hasSize(nearest.nearestInQuery().length);
    int best = 0;
    for (int i = 0; i < row.length; i++) {
      best = row[i] > row[best] ? i : best;
    }
    assertThat(best).isEqualTo(nearest.nearestInCandidate()[7]);
    assertThat(row[best]).isCloseTo(nearest.querySimilarity()[7], within(1e-5f));
  }

  @Test
  void typicalCellsBelongToTheirClusterAndAreFoundAgainInTheCache() {
    ClusterExamples examples = pipeline.prepare(Progress.NONE).clusterExamples(Progress.NONE);
    assertThat(examples.images()).isEqualTo(TinyMap.DATABASE);
    assertThat(examples.clusters()).hasSize(8);
    assertThat(examples.clusters().stream().mapToDouble(ClusterExamples.OfCluster::share).sum())
        .isCloseTo(1, within(1e-9));
    for (int k = 0; k < 8; k++) {
      List<ClusterExamples.Cell> cells = examples.clusters().get(k).cells();
      Set<PlaceImage> images = new HashSet<>();
      for (ClusterExamples.Cell cell : cells) {
        assertThat(
                pipeline
                    .prepare(Progress.NONE)
                    .assignment(cell.image(), Progress.NONE)
                    .strongest(cell.cell()))
            .isEqualTo(k);
        assertThat(images.add(cell.image())).isTrue();
      }
      assertThat(cells).extracting(ClusterExamples.Cell::distance).isSorted();
    }
    assertThat(store.usage()).containsKey("typical-cells");
    assertThat(
            workspace
                .pipeline(TinyMap.CONFIG)
                .prepare(Progress.NONE)
                .clusterExamples(Progress.NONE))
        .isEqualTo(examples);
  }

  @Test
  void lookingForTypicalCellsCanBeCancelled() {
    Progress cancelled =
        new Progress() {
          @Override
          public void report(String message, double fraction) {}

          @Override
          public boolean isCancelled() {
            return true;
          }
        };
    PipelineConfig other =
        TinyMap.CONFIG.withWords(new org.vladoscope.vlad.VocabularyConfig(4, 200, 20, 9));
    Pipeline fresh = workspace.pipeline(other);
    fresh.prepare(Progress.NONE);
    assertThatThrownBy(() -> fresh.prepare(Progress.NONE).clusterExamples(cancelled))
        .isInstanceOf(CancellationException.class);
  }
}
