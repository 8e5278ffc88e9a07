package org.vladoscope.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.match.CohortFusion;
import org.vladoscope.match.RansacScore;
import org.vladoscope.match.ZScoreFusion;
import org.vladoscope.metric.confidence.Calibration;
import org.vladoscope.pipeline.TinyMap;
import org.vladoscope.pipeline.Workspace;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.store.DescriptorStore;
import org.vladoscope.vlad.PatchScale;
import org.vladoscope.vlad.ReductionConfig;

/** Probabilities by warped copies of a drawn map's own images, with the real network. */
@Tag("slow")
class WarpCalibrationTest {

  private static final int IMAGES = 24;

  private static final PipelineConfig CONFIG =
      TinyMap.CONFIG.withMatching(TinyMap.CONFIG.matching().withFusion(new CohortFusion(3, 0)));

  @TempDir static Path folder;
  private static Compute compute;
  private static PlaceMap map;

  private DescriptorStore store;
  private Workspace workspace;

  @BeforeAll
  static void draw() throws IOException {
    for (int i = 0; i < IMAGES; i++) {
      TinyMap.place(folder.resolve("database/place%02d.png".formatted(i)), i, 0);
    }
    TinyMap.place(folder.resolve("queries/query.png"), 3, 6);
    compute = Compute.open(DeviceChoice.CPU);
    map = PlaceMapFormats.known().read(folder, Progress.NONE);
  }

  @AfterAll
  static void closeCompute() {
    compute.close();
  }

  @BeforeEach
  void open() {
    store = DescriptorStore.temporary();
    workspace = Workspace.open(map, compute, store);
  }

  @AfterEach
  void close() {
    workspace.close();
    store.close();
  }

  private Calibration calibrated(PipelineConfig config, Progress progress) {
    return new WarpCalibration(store).of(map, workspace.pipeline(config), progress);
  }

  @Test
  void aMapWithoutGroundTruthGetsACurveThatSaysWhatItWasFittedOn() {
    assertThat(map.groundTruth().isKnown()).isFalse();
    Calibration curve = calibrated(CONFIG, Progress.NONE);
    assertThat(curve.source()).endsWith("answers to warped copies of this map's own images");
    assertThat(curve.probability(.5)).isGreaterThan(curve.probability(.01));
  }

  @Test
  void theSecondTimeItIsFoundAgainAndNoImageIsWarped() {
    Calibration first = calibrated(CONFIG, Progress.NONE);
    assertThat(store.usage())
        .hasEntrySatisfying(
            WarpCalibration.KIND, usage -> assertThat(usage.entries()).isEqualTo(1));
    int runs = workspace.networkRuns();
    Calibration again =
        calibrated(
            CONFIG,
            new Progress() {
              @Override
              public void report(String message, double fraction) {
                assertThat(message).doesNotContain("warped");
              }

              @Override
              public boolean isCancelled() {
                return false;
              }
            });
    assertThat(again).isEqualTo(first);
    assertThat(workspace.networkRuns()).isEqualTo(runs);
  }

