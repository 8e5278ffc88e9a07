package org.vladoscope.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.config.CameraFusion;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.CameraViews.View;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.index.engine.IndexEngine;
import org.vladoscope.match.RapidScore;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.Evaluation;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.ranking.Reranked;
import org.vladoscope.store.DescriptorStore;

/** Places that two cameras took, from their folders to rankings, with the real network. */
@Tag("slow")
class CameraMapTest {

  private static final int PLACES = 5;

  @TempDir Path folder;
  private Path map;
  private Compute compute;
  private DescriptorStore store;

  /**
   * Every place looks different to both cameras. The front camera of query 3 was covered: it shows
   * an image that is not in the map.
   */
  @BeforeEach
  void drawMap() throws IOException {
    map = folder.resolve("map");
    StringBuilder truth = new StringBuilder();
    for (int i = 0; i < PLACES; i++) {
      TinyMap.place(map.resolve("database/images_front/" + i + ".png"), i, 0);
      TinyMap.place(map.resolve("database/images_back/" + i + ".png"), 100 + i, 0);
      TinyMap.place(map.resolve("queries/images_front/" + i + ".png"), i == 3 ? 50 : i, 6);
      TinyMap.place(map.resolve("queries/images_back/" + i + ".png"), 100 + i, 6);
      truth.append("images_front/" + i + ".png,images_front/" + i + ".png\n");
    }
    Files.writeString(map.resolve("ground_truth.csv"), truth);
    compute = Compute.open(DeviceChoice.CPU, 2);
    store = DescriptorStore.open(folder.resolve("cache"), DescriptorStore.DEFAULT_LIMIT);
  }

  @AfterEach
  void closeThem() {
    store.close();
    compute.close();
  }

  private Workspace open() {
    return Workspace.open(
        PlaceMapFormats.known().read(map, Progress.NONE), compute, store, IndexEngine.EXACT);
  }

  private static PipelineConfig config(CameraFusion fusion) {
    return TinyMap.CONFIG.withCameras(fusion);
  }

  @Test
  void everyCameraIsDescribedAndEveryPlaceIsRankedOnce() {
    try (Workspace workspace = open()) {
      for (CameraFusion fusion : CameraFusion.values()) {
        Evaluation evaluation = workspace.pipeline(config(fusion)).evaluate(Progress.NONE);

        assertThat(evaluation.results()).hasSize(PLACES);
        for (QueryResult result : evaluation.results()) {
          assertThat(result.candidates().stream().map(Candidate::databaseIndex))
              .containsExactlyInAnyOrder(0, 1, 2, 3, 4);
        }
        assertThat(Objects.requireNonNull(evaluation.reranked()).atN()).containsEntry(1, 1.0);
      }
      assertThat(workspace.networkRuns()).isEqualTo(4 * PLACES);
    }
  }

  @Test
  void aPlaceIsFoundByTheCameraThatSeesIt() {
    try (Workspace workspace = open()) {
      PlaceImage query = workspace.map().queries().get(3);
      QueryResult result =
          workspace.pipeline(config(CameraFusion.BEST)).query(query, Progress.NONE);
      Candidate first = result.beforeReranking().getFirst();

      assertThat(first.databaseIndex()).isEqualTo(3);
      assertThat(first.image().name()).isEqualTo("images_back/3.png");
      assertThat(first.queryView().name()).isEqualTo("images_back/3.png");
    }
  }

  @Test
  void fusedDistancesAndScoresAreMeansOverTheCameras() {
    try (Workspace workspace = open()) {
      Pipeline pipeline = workspace.pipeline(config(CameraFusion.FUSED));
      PlaceImage query = workspace.map().queries().get(1);
      List<View> asked = workspace.map().views().of(query);
      for (Candidate candidate : pipeline.query(query, Progress.NONE).candidates()) {
        PlaceImage place = workspace.map().database().get(candidate.databaseIndex());
        List<View> views = workspace.map().views().of(place);
        double squares = 0;
        double score = 0;
        for (int c = 0; c < 2; c++) {
          PlaceImage left = asked.get(c).image();
          PlaceImage right = views.get(c).image();
          squares +=
              Math.pow(
                      distance(
                          pipeline.prepare(Progress.NONE).global(left, Progress.NONE),
                          pipeline.prepare(Progress.NONE).global(right, Progress.NONE)),
                      2)
                  / 2;
          score +=
              pipeline
                      .prepare(Progress.NONE)
                      .match(left, right, Progress.NONE)
                      .scales()
                      .getFirst()
                      .score(new RapidScore())
                  / 2;
        }
        assertThat(candidate.distance()).isCloseTo(Math.sqrt(squares), within(1e-5));
        assertThat(((Reranked) candidate).scaleScores().getFirst()).isCloseTo(score, within(1e-9));
      }
    }
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.pow(a[i] - b[i], 2);
    }
    return Math.sqrt(sum);
  }

  @Test
  void aPictureThatCannotBeReadLeavesItsPlaceToTheOtherCamera() throws IOException {
    Files.writeString(map.resolve("database/images_back/2.png"), "no image");
    Files.writeString(map.resolve("queries/images_front/2.png"), "no image");
    try (Workspace workspace = open()) {
      for (CameraFusion fusion : CameraFusion.values()) {
        Evaluation evaluation = workspace.pipeline(config(fusion)).evaluate(Progress.NONE);

        assertThat(evaluation.failures())
            .containsOnlyKeys("database/images_back/2.png", "queries/images_front/2.png");
        assertThat(evaluation.results()).hasSize(PLACES);
        assertThat(evaluation.results().get(1).candidates()).hasSize(PLACES);
      }
    }
  }

  @Test
  void withoutQueriesAPlaceDoesNotFindItself() throws IOException {
    for (String camera : List.of("images_front", "images_back")) {
      for (int q = 0; q < PLACES; q++) {
        Files.delete(map.resolve("queries/" + camera + "/" + q + ".png"));
      }
      Files.delete(map.resolve("queries/" + camera));
    }
    Files.delete(map.resolve("queries"));
    Files.delete(map.resolve("ground_truth.csv"));
    try (Workspace workspace = open()) {
      PlaceImage query = workspace.map().queries().get(2);

      QueryResult result =
          workspace.pipeline(config(CameraFusion.BEST)).query(query, Progress.NONE);

      assertThat(result.candidates().stream().map(Candidate::databaseIndex))
          .containsExactlyInAnyOrder(0, 1, 3, 4);
    }
  }
}
