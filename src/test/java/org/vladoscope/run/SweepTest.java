package org.vladoscope.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.common.WorkControl;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.CameraViews;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.graph.StepKind;
import org.vladoscope.graph.StepTimes;
import org.vladoscope.match.MatchConfig;
import org.vladoscope.match.RansacScore;
import org.vladoscope.match.RapidScore;
import org.vladoscope.metric.Bootstrap;
import org.vladoscope.metric.WeightSearch;
import org.vladoscope.pipeline.TinyMap;
import org.vladoscope.pipeline.Workspace;
import org.vladoscope.ranking.Evaluation;
import org.vladoscope.step.FeatureStep;
import org.vladoscope.step.LearningStep;
import org.vladoscope.step.ProjectionStep;
import org.vladoscope.step.ScoreStep;
import org.vladoscope.step.SimilarityStep;
import org.vladoscope.store.DescriptorStore;

/** Sweeps over a drawn map, with the real network. */
@Tag("slow")
class SweepTest {

  private static final StepKind RAPID_SCORES = ScoreStep.kind(new RapidScore());
  private static final StepKind RANSAC_SCORES = ScoreStep.kind(new RansacScore(1.5));

  private static final int IMAGES = TinyMap.DATABASE + TinyMap.QUERIES;

  @TempDir Path folder;
  private PlaceMap map =
      new PlaceMap(
          "",
          Path.of(""),
          List.of(),
          List.of(),
          false,
          CameraViews.NONE,
          GroundTruth.unknown(),
          List.of());
  private Compute compute;
  private DescriptorStore store;
  private Workspace workspace;

  @BeforeEach
  void openMap() throws IOException {
    map = PlaceMapFormats.known().read(TinyMap.write(folder.resolve("map")), Progress.NONE);
    compute = Compute.open(DeviceChoice.CPU, 2);
    store = DescriptorStore.open(folder.resolve("cache"), DescriptorStore.DEFAULT_LIMIT);
    workspace = Workspace.open(map, compute, store);
  }

  @AfterEach
  void closeAll() {
    workspace.close();
    store.close();
    compute.close();
  }

  /** Two sets of patches, two scorers and two depths: eight configurations. */
  static SweepGrid grid() {
    return new SweepGrid(
        TinyMap.CONFIG,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(List.of(2, 3), List.of(3)),
        List.of(),
        List.of(),
        List.of(),
        List.of(new RapidScore(), new RansacScore(1.5)),
        List.of(),
        List.of(3, 5),
        List.of(),
        List.of());
  }

  private SweepFile file() {
    return SweepFile.open(folder.resolve("a.sweep.jsonl"), map);
  }

  private List<SweepResult> run(SweepFile file, Consumer<SweepResult> after) {
    return run(file, grid(), new WorkControl(), after);
  }

  private List<SweepResult> run(
      SweepFile file, SweepGrid grid, WorkControl control, Consumer<SweepResult> after) {
    List<SweepResult> fresh = new ArrayList<>();
    SweepPlan plan = SweepPlan.of(workspace, grid, file.finished(), Progress.NONE);
    new SweepRunner(workspace, file)
        .run(
            plan,
            control,
            new SweepRunner.Listener() {
              @Override
              public void progress(SweepProgress progress) {
                assertThat(progress.fraction()).isBetween(0.0, 1.0);
                assertThat(progress.secondsLeft()).isNotNegative();
              }

              @Override
              public void result(SweepResult result) {
                fresh.add(result);
                after.accept(result);
              }
            });
    return fresh;
  }

  // --- what a grid makes ---

  @Test
  void everyCombinationIsMadeOnceAndWhatShareMostLieTogether() {
    List<PipelineConfig> configs = grid().combinations().configs();

    assertThat(configs).hasSize(8).doesNotHaveDuplicates();
    assertThat(configs.stream().map(c -> c.scales().size()))
        .containsExactly(2, 2, 2, 2, 1, 1, 1, 1);
    assertThat(configs.stream().map(PipelineConfig::rerank))
        .containsExactly(5, 5, 3, 3, 5, 5, 3, 3);
    assertThat(configs.get(4).matching().weights()).containsExactly(1.0);
  }

  @Test
  void combinationsThatMakeNoSenseAreListedWithTheirReason() {
    SweepGrid grid =
        new SweepGrid(
            TinyMap.CONFIG,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(4, 1),
            List.of(),
            List.of(),
            List.of(),
            List.of(List.of(2), List.of(2, 3), List.of(30)),
            List.of(List.of(1), List.of(1, 2)),
            List.of(List.of(1.0)),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());

    SweepPlan plan = SweepPlan.of(workspace, grid, Set.of(), Progress.NONE);

    assertThat(plan.cells()).hasSize(1);
    assertThat(plan.invalid())
        .extracting(SweepGrid.Invalid::reason)
        .anyMatch(r -> r.contains("number of clusters must lie between 2 and 1024"))
        .anyMatch(r -> r.contains("1 patch sizes need as many strides, or one for all, not 2"))
        .anyMatch(r -> r.contains("2 patch sizes need as many weights, not 1"))
        .anyMatch(r -> r.contains("does not fit the feature map"));
  }

