package org.vladoscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.vladoscope.config.Preset;
import tools.jackson.databind.JsonNode;

/** Models of today on a small map, as a user types them, with tiny files of official names. */
@Tag("slow")
class ModernCommandsTest {

  @TempDir static Path folder;
  private static Path map = Path.of("");

  private final Terminal terminal = new Terminal();

  @BeforeAll
  static void writeAMapAndFiles() throws IOException, URISyntaxException {
    map = FewPlaces.write(folder);
    for (String name :
        List.of(
            "dino_salad_tiny.ckpt",
            "megaloc_tiny.safetensors",
            "supervlad_tiny_full.pth",
            "supervlad_head_k1g2.pth",
            "c_centers.pt")) {
      Path golden =
          Path.of(
              Objects.requireNonNull(ModernCommandsTest.class.getResource("/golden/modern/" + name))
                  .toURI());
      Files.copy(golden, file(name));
      Files.writeString(file(name + ".json"), "{\"heads\": 4}");
    }
  }

  private static Path file(String name) {
    return folder.resolve(name);
  }

  private int run(String command, Object... words) {
    List<Object> all = new ArrayList<>(List.of(command, map, "--backbone", "dinov2"));
    all.addAll(Arrays.asList(words));
    all.addAll(
        List.of("--image-size", "154x126", "--rerank", "3", "--cache", folder.resolve("cache")));
    return terminal.type(all.toArray());
  }

  @ParameterizedTest
  @CsvSource({"salad,dino_salad_tiny.ckpt", "megaloc,megaloc_tiny.safetensors"})
  void aHeadWithoutPatchesRanksByGlobalDescriptorsAndSaysWhyItDoesNotReRank(
      String aggregator, String weights) throws IOException {
    int code =
        run(
            "evaluate",
            "--weights",
            file(weights),
            "--aggregator",
            aggregator,
            "--json",
            file(aggregator + ".json"));
    assertThat(terminal.err.toString() + code).contains("has no patch descriptors, because");
    assertThat(code).isZero();
    JsonNode run = Terminal.read(file(aggregator + ".json")).path("run");
    assertThat(run.path("reranked").asBoolean()).isFalse();
  }

  @Test
  void superVladIsReRankedByPatchesAndItsOwnFileCanBeNamed() throws IOException {
    assertThat(
            run(
                "evaluate",
                "--weights",
                file("supervlad_tiny_full.pth"),
                "--aggregator",
                "supervlad:leave-out-encoder=true",
                "--whitening",
                "16",
                "--json",
                file("super.json")))
        .isZero();
    assertThat(Terminal.read(file("super.json")).path("run").path("reranked").asBoolean()).isTrue();
    assertThat(
            run(
                "evaluate",
                "--weights",
                file("dino_salad_tiny.ckpt"),
                "--aggregator",
                "supervlad",
                "--aggregator-weights",
                file("supervlad_head_k1g2.pth"),
                "--whitening",
                "16"))
        .isZero();
  }

  @Test
  void centresOfAnyLocAreAVocabularyForItsAggregatorsAlone() {
    Object[] centres = {
      "--weights",
      file("dino_salad_tiny.ckpt"),
      "--vocabulary",
      file("c_centers.pt"),
      "--layer",
      "2",
      "--facet",
      "value",
      "--whitening",
      "16",
      "--aggregator"
    };
    assertThat(run("evaluate", with(centres, "anyloc-hard"))).isZero();
    assertThat(run("evaluate", with(centres, "anyloc-soft:as-shipped=true"))).isZero();
    assertThat(run("evaluate", with(centres, "netvlad"))).isNotZero();
    assertThat(terminal.err.toString())
        .contains("holds centroids without an assignment")
        .contains("anyloc-hard");
  }

  private static Object[] with(Object[] words, Object last) {
    Object[] all = Arrays.copyOf(words, words.length + 1);
    all[words.length] = last;
    return all;
  }

  @Test
  void layersFacetsAndAggregatorsAreSweptOver() throws IOException {
    int code =
        run(
            "sweep",
            "--weights",
            file("dino_salad_tiny.ckpt"),
            "--vary",
            "layer=1/output",
            "--vary",
            "facet=token/value",
            "--vary",
            "aggregator=anyloc-hard/salad",
            "--clusters",
            "4",
            "--whitening",
            "16",
            "--results",
            file("modern.sweep.jsonl"),
            "--json",
            file("sweep.json"));
    assertThat(terminal.err.toString()).contains("belongs to the attention of a layer");
    assertThat(code).isZero();
    assertThat(Files.readAllLines(file("modern.sweep.jsonl"))).hasSizeGreaterThanOrEqualTo(6);
  }

  @Test
  void weightsThatAreNotThereAreNamed() {
    assertThat(run("evaluate", "--weights", file("dino_salad_tiny.ckpt"), "--aggregator", "gem"))
        .isNotZero();
    assertThat(terminal.err.toString())
        .contains("does not hold the weights of GeM; it has a network, DINOv2")
        .contains("models download cosplace-vgg16-512");
    assertThat(terminal.type("evaluate", map, "--aggregator", "salad")).isNotZero();
    assertThat(terminal.err.toString())
        .contains("SALAD was trained with its network and needs a file with weights")
        .contains("models download dino_salad");
  }

  @ParameterizedTest
  @EnumSource(
      value = Preset.class,
      names = {"ANYLOC", "SALAD", "MEGALOC", "SUPERVLAD", "COSPLACE"})
  void presetsOfOtherProgramsSayWhereTheirWeightsComeFrom(Preset preset) {
    assertThat(terminal.type("evaluate", map, "--preset", preset)).isNotZero();
    assertThat(terminal.err.toString())
        .contains("The preset " + preset + " needs the file with its weights")
        .contains(
            preset.download().map(name -> "models download " + name).orElse("github.com/Lu-Feng"));
  }
}
