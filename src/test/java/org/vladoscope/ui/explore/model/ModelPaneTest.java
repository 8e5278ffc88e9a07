package org.vladoscope.ui.explore.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.config.Preset;
import org.vladoscope.feature.backbone.Backbones;
import org.vladoscope.feature.models.ModelsFolder;
import org.vladoscope.ui.FxTest;
import org.vladoscope.ui.FxThread;
import org.vladoscope.ui.Snapshots;
import org.vladoscope.ui.task.BackgroundTasks;
import org.vladoscope.ui.theme.Look;
import org.vladoscope.ui.theme.TextSize;
import org.vladoscope.ui.theme.ThemeChoice;
import org.vladoscope.ui.theme.Themes;

/** Choosing a model, with real files. */
@Tag("window")
class ModelPaneTest {

  private static final PipelineConfig CONFIG = Preset.DEFAULT.config();
  private static final Compute COMPUTE = Compute.open(DeviceChoice.CPU, 1);
  private static final ExecutorService WORKERS = Executors.newCachedThreadPool();

  @TempDir Path folder;
  private ModelForm form;
  private Themes themes;
  private Stage stage;
  private Scene scene;

  @BeforeAll
  static void startToolkit() {
    FxTest.start();
  }

  @AfterAll
  static void close() {
    WORKERS.shutdownNow();
    COMPUTE.close();
  }

  @BeforeEach
  void show() throws IOException, URISyntaxException {
    Files.copy(golden("tiny_WPCA7.pth.tar"), folder.resolve("tiny_WPCA7.pth.tar"));
    Files.copy(golden("resnet18_fpn.pth"), folder.resolve("resnet18_fpn.pth"));
    BackgroundTasks tasks = new BackgroundTasks(WORKERS, Platform::runLater);
    form =
        FxThread.call(
            () -> new ModelForm(CONFIG, choice -> Backbones.describe(choice, COMPUTE), tasks));
    themes = FxThread.call(() -> new Themes(new Look(ThemeChoice.LIGHT, TextSize.NORMAL)));
    scene =
        FxThread.call(
            () ->
                new Scene(
                    new ModelPane(
                        form,
                        new ModelsFolder(folder),
                        tasks,
                        () -> Optional.of(folder.resolve("page.pth"))),
                    740,
                    660));
    stage = FxThread.call(Stage::new);
    FxTest.run(
        () -> {
          themes.style(scene);
          stage.setScene(scene);
          stage.show();
        });
    awaitRest();
    await(() -> !((ComboBox<?>) scene.lookup("#model-downloads")).getItems().isEmpty());
  }

  private static Path golden(String name) throws URISyntaxException {
    return Path.of(
        Objects.requireNonNull(ModelPaneTest.class.getResource("/golden/checkpoint/" + name))
            .toURI());
  }

  @AfterEach
  void hide() {
    FxTest.run(
        () -> {
          stage.close();
          themes.close();
        });
  }

