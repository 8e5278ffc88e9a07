package org.vladoscope.feature.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vladoscope.feature.checkpoint.SafetensorsWriter.Tensor;
import org.vladoscope.store.WholeFile;

/** Which program a file seems to come from, and what of it can be used. */
class KnownProgramTest {

  @TempDir Path folder;

  /** A file with such tensors. */
  private ShapeReport report(Map<String, List<Integer>> shapes) throws IOException {
    Path file = folder.resolve("file.safetensors");
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    shapes.forEach(
        (name, shape) ->
            tensors.put(
                name, new Tensor(shape, new float[shape.stream().reduce(1, (a, b) -> a * b)])));
    WholeFile.stream(file, out -> SafetensorsWriter.write(out, Map.of(), tensors));
    return ModelWeights.read(file).report();
  }

  private ShapeReport named(String... names) throws IOException {
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    Stream.of(names).forEach(name -> shapes.put(name, List.of(1)));
    return report(shapes);
  }

  /** A thin VGG16 of the benchmark, whose layers have numbers only. */
  private static Map<String, List<Integer>> numberedVgg(String prefix) {
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    int channels = 3;
    for (int place : ModelWeights.VGG16_CONVOLUTIONS) {
      shapes.put(prefix + "backbone." + place + ".weight", List.of(4, channels, 3, 3));
      shapes.put(prefix + "backbone." + place + ".bias", List.of(4));
      channels = 4;
    }
    return shapes;
  }

  @ParameterizedTest
  @CsvSource({
    "aggregator.dust_bin, SALAD",
    "state_dict.aggregator.dust_bin, SALAD",
    "aggregator.agg.dust_bin, MegaLoc",
    "aggregator.boqs.0.queries, BoQ",
    "model.aggregator.channel_proj.weight, MixVPR",
    "aggregation.1.p, CosPlace or EigenPlaces",
    "module.aggregation.1.p, CosPlace or EigenPlaces",
    "model_state_dict.module.aggregation.p, deep-visual-geo-localization-benchmark",
    "module.aggregation.conv.weight, SuperVLAD",
    "conv.weight, SuperVLAD",
  })
  void aFileIsKnownByNamesThatOnlyItsProgramGives(String name, String program) throws IOException {
    ShapeReport report = named(name, "backbone.0.weight");

    assertThat(report.layout()).isEqualTo(program);
    assertThat(report.lines()).first().asString().contains("seems to come from " + program);
    assertThat(report.lines())
        .contains(
            "Nothing of it can be used here by itself.",
            "Not used: its network is none of those that can be chosen by --backbone");
  }

  @Test
  void aHeadWithoutCentroidsIsNoBrokenVocabulary() throws IOException {
    ShapeReport report = report(Map.of("conv.weight", List.of(5, 48, 1, 1)));

    assertThat(report.lines()).contains("Vocabulary: none").noneMatch(l -> l.contains("missing"));
  }

  @Test
  void netVladOfTheBenchmarkIsReadWithItsNumberedVgg16() throws IOException {
    Map<String, List<Integer>> shapes = numberedVgg("module.");
    shapes.put("module.aggregation.centroids", List.of(3, 4));
    shapes.put("module.aggregation.conv.weight", List.of(3, 4, 1, 1));

    ShapeReport report = report(shapes);

    assertThat(report.layout()).isEqualTo("deep-visual-geo-localization-benchmark");
    assertThat(report.trunk()).isEqualTo(ShapeReport.Trunk.VGG16);
    assertThat(report.backbone().isComplete()).isTrue();
    assertThat(report.clusters()).isEqualTo(3);
    assertThat(report.uses()).hasSize(2);
    assertThat(report.lacks()).isEmpty();
  }

  @Test
  void networkAndHeadOfCosPlaceAreUsed() throws IOException {
    Map<String, List<Integer>> shapes = numberedVgg("");
    shapes.put("aggregation.1.p", List.of(1));
    shapes.put("aggregation.3.weight", List.of(4, 4));
    shapes.put("aggregation.3.bias", List.of(4));

    ShapeReport report = report(shapes);

    assertThat(report.lines())
        .contains(
            "Use the network by --backbone vgg16 (or vgg16-pool5, with last pooling) --weights"
                + " file.safetensors",
            "Use the aggregator by --aggregator gem with the network, or --aggregator-weights"
                + " file.safetensors");
  }

  @Test
  void superVladIsUsedWithoutItsEncoderAndThatIsSaid() throws Exception {
    ShapeReport report = ModelWeights.read(golden("supervlad_tiny_full.pth")).report();

    assertThat(report.uses())
        .anyMatch(use -> use.contains("--aggregator supervlad:leave-out-encoder=true"));
    assertThat(report.lacks()).anyMatch(lack -> lack.startsWith("its encoder across images"));
  }

  @Test
  void aTensorWithoutANameSeemsToBeAVocabularyOfAnyLoc() throws Exception {
    ShapeReport report = ModelWeights.read(golden("c_centers.pt")).report();

    assertThat(report.layout()).isEqualTo("AnyLoc");
    assertThat(report.uses())
        .containsExactly(
            "the clusters by --aggregator anyloc-hard (or anyloc-soft, hard-vlad) --vocabulary"
                + " c_centers.pt");
  }

  @ParameterizedTest
  @CsvSource({
    "dino_salad_tiny.ckpt, SALAD",
    "megaloc_tiny.safetensors, MegaLoc",
    "dinov2_tiny_reg4_swiglu.pth, DINOv2"
  })
  void filesWrittenByTheProgramsAreRecognisedAndTheirNetworkIsUsable(String name, String program)
      throws Exception {
    ShapeReport report = ModelWeights.read(golden(name)).report();

    assertThat(report.layout()).isEqualTo(program);
    assertThat(report.uses())
        .first()
        .asString()
        .contains("--backbone dinov2 --weights " + name, "multiples of 14");
  }

  private static Path golden(String name) throws URISyntaxException {
    return Path.of(
        Objects.requireNonNull(KnownProgramTest.class.getResource("/golden/modern/" + name))
            .toURI());
  }
}
