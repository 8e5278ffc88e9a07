package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.aggregate.Aggregators;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.image.ImageSize;
import org.vladoscope.ui.explore.ExploreView;
import org.vladoscope.ui.explore.token.SinkhornStage;
import org.vladoscope.ui.export.ExportKind;

/** Features and attention over the pair, with the network of the program and with a tiny DINOv2. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("window")
class TokenWindowTest {

  private Path folder;
  private Path weights;
  private Path salad;
  private EngineWindow engine;
  private Harness harness;

  @BeforeAll
  void openTheMap(@TempDir Path temporary) throws IOException {
    folder = temporary;
    weights = copied("dinov2_tiny_reg4_swiglu.pth");
    salad = copied("dino_salad_tiny.ckpt");
    engine = new EngineWindow(folder, EngineWindow.fewWords(4));
    harness = engine.harness;
    harness.open(FixtureMap.write(folder.resolve("map"), 4, 1));
    harness.chooseQuery(0);
  }

  private Path copied(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in =
        Objects.requireNonNull(
            TokenWindowTest.class.getResourceAsStream("/golden/modern/" + name))) {
      Files.copy(in, file);
    }
    Files.writeString(folder.resolve(name + ".json"), "{\"heads\": 4}");
    return file;
  }

  @AfterAll
  void close() {
    engine.close();
  }

  private ExploreView view() {
    return (ExploreView)
        Objects.requireNonNull(harness.window.scene().getRoot().lookup(".explore"));
  }

  private String figure() throws IOException {
    FolderTargets targets = new FolderTargets(folder);
    harness.fx(
        () -> {
          view().setExportTargets(targets);
          view().export(ExportKind.SVG);
        });
    harness.awaitRest();
    return Files.readString(targets.file);
  }

  @Test
  void anyNetworksFeaturesAreSeenAndAMissingAttentionIsExplained() throws IOException {
    harness.answerFirst(EngineWindow.fewWords(4));
    harness.show("components");
    harness.picture("features-components");
    assertThat(figure())
        .contains("Three principal components of the cells of both images")
        .contains("1st ", "2nd ", "3rd ", "of the variance");

    harness.show("cell_similarity");
    harness.picture("features-similarity");
    assertThat(harness.texts()).contains("Point at a cell; a click keeps it");
    assertThat(figure()).contains("Cosine similarity to the cell of the query in row");

    harness.show("attention");
    assertThat(harness.texts())
        .anyMatch(text -> text.startsWith("mobilenetv2-coco has no attention to show"));
    harness.picture("features-no-attention");
    assertThat(figure()).contains("mobilenetv2-coco has no attention to show");
    harness.fx(() -> harness.window.overlays().hideValues());
  }

  @Test
  void aPairOfSaladShowsItsDustbinAndFeaturesAndSaysWhyItHasNoMatches() throws IOException {
    PipelineConfig base = EngineWindow.fewWords(4);
    harness.answerFirst(
        base.withBackbone(new BackboneChoice("dinov2", salad))
            .withAggregator(Aggregators.ALL.parse("salad"))
            .withImageSize(new ImageSize(392, 294)));
    assertThat(harness.comparison().hasPatches()).isFalse();
    assertThat(harness.comparison().clusters()).isEmpty();
    assertThat(harness.texts())
        .anyMatch(text -> text.startsWith("SALAD has no patch descriptors, because"));

    harness.show("dustbin");
    harness.picture("features-dustbin");
    assertThat(figure())
        .contains("Share of each cell that goes to the dustbin, after Sinkhorn")
        .doesNotContain("pair score");
    FolderTargets table = new FolderTargets(folder);
    harness.fx(
        () -> {
          view().setExportTargets(table);
          view().export(ExportKind.JSON);
        });
    harness.awaitRest();
    assertThat(Files.readString(table.file))
        .contains("\"salad\"")
        .doesNotContain("pairScore")
        .doesNotContain("globalSimilarity");

    harness.show("transport");
    harness.picture("features-transport");
    assertThat(figure()).contains("Strongest cluster of each cell after Sinkhorn");

    everyClusterOfSaladIsSeenBeforeAndAfterSinkhorn();

    harness.show("clusters");
    assertThat(figure()).contains("SALAD has no clusters with residuals to show");
    harness.show("similarity");
    harness.picture("features-salad-no-patches");
    assertThat(harness.texts())
        .anyMatch(text -> text.startsWith("SALAD has no patch descriptors, because"));

    harness.show("components");
    assertThat(figure()).contains("Three principal components of the cells");
    harness.show("cell_similarity");
    assertThat(figure()).contains("Cosine similarity to the cell of the query in row");
    harness.show("attention");
    assertThat(figure()).contains("Attention of the class token");
    harness.show("rollout");
    assertThat(figure()).contains("Attention rollout of the class token");

    harness.answerFirst(base);
    harness.show("dustbin");
    assertThat(figure()).contains("NetVLAD has no dustbin");
    harness.fx(() -> harness.window.overlays().hideValues());
  }

  private void everyClusterOfSaladIsSeenBeforeAndAfterSinkhorn() throws IOException {
    ComboBox<?> clusters = harness.find(".cluster-chooser", ComboBox.class);
    assertThat(clusters.getItems()).as("six clusters, and all of them").hasSize(7);
    assertThat(harness.texts()).contains("Before", "After", "Change");
    harness.fx(() -> harness.window.overlays().clusterProperty().set(2));
    assertThat(harness.texts()).contains("Cluster 2");
    for (SinkhornStage stage : SinkhornStage.values()) {
      String name = stage.name().toLowerCase(java.util.Locale.ROOT);
      ToggleButton button = harness.find(".stage-" + name, ToggleButton.class);
      harness.fx(button::fire);
      harness.awaitRest();
      harness.picture("features-transport-" + name);
      assertThat(figure())
          .contains(stage == SinkhornStage.CHANGE ? "What Sinkhorn adds" : name + " Sinkhorn")
          .contains("cluster 2");
    }
    harness.fx(() -> harness.window.overlays().stageProperty().set(SinkhornStage.AFTER));
    harness.click(harness.find(".image-pane", Node.class));
    harness.awaitRest();
    harness.picture("features-transport-pointed");
    assertThat(harness.texts())
        .anyMatch(text -> text.matches("cluster 2: score .*, Sinkhorn .* \u2192 .*"));
    harness.press(KeyCode.ESCAPE);
  }

  @Test
  void theAttentionOfAVisionTransformerIsSeenHeadByHead() throws IOException {
    PipelineConfig base = EngineWindow.fewWords(4);
    harness.answerFirst(
        base.withBackbone(new BackboneChoice("dinov2", weights))
            .withImageSize(new ImageSize(392, 294)));
    harness.show("attention");
    harness.picture("features-attention");
    assertThat(figure()).contains("Attention of the class token in layer 2, mean of 4 heads");
    ComboBox<?> heads = harness.find(".head-chooser", ComboBox.class);
    assertThat(heads.getItems()).hasSize(5);
    harness.fx(() -> heads.getSelectionModel().select(3));
    harness.awaitRest();
    assertThat(figure()).contains("Attention of the class token in layer 2, head 2");

    harness.show("rollout");
    harness.picture("features-rollout");
    assertThat(figure()).contains("Attention rollout of the class token, layers 0 to 2");
    harness.fx(() -> harness.window.overlays().hideValues());
  }
}
