package org.vladoscope.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.index.DescriptorIndex;
import org.vladoscope.index.ShardedIndex;
import org.vladoscope.pipeline.crew.Crew;
import org.vladoscope.pipeline.crew.ImageOutcome;
import org.vladoscope.pipeline.crew.ImagePair;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.Evaluation;
import org.vladoscope.store.DescriptorStore;

/** A map whose work two others do, one image and one pair at a time. */
@Tag("slow")
class SharedWorkTest {

  private static final PipelineConfig CONFIG = TinyMap.CONFIG;

  @TempDir Path folder;

  private Compute compute;
  private PlaceMap map;

  @BeforeEach
  void drawAMap() throws IOException {
    compute = Compute.open(DeviceChoice.CPU, 2);
    Path drawn = TinyMap.write(folder.resolve("map"));
    Files.copy(drawn.resolve("database/place1.png"), drawn.resolve("database/place7b.png"));
    Files.writeString(drawn.resolve("database/place3.png"), "no image");
    map = PlaceMapFormats.known().read(drawn, Progress.NONE);
  }

  @AfterEach
  void close() {
    compute.close();
  }

  /** Two others on the same store, who hold half of the index each. */
  private final class Two implements Crew {

    private final List<SharedWork> workers = new ArrayList<>();
    private final List<ImagePair> compared = new ArrayList<>();
    private List<ImageOutcome> outcomes = List.of();

    Two(List<Workspace> workspaces, PipelineConfig config) {
      workspaces.forEach(workspace -> workers.add(workspace.pipeline(config).shared()));
    }

    private SharedWork worker(int unit) {
      return workers.get(unit % workers.size());
    }

    @Override
    public Optional<List<ImageOutcome>> features(
        PipelineConfig config, int images, Progress progress) {
      outcomes =
          IntStream.range(0, images)
              .mapToObj(image -> worker(image).computeFeatures(image, progress))
              .toList();
      worker(0).packFeatures(IntStream.range(0, images).boxed().toList());
      return Optional.of(outcomes);
    }

    @Override
    public void globals(PipelineConfig config, int images, Progress progress) {
      IntStream.range(0, images).forEach(image -> worker(image).computeGlobal(image, progress));
      worker(0).packGlobals(IntStream.range(0, images).boxed().toList(), progress);
    }

    @Override
    public Optional<DescriptorIndex> index(
        PipelineConfig config, int images, int dimensions, Progress progress) {
      List<SharedWork.Part> parts =
          List.of(
              new SharedWork.Part(config.index(), 0, images / 2),
              new SharedWork.Part(config.index(), images / 2, images));
      return Optional.of(
          new ShardedIndex(
              images,
              dimensions,
              true,
              "two halves",
              (queries, k) ->
                  List.of(
                      worker(0).search(parts.get(0), queries, k, progress),
                      worker(1).search(parts.get(1), queries, k, progress))));
    }

    @Override
    public Optional<List<double[]>> scores(
        PipelineConfig config, List<ImagePair> pairs, Progress progress) {
      compared.addAll(pairs);
      Map<Integer, List<List<byte[]>>> matches = new HashMap<>();
      List<double[]> scores = new ArrayList<>();
      for (ImagePair pair : pairs) {
        SharedWork.Compared found = worker(pair.candidate()).compare(pair, progress);
        scores.add(found.scores());
        matches.computeIfAbsent(pair.query(), q -> new ArrayList<>()).add(found.matches());
      }
      matches.forEach((query, all) -> worker(query).keep(query, all, progress));
      return Optional.of(scores);
    }
  }

  private DescriptorStore store(String name) {
    return DescriptorStore.open(folder.resolve(name), DescriptorStore.DEFAULT_LIMIT);
  }

  private Evaluation alone(String cache, PipelineConfig config) {
    try (DescriptorStore store = store(cache);
        Workspace workspace = Workspace.open(map, compute, store)) {
      return workspace.pipeline(config).evaluate(Progress.NONE);
    }
  }

  private void assertEqual(Evaluation one, Evaluation other) {
    assertThat(one.results()).hasSameSizeAs(other.results());
    for (int q = 0; q < one.results().size(); q++) {
      List<Candidate> left = one.results().get(q).candidates();
      assertThat(left).isEqualTo(other.results().get(q).candidates());
    }
    assertThat(one.failures()).isEqualTo(other.failures());
  }

  private void assertSharedIsAlone(PipelineConfig config) throws IOException {
    Evaluation alone = alone("alone", config);
    try (DescriptorStore store = store("shared");
        Workspace first = Workspace.open(map, compute, store);
        Workspace second = Workspace.open(map, compute, store)) {
      Two crew = new Two(List.of(first, second), config);
      Evaluation shared;
      try (Workspace driver = Workspace.open(map, compute, store, crew)) {
        shared = driver.pipeline(config).evaluate(Progress.NONE);
        assertThat(driver.networkRuns()).isZero();
        assertThat(shared.index()).isEqualTo("two halves");
      }

      assertEqual(shared, alone);
      assertThat(crew.compared).doesNotHaveDuplicates().isNotEmpty();
    }
    try (DescriptorStore store = store("shared");
        Workspace later = Workspace.open(map, compute, store)) {
      assertEqual(later.pipeline(config).evaluate(Progress.NONE), alone);
      assertThat(later.networkRuns()).as("all is in the packs").isZero();
      assertThat(later.stepTimes().runs(org.vladoscope.step.PatchStep.KIND))
          .as("all matches are kept")
          .isZero();
    }
    try (Stream<Path> files = Files.walk(folder.resolve("shared/features"))) {
      assertThat(files.filter(f -> f.toString().endsWith(".entry"))).isEmpty();
    }
  }

  @Test
  void answersAreThoseOfOneMachine() throws IOException {
    assertSharedIsAlone(CONFIG);
  }

  @Test
  void answersWithFusedCamerasAndImpostorsAreThoseOfOneMachine() throws IOException {
    assertSharedIsAlone(CONFIG.withCameras(CameraFusion.FUSED));
  }
}