  // --- what it costs ---

  @Test
  void whatConfigurationsShareIsPlannedOnce() {
    SweepPlan plan = SweepPlan.of(workspace, grid(), Set.of(), Progress.NONE);

    int pairs = TinyMap.QUERIES * 5;
    assertThat(plan.work().of(FeatureStep.KIND)).isEqualTo(IMAGES);
    assertThat(plan.work().of(LearningStep.KIND)).isOne();
    assertThat(plan.work().of(ProjectionStep.KIND)).isOne();
    assertThat(plan.work().of(SimilarityStep.KIND)).isEqualTo(pairs);
    assertThat(plan.work().of(RAPID_SCORES)).isEqualTo(pairs);
    assertThat(plan.work().of(RANSAC_SCORES)).isEqualTo(pairs);
    assertThat(plan.cells().get(2).work().isEmpty()).as("a shallower list of the same").isTrue();
    assertThat(plan.seconds())
        .isEqualTo(plan.cells().stream().mapToDouble(SweepPlan.Cell::seconds).sum());
  }

  @Test
  void sharedStagesRunOnceAndTheNumbersAreThoseOfSingleEvaluations() {
    List<SweepResult> results = run(file(), r -> {});

    assertThat(results).hasSize(8).allMatch(SweepResult::isSuccess);
    assertThat(workspace.networkRuns()).isEqualTo(IMAGES);
    assertThat(workspace.stepTimes().runs(LearningStep.KIND)).isOne();
    assertThat(workspace.stepTimes().runs(ProjectionStep.KIND)).isOne();
    assertThat(workspace.stepTimes().runs(SimilarityStep.KIND)).isEqualTo(TinyMap.QUERIES * 5);
    for (SweepResult result : results) {
      Run alone = new RunRecorder(workspace).record(result.config(), Progress.NONE).run();
      assertThat(Objects.requireNonNull(result.run()).queries()).isEqualTo(alone.queries());
      assertThat(result.recall(1))
          .isEqualTo(
              alone
                  .metrics(Bootstrap.NONE)
                  .orElseThrow()
                  .reranked()
                  .recall()
                  .at(1)
                  .recall()
                  .value());
    }
    assertThat(SweepResult.front(results)).isNotEmpty();
  }

  // --- stopping and going on ---

  @Test
  void aCancelledSweepGoesOnWithWhatIsLeft() {
    WorkControl control = new WorkControl();
    SweepFile first = file();
    assertThatThrownBy(
            () ->
                run(
                    first,
                    grid(),
                    control,
                    r -> {
                      if (first.results().size() == 3) {
                        control.cancel();
                      }
                    }))
        .isInstanceOf(CancellationException.class);

    SweepFile again = file();
    assertThat(again.results()).hasSize(3).isEqualTo(first.results());
    assertThat(run(again, r -> {})).hasSize(5);
    assertThat(workspace.networkRuns()).isEqualTo(IMAGES);
    assertThat(SweepPlan.of(workspace, grid(), again.finished(), Progress.NONE).cells()).isEmpty();
  }

  @Test
  void aPauseStopsTheWorkAndTheSweepGoesOnWhereItWas() throws InterruptedException {
    WorkControl control = new WorkControl();
    SweepFile file = file();
    Thread sweep =
        Thread.ofPlatform()
            .start(
                () ->
                    run(
                        file,
                        grid(),
                        control,
                        r -> {
                          if (file.results().size() == 2) {
                            control.pause();
                          }
                        }));
    while (!control.isPaused()) {
      Thread.sleep(1);
    }
    while (sweep.getState() != Thread.State.TIMED_WAITING) {
      Thread.sleep(1);
    }
    assertThat(file.results()).hasSize(2);

    control.resume();
    sweep.join();

    assertThat(file.results()).hasSize(8);
    assertThat(workspace.networkRuns()).isEqualTo(IMAGES);
  }

  @Test
  void aLineThatACrashCutOffIsEvaluatedAnewAndNoOther() throws IOException {
    SweepFile first = file();
    run(first, r -> {});
    byte[] whole = Files.readAllBytes(first.path());
    String[] lines = new String(whole, StandardCharsets.UTF_8).split("\n", -1);
    int kept = (lines[0] + "\n" + lines[1] + "\n").getBytes(StandardCharsets.UTF_8).length;
    Files.write(first.path(), Arrays.copyOf(whole, kept + 100));

    SweepFile again = file();

    assertThat(again.warnings()).singleElement().asString().contains("not written whole");
    assertThat(again.results()).hasSize(1);
    assertThat(Files.size(first.path())).isEqualTo(kept);
    assertThat(run(again, r -> {})).hasSize(7);
    assertThat(file().results()).hasSize(8);
    assertThat(file().warnings()).isEmpty();
  }

