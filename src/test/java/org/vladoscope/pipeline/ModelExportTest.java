package org.vladoscope.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.compute.Precision;
import org.vladoscope.config.ConfigJson;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.feature.checkpoint.ModelWeights;
import org.vladoscope.linalg.Whitening;
import org.vladoscope.store.DescriptorStore;
import org.vladoscope.vlad.ReductionConfig;
import org.vladoscope.vlad.VladVersion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was trained on a map, written and read again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("slow")
class ModelExportTest {

  private static final PipelineConfig CONFIG =
      TinyMap.CONFIG.withWords(
          TinyMap.CONFIG
              .words()
              .orElseThrow()
              .withVersion(VladVersion.V2)
              .withNormalizeInput(false));

  private Path folder;
  private Compute compute;
  private DescriptorStore store;
  private Workspace workspace;
  private ModelExport trained;

  @BeforeAll
  void train(@TempDir Path temporary) throws IOException {
    folder = temporary;
    Path map = TinyMap.write(folder.resolve("map"));
    compute = Compute.open(DeviceChoice.CPU, 2);
    store = DescriptorStore.open(folder.resolve("cache"), DescriptorStore.DEFAULT_LIMIT);
    workspace = Workspace.open(PlaceMapFormats.known().read(map, Progress.NONE), compute, store);
    trained = workspace.pipeline(CONFIG).trained(ProjectionSource.PATCHES, Progress.NONE);
  }

  @AfterAll
  void close() {
    workspace.close();
    store.close();
    compute.close();
  }

  @Test
  void everyTensorComesBackBitForBitUnderTheNamesOfPublishedWeights() {
    Path file = folder.resolve("tiny.safetensors");
    trained.write(file, Progress.NONE);

    ModelWeights read = ModelWeights.read(file);

    assertThat(read.report().clusters()).isEqualTo(8);
    assertThat(read.report().dimensions()).isEqualTo(16);
    assertThat(read.get("centroids").floats()).isEqualTo(trained.vocabulary().centroids().data());
    assertThat(read.get("assignment.weight").floats())
        .isEqualTo(trained.vocabulary().assignmentWeights().data());
    assertThat(read.get("assignment.bias").floats())
        .isEqualTo(trained.vocabulary().assignmentBias());
    Whitening projection = trained.projection().orElseThrow();
    assertThat(read.get("wpca.weight").floats()).isEqualTo(projection.weight().data());
    assertThat(read.get("wpca.bias").floats()).isEqualTo(projection.bias());
  }

  @Test
  void theJsonSaysHowDescriptorsAreMadeFromPictures() throws IOException {
    Path file = folder.resolve("settings.safetensors");
    trained.write(file, Progress.NONE);

    JsonNode json = JsonMapper.shared().readTree(folder.resolve("settings.json").toFile());

    assertThat(json.path("backbone").path("id").asString()).isEqualTo("mobilenetv2-coco");
    assertThat(json.path("backbone").path("weightsHash").asString()).hasSize(64);
    assertThat(json.path("backbone").path("geometry").path("stride").asInt()).isEqualTo(16);
    assertThat(json.path("image").path("width").asInt()).isEqualTo(160);
    assertThat(json.path("image").path("mean").path(0).asDouble()).isEqualTo(.5);
    assertThat(json.path("vocabulary").path("normalizeInput").asBoolean()).isFalse();
    assertThat(ConfigJson.read(json.path("configuration"))).isEqualTo(CONFIG);
  }

  @Test
  void theHeaderHoldsTheSameSettingsAndNumbersBeginAligned() throws IOException {
    Path file = folder.resolve("header.safetensors");
    trained.write(file, Progress.NONE);

    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int length = Math.toIntExact(bytes.getLong());
    JsonNode header =
        JsonMapper.shared().readTree(new String(bytes.array(), 8, length, StandardCharsets.UTF_8));

    assertThat(length % 8).isZero();
    assertThat(header.path("__metadata__").path("settings").asString())
        .isEqualTo(Files.readString(folder.resolve("header.json")));
    JsonNode last = header.path("WPCA.0.bias");
    assertThat(last.path("dtype").asString()).isEqualTo("F32");
    assertThat(8 + length + last.path("data_offsets").path(1).asInt()).isEqualTo(bytes.capacity());
    int first = 8 + length + header.path("pool.conv.bias").path("data_offsets").path(0).asInt();
    assertThat(bytes.getFloat(first)).isEqualTo(trained.vocabulary().assignmentBias()[0]);
  }

  @Test
  void withoutAProjectionTheFileHoldsTheWordsAlone() {
    ModelExport words =
        workspace
            .pipeline(CONFIG.withReduction(new ReductionConfig(0, 0, 200)))
            .trained(ProjectionSource.PATCHES, Progress.NONE);
    words.write(folder.resolve("words"), Progress.NONE);

    ModelWeights read = ModelWeights.read(folder.resolve("words.safetensors"));

    assertThat(read.report().vocabulary().isComplete()).isTrue();
    assertThat(read.has("wpca.weight")).isFalse();
  }