  private void awaitRest() {
    await(() -> !form.busyProperty().get());
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + 60_000_000_000L;
    while (!FxThread.call(condition::getAsBoolean)) {
      assertThat(System.nanoTime()).isLessThan(end);
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void picture(String name) {
    for (ThemeChoice theme : new ThemeChoice[] {ThemeChoice.LIGHT, ThemeChoice.DARK}) {
      FxTest.run(() -> themes.choiceProperty().set(theme));
      Snapshots.write(
          scene,
          Path.of("target", "screenshots", name + "-" + theme.name().toLowerCase() + ".png"));
    }
  }

  private String findings() {
    return FxThread.call(() -> String.join("\n", form.lines()));
  }

  private Optional<PipelineConfig> chosen() {
    return FxThread.call(() -> form.over(CONFIG));
  }

  @Test
  void aCheckpointOffersItsWordsAndProjectionAndSaysWhatItIs() {
    Path file = folder.resolve("tiny_WPCA7.pth.tar");
    FxTest.run(
        () -> {
          form.backboneProperty().set("vgg16");
          form.fileProperty().set(file);
        });
    await(() -> form.inspectionProperty().get().hasProjection());
    awaitRest();

    assertThat(findings())
        .contains("VGG16 to conv5_3, stride 16, 12 values per cell")
        .contains("Training: network: trained (tiny_WPCA7.pth.tar)")
        .contains("Vocabulary: 5 clusters of 12 values, assignment without bias (v1)")
        .contains("WPCA: from 60 to 7 values");
    PipelineConfig config = chosen().orElseThrow();
    assertThat(config.backbone().weights()).isEqualTo(file);
    assertThat(config.words().orElseThrow().file()).isEqualTo(file);
    assertThat(config.words().orElseThrow().clusters()).isEqualTo(5);
    assertThat(config.reduction().file()).isEqualTo(file);
    assertThat(config.reduction().dimensions()).isEqualTo(7);
    FxTest.run(
        () -> ((ComboBox<?>) scene.lookup("#model-downloads")).getSelectionModel().select(0));
    assertThat(FxThread.call(() -> ((Label) scene.lookup("#model-licence")).getText()))
        .contains("Licence: MIT")
        .contains("No checksum is published");
    picture("model");

    FxTest.run(() -> form.wordsOfFileProperty().set(false));
    PipelineConfig onMap = chosen().orElseThrow();
    assertThat(onMap.backbone().weights()).isEqualTo(file);
    assertThat(onMap.words().orElseThrow().file()).isNull();
    assertThat(onMap.reduction().file()).isNull();
  }

  @Test
  void aFileThatCannotBeUsedSaysWhyAndCannotBeTaken() throws IOException {
    Files.writeString(folder.resolve("page.pth"), "<!DOCTYPE html><html>Sign in</html>");
    FxTest.run(
        () -> {
          form.backboneProperty().set("resnet50-fpn");
          ((Button) scene.lookup("#model-browse")).fire();
        });
    await(() -> form.inspectionProperty().get().problem().contains("web page"));
    awaitRest();

    Label problem = (Label) scene.lookup("#model-problem");
    assertThat(FxThread.call(problem::getText))
        .contains("page.pth cannot be read as a checkpoint: it is a web page");
    assertThat(chosen()).isEmpty();
    picture("model-problem");
  }

  @Test
  void aNetworkWithoutFileSaysThatItNeedsOne() {
    FxTest.run(() -> form.backboneProperty().set("vgg16"));
    await(() -> !form.inspectionProperty().get().problem().isEmpty());

    assertThat(form.inspectionProperty().get().problem())
        .contains("vgg16 comes without weights, and random ones are not used");
    assertThat(chosen()).isEmpty();
  }

  private Path modern(String name) throws IOException, URISyntaxException {
    Path original =
        Path.of(
            Objects.requireNonNull(ModelPaneTest.class.getResource("/golden/modern/" + name))
                .toURI());
    return Files.copy(original, folder.resolve(name));
  }

  /** A tiny DINOv2 without any aggregator, of cells of 48 values. */
  private void chooseTransformer() throws IOException, URISyntaxException {
    Path network = modern("dinov2_tiny_reg4_swiglu.pth");
    Files.writeString(folder.resolve("dinov2_tiny_reg4_swiglu.pth.json"), "{\"heads\": 4}");
    FxTest.run(
        () -> {
          form.backboneProperty().set("dinov2");
          form.fileProperty().set(network);
        });
    awaitRest();
    assertThat(form.inspectionProperty().get().problem()).isEmpty();
  }

  private void chooseOwn(Path file) {
    FxTest.run(() -> form.aggregatorFileProperty().set(file));
    awaitRest();
  }

  @Test
  void aHeadBesideTheNetworkChoosesItsAggregatorAndIsTakenFromItsOwnFile()
      throws IOException, URISyntaxException {
    chooseTransformer();
    Path head = modern("supervlad_head_k4g1.pth");
    chooseOwn(head);

    assertThat(form.aggregatorProperty().get()).isEqualTo("supervlad");
    assertThat(findings()).contains("supervlad_head_k4g1.pth");
    PipelineConfig config = chosen().orElseThrow();
    assertThat(config.aggregator().id()).isEqualTo("supervlad");
    assertThat(config.aggregator().file()).contains(head);
    assertThat(String.valueOf(config.backbone().weights())).endsWith("swiglu.pth");
    picture("model-head");

    FxTest.run(() -> ((Button) scene.lookup("#model-aggregator-none")).fire());
    awaitRest();
    assertThat(chosen().orElseThrow().aggregator().file()).isEmpty();
  }

  @Test
  void clustersBesideTheNetworkAreTheVocabularyOfTheChosenAggregator()
      throws IOException, URISyntaxException {
    chooseTransformer();
    FxTest.run(() -> form.aggregatorProperty().set("anyloc-hard"));
    awaitRest();
    Path centres = modern("c_centers.pt");
    chooseOwn(centres);

    PipelineConfig config = chosen().orElseThrow();
    assertThat(config.aggregator().id()).isEqualTo("anyloc-hard");
    assertThat(config.words().orElseThrow().file()).isEqualTo(centres);
    assertThat(config.words().orElseThrow().clusters()).isEqualTo(5);
    picture("model-centres");
  }

  @Test
  void aFileThatIsNotTheAggregatorsIsRefusedInTheWordsOfTheCommandLine()
      throws IOException, URISyntaxException {
    chooseTransformer();
    FxTest.run(() -> form.aggregatorProperty().set("salad"));
    awaitRest();
    chooseOwn(modern("c_centers.pt"));
    assertThat(form.inspectionProperty().get().problem())
        .contains("c_centers.pt does not hold the weights of SALAD; it has")
        .contains("models download dino_salad");
    assertThat(chosen()).isEmpty();
    picture("model-head-problem");

    FxTest.run(() -> form.aggregatorProperty().set("as-given"));
    awaitRest();
    assertThat(form.inspectionProperty().get().problem())
        .contains("takes no file with weights of its own; leave it out");
    assertThat(chosen()).isEmpty();
  }

  @Test
  void everyFieldOfTheAggregatorIsReachedByTheTabKey() {
    for (String id : new String[] {"aggregator", "aggregator-file", "aggregator-browse"}) {
      assertThat(FxThread.call(() -> scene.lookup("#model-" + id).isFocusTraversable()))
          .as(id)
          .isTrue();
    }
  }
}
