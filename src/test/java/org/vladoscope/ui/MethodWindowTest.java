package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.Progress;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.config.RetrievalSource;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.file.numpy.NpyFile;
import org.vladoscope.pipeline.Workspace;
import org.vladoscope.report.FieldFiles;
import org.vladoscope.store.WholeFile;
import org.vladoscope.ui.evaluate.EvaluatePage;
import org.vladoscope.ui.explore.overlay.known.Overlays;
import org.vladoscope.ui.map.WhatIf;

/** Results of another program as the method of the open map. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("window")
class MethodWindowTest {

  private static final int DATABASE = 6;
  private static final int QUERIES = 3;

  /** A user who knows what they want. */
  private final Answers answers = new Answers();

  private Path folder;
  private Path exported;
  private Path ranking;
  private EngineWindow engine;
  private Harness harness;
  private PipelineConfig config;

  private static final class Answers implements FileChoosers {
    private @Nullable Path descriptorsFolder;
    private @Nullable Path descriptors;
    private @Nullable Path queryDescriptors;
    private @Nullable Path rankings;

    @Override
    public Optional<Path> chooseFolder(@Nullable Path start) {
      return Optional.empty();
    }

    @Override
    public Optional<Path> chooseMapFile() {
      return Optional.empty();
    }

    @Override
    public List<Path> chooseImages() {
      return List.of();
    }

    @Override
    public Optional<Path> chooseGroundTruth() {
      return Optional.empty();
    }

    @Override
    public Optional<Path> chooseDescriptorsFolder() {
      return Optional.ofNullable(descriptorsFolder);
    }

    @Override
    public Optional<Path> chooseDescriptors(boolean ofQueries) {
      return Optional.ofNullable(ofQueries ? queryDescriptors : descriptors);
    }

    @Override
    public Optional<Path> chooseRankings() {
      return Optional.ofNullable(rankings);
    }
  }

  @BeforeAll
  void openTheMap(@TempDir Path temporary) throws IOException {
    folder = temporary;
    Path map = FixtureMap.write(folder.resolve("painted places"), DATABASE, QUERIES);
    config = EngineWindow.fewWords(0);
    engine = new EngineWindow(folder, config, Overlays.ALL, stage -> answers);
    harness = engine.harness;
    harness.open(map);
    exported = folder.resolve("exported");
    try (Workspace workspace =
        Workspace.open(
            PlaceMapFormats.known().read(map, Progress.NONE), engine.compute, engine.store)) {
      FieldFiles.descriptors(
          exported, workspace.pipeline(config), workspace.map(), false, Progress.NONE);
    }
    StringBuilder text = new StringBuilder();
    for (int q = 0; q < QUERIES; q++) {
      for (int i = DATABASE - 1; i >= 0; i--) {
        text.append(FixtureMap.queryName(q)).append(", ");
        text.append(FixtureMap.databaseName(i)).append('\n');
      }
    }
    ranking = Files.writeString(folder.resolve("backwards.txt"), text);
  }

  @BeforeEach
  void startFromOurOwnDescriptors() {
    harness.fx(
        () -> {
          harness.window.perspectiveProperty().set(Perspective.EXPLORE);
          harness.explore().whatIf().reject();
          harness.explore().queryProperty().set(null);
          harness.explore().configProperty().set(config);
        });
    harness.chooseQuery(0);
    ScrollPane inspector = harness.find(".inspector .scroll-pane", ScrollPane.class);
    harness.fx(() -> inspector.setVvalue(.7));
  }

  @AfterAll
  void close() {
    engine.close();
  }

  private PipelineConfig inUse() {
    return FxThread.call(() -> harness.explore().configProperty().get());
  }

  private List<String> candidates() {
    return FxThread.call(
        () -> harness.explore().ranking().stream().map(c -> c.image().name()).toList());
  }

  private String problem() {
    return FxThread.call(() -> harness.explore().whatIf().problemProperty().get());
  }

  private void choose(String item) {
    MenuButton button = harness.find("#config-candidates", MenuButton.class);
    harness.fx(
        () ->
            button.getItems().stream()
                .filter(i -> i.getId().equals("config-candidates-" + item))
                .findFirst()
                .orElseThrow()
                .fire());
  }

  private void run(String command) {
    harness.window.commands().find(command).orElseThrow().run();
  }

  private void drop(Path... files) {
    List<java.io.File> dropped =
        IntStream.range(0, files.length).mapToObj(i -> files[i].toFile()).toList();
    harness.fx(() -> harness.window.drop(dropped));
  }

  /** A busy machine expects to take longer, so that it may ask first. */
  private void awaitUse(String what, Predicate<RetrievalSource> used) {
    WhatIf whatIf = harness.explore().whatIf();
    harness.await(
        what,
        () -> {
          whatIf.run();
          return used.test(inUse().retrieval());
        });
    harness.awaitRest();
  }

  private void awaitProblem(String... parts) {
    harness.await("it is refused", () -> !problem().isEmpty());
    harness.awaitRest();
    assertThat(problem()).contains(parts);
    assertThat(harness.texts()).contains(problem());
    assertThat(inUse()).isEqualTo(config);
  }

  @Test
  void ourOwnExportedDescriptorsFindWhatOursFindAndUndoReturns() {
    List<String> ours = candidates();
    answers.descriptorsFolder = exported;

    choose("descriptors-folder");
    awaitUse("descriptors are used", RetrievalSource.Descriptors.class::isInstance);

    assertThat(candidates()).isEqualTo(ours).hasSize(DATABASE);
    assertThat(harness.texts()).contains("descriptors of another program");
    Label name = harness.find("#config-candidates-file", Label.class);
    assertThat(name.getText()).isEqualTo("database/globalfeats.npy, queries/globalfeats.npy");
    assertThat(name.getTooltip().getText()).contains(exported.toString());
    assertThat(harness.notifications())
        .contains("Taken for the descriptors of exported")
        .anyMatch(t -> t.contains("are in the order of"));
    harness.picture("method-descriptors");

    harness.fx(() -> harness.explore().whatIf().undo());
    harness.awaitRest();
    assertThat(inUse()).isEqualTo(config);
    assertThat(harness.texts()).contains("our global descriptors");
  }

  @Test
  void aFileWithAnotherNumberOfRowsIsRefusedInTheFormAndChangesNothing() throws IOException {
    List<String> before = candidates();
    answers.descriptors = folder.resolve("five.npy");
    answers.queryDescriptors = folder.resolve("three.npy");
    float[] row = {1, 0};
    WholeFile.stream(folder.resolve("five.npy"), out -> NpyFile.write(out, 5, 2, i -> row));
    WholeFile.stream(folder.resolve("three.npy"), out -> NpyFile.write(out, 3, 2, i -> row));

    choose("descriptors-file");

    awaitProblem("5 descriptors", DATABASE + " database images");
    assertThat(candidates()).isEqualTo(before);
    assertThat(harness.texts()).contains("our global descriptors");
    harness.picture("method-refused");
  }

  @Test
  void aDroppedRankingIsTakenAndItsCandidatesHaveNoDistance() {
    drop(ranking);
    awaitUse("the ranking is used", RetrievalSource.Rankings.class::isInstance);

    assertThat(candidates())
        .containsExactlyElementsOf(
            IntStream.range(0, DATABASE)
                .mapToObj(i -> FixtureMap.databaseName(DATABASE - 1 - i))
                .toList());
    assertThat(harness.notifications())
        .contains("Taken for the ranking of backwards.txt")
        .anyMatch(t -> t.contains("pairs of kapture"));
    harness.fx(() -> harness.window.panels().numbersProperty().set(true));
    Snapshots.settle();
    assertThat(harness.texts())
        .contains("a ranking of another program", "d \u2013", "Not re-ranked")
        .contains("No index: another program ranked the images")
        .noneMatch(t -> t.contains("NaN"));
    harness.picture("method-ranking");
  }

  @Test
  void aDroppedFolderWithDescriptorsIsNoMapAndTwoFilesAreToldApartByName() throws IOException {
    drop(exported);
    awaitUse(
        "descriptors are used",
        s -> s.files().contains(exported.resolve("database/globalfeats.npy")));

    Path a = Files.copy(exported.resolve("database/globalfeats.npy"), folder.resolve("mine.npy"));
    Path b =
        Files.copy(exported.resolve("queries/globalfeats.npy"), folder.resolve("my queries.npy"));
    drop(b, a);
    awaitUse("the files are used", s -> s.files().equals(List.of(a, b)));
    assertThat(harness.notifications()).anyMatch(t -> t.contains("sorted names"));
  }

  @Test
  void textThatRanksNoQueryOfTheMapIsToldOfAsBefore() throws IOException {
    Path notes = Files.writeString(folder.resolve("notes.txt"), "no image");
    drop(notes);
    harness.await(
        "the error is shown",
        () -> harness.notifications().stream().anyMatch("The image cannot be used"::equals));
    assertThat(inUse()).isEqualTo(config);
    assertThat(problem()).isEmpty();
  }

  @Test
  void commandsChooseAnotherMethodAndOursAgain() {
    answers.rankings = ranking;
    harness.fx(() -> run("method.rankings"));
    awaitUse("the ranking is used", RetrievalSource.Rankings.class::isInstance);
    harness.fx(() -> run("method.ours"));
    awaitUse("ours are used", RetrievalSource::isComputed);
    assertThat(inUse()).isEqualTo(config);
  }

  @Test
  void evaluateSaysThatARankingIsNotRerankedAndWhyItHasNoMatrixAndNoCurve() {
    drop(ranking);
    awaitUse("the ranking is used", RetrievalSource.Rankings.class::isInstance);
    harness.fx(
        () -> {
          harness.window.perspectiveProperty().set(Perspective.EVALUATE);
          harness.window.evaluateView().model().pageProperty().set(EvaluatePage.RESULTS);
          harness.explore().triage().evaluate();
        });
    harness.await("the table stands", () -> harness.texts().contains("As given"));
    assertThat(harness.texts())
        .doesNotContain("Re-ranked")
        .anyMatch(t -> t.startsWith("Not re-ranked: patches were not compared"))
        .anyMatch(t -> t.startsWith("No precision\u2013recall curve"))
        .noneMatch(t -> t.contains("NaN"));
    assertThat(harness.find("#results-precision", ToggleButton.class).isDisabled()).isTrue();
    harness.picture("method-ranking-results");

    harness.fx(() -> harness.window.evaluateView().model().pageProperty().set(EvaluatePage.MATRIX));
    harness.awaitRest();
    assertThat(harness.texts())
        .contains("There is no matrix")
        .anyMatch(t -> t.contains("only the order of its candidates is known"));
    harness.picture("method-ranking-matrix");
  }
}
