package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vladoscope.aggregate.Aggregator;
import org.vladoscope.aggregate.Aggregators;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.TokenChoice;
import org.vladoscope.feature.TokenFacet;
import org.vladoscope.feature.checkpoint.SafetensorsWriter;
import org.vladoscope.feature.checkpoint.SafetensorsWriter.Tensor;
import org.vladoscope.feature.own.ScriptFile;
import org.vladoscope.image.ImageSize;
import org.vladoscope.store.WholeFile;
import org.vladoscope.vlad.VocabularyConfig;

/** Networks and aggregators of today in the window, with tiny files of official names. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("window")
class ModernNetworksWindowTest {

  private static final ImageSize SIZE = new ImageSize(280, 210);

  /** Patches of 14 pixels, three values each. */
  private static final String PATCHES = "p = torch.avg_pool2d(x, [14, 14])";

  private Path folder;
  private EngineWindow engine;
  private Harness harness;
  private PipelineConfig base;

  @BeforeAll
  void openTheMap(@TempDir Path temporary) throws IOException {
    folder = temporary;
    base = EngineWindow.fewWords(4).withImageSize(SIZE);
    engine = new EngineWindow(folder, EngineWindow.fewWords(4));
    harness = engine.harness;
    harness.open(FixtureMap.write(folder.resolve("map"), 4, 1));
    harness.chooseQuery(0);
  }

  @AfterAll
  void close() {
    engine.close();
  }

  private Path golden(String name) throws IOException {
    Path file = folder.resolve(name.substring(name.lastIndexOf('/') + 1));
    if (!Files.exists(file)) {
      try (InputStream in =
          Objects.requireNonNull(
              ModernNetworksWindowTest.class.getResourceAsStream("/golden/" + name))) {
        Files.copy(in, file);
      }
      Files.writeString(Path.of(file + ".json"), "{\"heads\": 4}");
    }
    return file;
  }

  private static Tensor tensor(Random random, Integer... shape) {
    int size = 1;
    for (int length : shape) {
      size *= length;
    }
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = random.nextFloat() - .5f;
    }
    return new Tensor(List.of(shape), values);
  }

  /** The head of CosPlace for cells of 12 values, which the tiny VGG16 gives. */
  private Path cosPlaceHead() {
    Random random = new Random(1);
    Map<String, Tensor> all = new LinkedHashMap<>();
    all.put("aggregation.1.p", new Tensor(List.of(1), new float[] {3}));
    all.put("aggregation.3.weight", tensor(random, 8, 12));
    all.put("aggregation.3.bias", tensor(random, 8));
    Path file = folder.resolve("cosplace_head.safetensors");
    WholeFile.stream(file, out -> SafetensorsWriter.write(out, Map.of(), all));
    return file;
  }

  private void says(String overlay, String sentence) {
    harness.show(overlay);
    assertThat(harness.texts()).as(overlay).anyMatch(text -> text.contains(sentence));
  }

  private static Aggregator named(String text) {
    return Aggregators.ALL.parse(text);
  }

  @Test
  void cosPlacesHeadBesideAVgg16RanksAndSaysWhatItHasNot() throws IOException {
    harness.answerFirst(
        base.withBackbone(new BackboneChoice("vgg16", golden("checkpoint/tiny_train.pth.tar")))
            .withAggregator(named("gem").withHead(cosPlaceHead())));
    assertThat(harness.comparison().hasPatches()).isFalse();
    assertThat(harness.texts()).anyMatch(text -> text.contains("GeM has no patch descriptors"));
    assertThat(harness.texts())
        .anyMatch(
            text ->
                text.contains("weights of tiny_train.pth.tar; GeM of cosplace_head.safetensors"));
    harness.show("components");
    harness.picture("modern-gem");
    says("clusters", "GeM has no clusters with residuals to show.");
    says("dustbin", "GeM has no dustbin");
    says("attention", "vgg16 has no attention to show");
    harness.picture("modern-gem-refused");
    harness.fx(() -> harness.window.overlays().hideValues());
  }

  @Test
  void megaLocShowsItsTransportLikeSalad() throws IOException {
    harness.answerFirst(
        base.withBackbone(new BackboneChoice("dinov2", golden("modern/megaloc_tiny.safetensors")))
            .withAggregator(named("megaloc")));
    assertThat(harness.texts()).anyMatch(text -> text.contains("MegaLoc has no patch descriptors"));
    harness.show("transport");
    assertThat(harness.texts()).contains("Before", "After", "Change", "All clusters");
    harness.picture("modern-megaloc");
    says("attention", "Attention of the class token in layer 2");
    harness.fx(() -> harness.window.overlays().hideValues());
  }

  @ParameterizedTest
  @ValueSource(strings = {"anyloc-hard", "anyloc-soft"})
  void anyLocHasClustersAndPatchesOfTheChosenLayerAndFacet(String id) throws IOException {
    BackboneChoice network =
        new BackboneChoice(
            "dinov2",
            golden("modern/dinov2_tiny_reg4_swiglu.pth"),
            false,
            new TokenChoice(TokenChoice.layer("1"), TokenFacet.parse("value")));
    Path centres = golden("modern/c_centers.pt");
    Aggregator aggregator = named(id);
    VocabularyConfig words = aggregator.words().orElseThrow();
    harness.answerFirst(
        base.withBackbone(network)
            .withAggregator(aggregator.withWords(words.withFile(centres, 5))));
    assertThat(harness.comparison().hasPatches()).isTrue();
    assertThat(harness.comparison().clusters().orElseThrow().clusters()).isEqualTo(5);
    assertThat(harness.texts()).anyMatch(text -> text.contains("5 clusters of c_centers.pt"));
    harness.show("clusters");
    harness.picture("modern-" + id);
    says("dustbin", "has no dustbin");
    harness.fx(() -> harness.window.overlays().hideValues());
  }

  @Test
  void tokensOfAnOwnNetworkAreCellsOnTheirGrid() throws IOException {
    Path own =
        ScriptFile.write(
            folder.resolve("tokens.pt"),
            "Tensor",
            PATCHES,
            "t = torch.transpose(torch.flatten(p, 2), 1, 2)",
            "return torch.cat([torch.slice(t, 1, 0, 5), t], 1)");
    Files.writeString(Path.of(own + ".json"), "{\"leadingTokens\": 5, \"patch\": 14}");
    harness.answerFirst(
        base.withBackbone(new BackboneChoice("own-network", own))
            .withAggregator(named("hard-vlad").withWords(new VocabularyConfig(4, 500, 5, 1))));
    assertThat(harness.comparison().cells().rows()).isEqualTo(15);
    assertThat(harness.comparison().cells().columns()).isEqualTo(20);
    harness.show("components");
    harness.picture("modern-tokens");
    says("attention", "own-network has no attention to show");
    harness.fx(() -> harness.window.overlays().hideValues());
  }

  @Test
  void aDescriptorNetworkIsSearchedAndEveryOverlaySaysWhyThereIsNothingToSee() throws IOException {
    Path own =
        ScriptFile.write(
            folder.resolve("descriptor.pt"),
            "Tensor",
            "p = torch.avg_pool2d(x, [70, 70])",
            "return torch.flatten(p, 1)");
    harness.answerFirst(
        base.withBackbone(new BackboneChoice("own-network", own))
            .withAggregator(named("as-given")));
    assertThat(harness.comparison().hasPatches()).isFalse();
    harness.picture("modern-as-given");
    says("clusters", "has no clusters with residuals to show.");
    says("similarity", "has no patch descriptors");
    for (String overlay : new String[] {"components", "cell_similarity"}) {
      says(overlay, "gives one descriptor of the whole image, and no cells to colour.");
    }
    harness.picture("modern-as-given-refused");
    harness.fx(() -> harness.window.overlays().hideValues());
  }
}