  @Test
  void aPipelineThatReadsAnExportRanksAndScoresAsTheOneThatTrainedIt() {
    PipelineConfig plain = CONFIG.withReduction(new ReductionConfig(0, 0, 200));
    Path file = folder.resolve("ranking.safetensors");
    Pipeline source = workspace.pipeline(plain);
    source.trained(ProjectionSource.PATCHES, Progress.NONE).write(file, Progress.NONE);
    Pipeline reader =
        workspace.pipeline(plain.withWords(plain.words().orElseThrow().withFile(file, 8)));

    assertThat(reader.evaluate(Progress.NONE).results())
        .isEqualTo(source.evaluate(Progress.NONE).results());
  }

  @Test
  void patchesProjectedByAnExportMatchAsThoseProjectedByTheOneThatTrainedIt() {
    Path file = folder.resolve("matching.safetensors");
    trained.write(file, Progress.NONE);
    Pipeline source = workspace.pipeline(CONFIG);
    Pipeline reader =
        workspace.pipeline(
            CONFIG.withWords(
                CONFIG.words().orElseThrow().withFile(file, 8), ReductionConfig.trained(file, 16)));

    for (PlaceImage query : workspace.map().queries()) {
      for (PlaceImage image : workspace.map().database()) {
        assertThat(
                reader
                    .prepare(Progress.NONE)
                    .match(query, image, Progress.NONE)
                    .score(CONFIG.matching()))
            .as("%s and %s", query.name(), image.name())
            .isEqualTo(
                source
                    .prepare(Progress.NONE)
                    .match(query, image, Progress.NONE)
                    .score(CONFIG.matching()));
      }
    }
  }

  @Test
  void aProjectionOfGlobalDescriptorsMakesThemUncorrelatedAndTakesThemShorterInTheOriginalsWay() {
    PipelineConfig config = CONFIG.withReduction(new ReductionConfig(5, 1, 200));
    Pipeline whole = workspace.pipeline(config);
    Path file = folder.resolve("globals.safetensors");
    ModelExport model = whole.trained(ProjectionSource.GLOBALS, Progress.NONE);
    model.write(file, Progress.NONE);
    Whitening projection = model.projection().orElseThrow();
    List<PlaceImage> images = workspace.map().database();

    FloatMatrix globals =
        FloatMatrix.ofRows(
            images.stream()
                .map(i -> whole.prepare(Progress.NONE).global(i, Progress.NONE))
                .toArray(float[][]::new));
    FloatMatrix projected = projection.project(globals, Precision.FP32, compute);
    for (int a = 0; a < 5; a++) {
      for (int b = 0; b < 5; b++) {
        double mean = 0;
        double covariance = 0;
        for (int i = 0; i < images.size(); i++) {
          mean += projected.get(i, a) / images.size();
          covariance += (double) projected.get(i, a) * projected.get(i, b) / (images.size() - 1);
        }
        assertThat(mean).isCloseTo(0, within(1e-4));
        assertThat(covariance).isCloseTo(a == b ? 1 : 0, within(1e-3));
      }
    }

    PipelineConfig read =
        config.withWords(
            config.words().orElseThrow().withFile(file, 8), ReductionConfig.trained(file, 5));
    PreparedMap reader = workspace.pipeline(read).prepare(Progress.NONE);
    FloatMatrix expected = projection.apply(globals, compute);
    for (int i = 0; i < images.size(); i++) {
      assertThat(reader.global(images.get(i), Progress.NONE))
          .containsExactly(expected.row(i), within(1e-6f));
    }
  }

  @Test
  void tooFewImagesForAProjectionOfGlobalDescriptorsAreCounted() {
    assertThatThrownBy(
            () -> workspace.pipeline(CONFIG).trained(ProjectionSource.GLOBALS, Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "8 database images cannot tell 16 dimensions apart; choose 7 or fewer, or fit on"
                + " patches.");
    assertThatThrownBy(() -> ProjectionSource.parse("words"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("choose patches or globals");
  }

  @Test
  void aFileThatCannotBeWrittenIsNamedAndNothingIsLeft() throws IOException {
    Path busy = folder.resolve("busy.safetensors");
    Path inside = Files.createDirectories(busy.resolve("inside"));

    assertThatThrownBy(() -> trained.write(busy, Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("busy.safetensors cannot be written");

    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(p -> String.valueOf(p.getFileName())).toList())
          .doesNotContain("busy.json")
          .noneMatch(name -> name.endsWith(".part"));
    }
    assertThat(inside).isDirectory();
  }
}