  @Test
  void aProcessThatIsKilledLosesNoFinishedConfiguration() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx600m",
                "-Dai.djl.offline=true",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(new File(folder.toFile(), "child.log"))
            .start();
    Path file = folder.resolve("a.sweep.jsonl");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(400);
    try {
      while (lines(file) < 3 && process.isAlive() && System.nanoTime() < deadline) {
        Thread.sleep(20);
      }
    } finally {
      process.destroyForcibly().waitFor();
    }

    SweepFile again = file();
    int kept = again.results().size();
    assertThat(kept).as(Files.readString(folder.resolve("child.log"))).isEqualTo(2);
    assertThat(run(again, r -> {})).hasSize(8 - kept);
    assertThat(workspace.networkRuns()).as("features of the killed process").isZero();
    assertThat(file().results()).hasSize(8);
  }

  private static long lines(Path file) throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    return Files.readString(file).chars().filter(c -> c == '\n').count();
  }

  /** Runs the sweep in a process of its own that never gets further than two configurations. */
  static final class Child {
    public static void main(String[] arguments) {
      Path folder = Path.of(arguments[0]);
      PlaceMap map = PlaceMapFormats.known().read(folder.resolve("map"), Progress.NONE);
      try (Compute compute = Compute.open(DeviceChoice.CPU, 2);
          DescriptorStore store =
              DescriptorStore.open(folder.resolve("cache"), DescriptorStore.DEFAULT_LIMIT);
          Workspace workspace = Workspace.open(map, compute, store)) {
        SweepFile file = SweepFile.open(folder.resolve("a.sweep.jsonl"), map);
        SweepPlan plan = SweepPlan.of(workspace, grid(), file.finished(), Progress.NONE);
        new SweepRunner(workspace, file)
            .run(
                plan,
                new WorkControl(),
                new SweepRunner.Listener() {
                  @Override
                  public void progress(SweepProgress progress) {}

                  @Override
                  public void result(SweepResult result) {
                    try {
                      Thread.sleep(file.results().size() < 2 ? 0 : 600_000);
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  }
                });
      }
    }
  }

  @Test
  void aConfigurationThatFailsIsRecordedAndTheNextOneFollows() throws IOException {
    Path weights = Files.writeString(folder.resolve("broken.pt"), "no network");
    SweepGrid grid =
        new SweepGrid(
            TinyMap.CONFIG,
            List.of(),
            List.of(
                new BackboneChoice(TinyMap.CONFIG.backbone().id(), weights),
                TinyMap.CONFIG.backbone()),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());

    List<SweepResult> results = run(file(), grid, new WorkControl(), r -> {});

    assertThat(results).hasSize(2);
    assertThat(results.getFirst().isSuccess()).isFalse();
    assertThat(results.getFirst().failure()).contains("not a TorchScript network");
    assertThat(results.getLast().isSuccess()).isTrue();
    assertThat(file().results()).isEqualTo(results);
    assertThat(file().succeeded()).hasSize(1);
    assertThat(SweepResult.front(results)).containsExactly(results.getLast());
  }

  @Test
  void aFileThatIsNoSweepOfThisMapIsNamedAndLeftAsItIs() throws IOException {
    Path foreign = folder.resolve("a.sweep.jsonl");
    for (String content : List.of("", "hello\n", "{\"kind\":\"other\"}\n")) {
      Files.writeString(foreign, content);
      assertThatThrownBy(this::file)
          .isInstanceOf(InputException.class)
          .hasMessageContaining("a.sweep.jsonl")
          .hasMessageContaining("left as it is");
      assertThat(Files.readString(foreign)).isEqualTo(content);
    }
    Files.delete(foreign);
    file();
    Files.writeString(
        folder.resolve("map/ground_truth.csv"),
        "query0.png,place1.png\n",
        StandardOpenOption.TRUNCATE_EXISTING);
    PlaceMap changed = PlaceMapFormats.known().read(folder.resolve("map"), Progress.NONE);
    assertThatThrownBy(() -> SweepFile.open(foreign, changed))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("another ground truth");
  }

  // --- weights ---

  @Test
  void weightsAreChosenFromScoresThatAreKnown() {
    Evaluation evaluation = workspace.pipeline(TinyMap.CONFIG).evaluate(Progress.NONE);
    StepTimes before = workspace.stepTimes();

    WeightSearch found =
        WeightTuning.search(evaluation, map, TinyMap.CONFIG, map.groundTruth(), 1, Progress.NONE);

    assertThat(workspace.stepTimes()).isEqualTo(before);
    assertThat(found.queries()).isEqualTo(TinyMap.QUERIES);
    assertThat(found.current())
        .isEqualTo(Objects.requireNonNull(evaluation.reranked()).atN().get(1));
    assertThat(found.warnings()).anyMatch(w -> w.contains("Only 5 queries"));
    // What was found is what an evaluation with these weights gives.
    PipelineConfig chosen =
        TinyMap.CONFIG.withMatching(new MatchConfig(new RapidScore(), 1.5, found.weights(), 0));
    assertThat(
            Objects.requireNonNull(workspace.pipeline(chosen).evaluate(Progress.NONE).reranked())
                .atN()
                .get(1))
        .isEqualTo(found.training());
  }
}