  @Test
  void whatIsTakenOutIsNeitherACandidateNorAnImpostor() {
    // The image's own place is taken out: it and everything near it.
    WarpCalibration.Place place = WarpCalibration.Place.of(map, 10);
    assertThat(place.perhaps()).contains(10).containsAll(place.close());
    assertThat(place.close()).containsExactlyInAnyOrder(5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    QueryResult without =
        workspace
            .pipeline(CONFIG)
            .queryWithout(map.database().get(10), place.perhaps(), Progress.NONE);
    assertThat(without.candidates())
        .extracting(Candidate::databaseIndex)
        .isNotEmpty()
        .doesNotContainAnyElementsOf(place.perhaps());
  }

  @Test
  void anAnswerThatMayShowThePlaceIsNeitherRightNorWrong() {
    QueryResult answer =
        workspace.pipeline(CONFIG).queryWithout(map.database().get(10), Set.of(), Progress.NONE);
    assertThat(answer.candidates().getFirst().databaseIndex()).isEqualTo(10);
    assertThat(judged(answer, Set.of(10), Set.of(9, 10)))
        .hasValueSatisfying(sample -> assertThat(sample.right()).isTrue());
    assertThat(judged(answer, Set.of(1), Set.of(1, 2)))
        .hasValueSatisfying(sample -> assertThat(sample.right()).isFalse());
    assertThat(judged(answer, Set.of(9), Set.of(9, 10))).isEmpty();
  }

  private static Optional<Calibration.Sample> judged(
      QueryResult answer, Set<Integer> close, Set<Integer> perhaps) {
    return WarpCalibration.first(answer, new WarpCalibration.Place(close, perhaps), CONFIG);
  }

  private ContentHash key(PipelineConfig config) {
    return workspace.pipeline(config).prepare(Progress.NONE).answerKey();
  }

  @Test
  void everySettingThatChangesAnswersNamesAnotherCurve() {
    List<UnaryOperator<PipelineConfig>> changes =
        List.of(
            c -> c.withRerank(4),
            c -> c.withScales(List.of(new PatchScale(2, 1), new PatchScale(4, 1)), c.matching()),
            c -> c.withReduction(new ReductionConfig(8, 0, 200)),
            c -> c.withWords(c.words().orElseThrow().withSeed(2)),
            c -> c.withMatching(c.matching().withWeights(List.of(.4, .6))),
            c -> c.withMatching(c.matching().withGlobalWeight(.3)),
            c -> c.withMatching(c.matching().withFusion(new CohortFusion(4, 0))),
            c -> c.withMatching(c.matching().withFusion(new CohortFusion(3, 1))),
            c -> c.withMatching(c.matching().withScorer(new RansacScore(1.5))),
            c -> c.withMatching(c.matching().withScorer(new RansacScore(2))));
    Set<ContentHash> keys = new HashSet<>(Set.of(key(CONFIG)));
    changes.forEach(change -> keys.add(key(change.apply(CONFIG))));
    assertThat(keys).hasSize(1 + changes.size());
    assertThat(key(CONFIG)).isEqualTo(key(CONFIG));
  }

  @Test
  void otherImagesNameAnotherCurve() {
    ContentHash answers = key(CONFIG);
    assertThat(WarpCalibration.key(map, answers, List.of(1, 2)))
        .isEqualTo(WarpCalibration.key(map, answers, List.of(1, 2)))
        .isNotEqualTo(WarpCalibration.key(map, answers, List.of(1, 3)));
  }

  @Test
  void aCancelLeavesNoCurveAndNoView() throws IOException {
    Set<Path> before = viewFolders();
    Progress stopped =
        new Progress() {
          private volatile boolean cancelled;

          @Override
          public void report(String message, double fraction) {
            cancelled |= message.contains("warped image 3");
          }

          @Override
          public boolean isCancelled() {
            return cancelled;
          }
        };
    assertThatThrownBy(() -> calibrated(CONFIG, stopped)).isInstanceOf(CancellationException.class);
    assertThat(store.usage()).doesNotContainKey(WarpCalibration.KIND);
    assertThat(viewFolders()).isEqualTo(before);
  }

  private static Set<Path> viewFolders() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return new HashSet<>(
          files
              .filter(f -> String.valueOf(f.getFileName()).startsWith("vladoscope-views"))
              .toList());
    }
  }

  @Test
  void whatCannotBeCalibratedIsRefusedInASentence() {
    assertThatThrownBy(() -> calibrated(CONFIG.withRerank(0), Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Nothing is re-ranked")
        .hasMessageContaining("--rerank 20");
    assertThat(
            WarpCalibration.refusal(
                map, CONFIG.withMatching(CONFIG.matching().withFusion(new ZScoreFusion()))))
        .hasValueSatisfying(why -> assertThat(why).contains("choose --fusion cohort"));
    assertThat(WarpCalibration.refusal(map, CONFIG)).isEmpty();
  }

  @Test
  void aMapOfFewImagesIsRefused(@TempDir Path small) throws IOException {
    PlaceMap few = PlaceMapFormats.known().read(TinyMap.write(small), Progress.NONE);
    assertThat(WarpCalibration.refusal(few, CONFIG))
        .contains("Calibrating by warped images takes a database of 20 images or more, not 8.");
  }
}
