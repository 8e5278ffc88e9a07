package org.vladoscope;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vladoscope.cli.CommandLineMain;
import org.vladoscope.cli.output.Shutdown;
import org.vladoscope.ui.FixtureMap;

/** The window's overlays drawn by commands, without a window. */
@Tag("slow")
class OverlayCommandsTest {

  @TempDir static Path folder;
  private static Path map;
  private static Path weights;

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeAll
  static void writeAMapAndAFile() throws IOException {
    map = FixtureMap.write(folder.resolve("map"), 3, 1);
    weights = folder.resolve("dino_salad_tiny.ckpt");
    try (InputStream in =
        Objects.requireNonNull(
            OverlayCommandsTest.class.getResourceAsStream("/golden/modern/dino_salad_tiny.ckpt"))) {
      Files.copy(in, weights);
    }
    Files.writeString(Path.of(weights + ".json"), "{\"heads\": 4}");
  }

  private int run(Object... words) {
    PrintStream before = System.err;
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      return CommandLineMain.run(
          new Window(start -> 0),
          List.of(),
          new Shutdown(),
          () -> {},
          Arrays.stream(words).map(String::valueOf).toArray(String[]::new));
    } finally {
      System.setErr(before);
    }
  }

  private int salad(String command, List<Object> images, Object... more) {
    List<Object> words = new ArrayList<>(List.of(command));
    words.addAll(images);
    words.addAll(List.of("--backbone", "dinov2", "--weights", weights, "--aggregator", "salad"));
    words.addAll(List.of("--image-size", "154x126", "--cache", "none"));
    words.addAll(List.of(more));
    return run(words.toArray());
  }

  private static List<Object> two() {
    return List.of(
        map.resolve("queries").resolve(FixtureMap.queryName(0)),
        map.resolve("database").resolve(FixtureMap.databaseName(0)));
  }

  private static List<String> files(Path of) throws IOException {
    try (Stream<Path> all = Files.list(of)) {
      return all.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  @Test
  void twoImagesAreDrawnUnderEachOverlayWithItsLegend() throws IOException {
    Path out = Files.createDirectories(folder.resolve("two"));
    int code =
        salad(
            "match",
            two(),
            "--overlay",
            "transport:cluster=1,stage=before",
            "--overlay",
            "attention:head=2",
            "--overlay-dir",
            out,
            "--overlay-format",
            "svg");
    assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(files(out))
        .containsExactly(
            "query_0-place_0-attention_head_2.svg",
            "query_0-place_0-transport_cluster_1_stage_before.svg");
    assertThat(Files.readString(out.resolve(files(out).getLast())))
        .contains("Share of cluster 1 before Sinkhorn")
        .contains("SALAD")
        .doesNotContain("patch sizes");
    assertThat(Files.readString(out.resolve(files(out).getFirst())))
        .contains("Attention of the class token in layer 2, head 2");
  }

  @Test
  void aQueryIsDrawnBesideItsFirstCandidate() throws IOException {
    Path out = Files.createDirectories(folder.resolve("query"));
    int code =
        salad(
            "query",
            List.of(map, FixtureMap.queryName(0)),
            "--overlay",
            "dustbin",
            "--overlay-dir",
            out);
    assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(files(out)).hasSize(1).allMatch(n -> n.matches("query_0-place_\\d-dustbin\\.png"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "nonsense|There is no overlay 'nonsense'; choose one of clusters, entropy,",
        "dustbin:cluster=1|The overlay dustbin has no setting 'cluster'; it has stage.",
        "transport:stage=now|The stage is before, after, change, not 'now'.",
        "transport:cluster=9|There is no cluster 9 for the overlay transport; there are 6",
        "transport:cluster=x|'x' is no number for cluster.",
        "clusters|SALAD has no clusters with residuals to show.",
        "similarity|SALAD has no patch descriptors, because",
      })
  void whatCannotBeDrawnIsRefusedAndNothingIsWritten(String overlay, String sentence)
      throws IOException {
    Path out = Files.createDirectories(folder.resolve("refused"));
    assertThat(salad("match", two(), "--overlay", overlay, "--overlay-dir", out)).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains(sentence);
    assertThat(files(out)).isEmpty();
  }
}
