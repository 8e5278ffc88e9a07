package org.vladoscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** All descriptors of a map at once, as they are asked for on the command line. */
@Tag("slow")
class OverviewCommandsTest {

  @TempDir static Path folder;

  private static Path map = Path.of("");

  private final Terminal terminal = new Terminal();

  @BeforeAll
  static void writeAMap() throws IOException {
    map = FewPlaces.write(folder);
  }

  private int type(Object... words) {
    List<Object> all = new java.util.ArrayList<>(List.of(words));
    all.addAll(List.of("--clusters", 4, "--cache", folder.resolve("cache")));
    return terminal.type(all.toArray());
  }

  @Test
  void placesInThePlaneAreWrittenWithWhatWasDone() throws IOException {
    Path csv = folder.resolve("places.csv");
    Path json = folder.resolve("places.json");
    assertThat(type("embed", map, "--csv", csv, "--json", json)).as("%s", terminal.err).isZero();

    assertThat(terminal.out.toString()).contains("PCA: across");
    List<String> lines = Files.readAllLines(csv);
    assertThat(lines.getFirst())
        .isEqualTo("role,image,east,north,conditions,pca_x,pca_y,pca_placed");
    JsonNode read = Terminal.read(json);
    assertThat(lines).hasSize(read.get("images").asInt() + 1);
    assertThat(read.get("embeddings").get(0).get("x").size()).isEqualTo(lines.size() - 1);
  }

  @Test
  void aMethodThatIsNotKnownIsNamedWithThoseThereAre() {
    assertThat(type("embed", map, "--method", "isomap")).isEqualTo(2);
    assertThat(terminal.err.toString()).contains("isomap", "choose pca, tsne or umap");
  }

  @Test
  void aliasesAreListedAndWritten() throws IOException {
    Path pairs = folder.resolve("pairs.csv");
    Path places = folder.resolve("distinct.csv");
    Path runs = folder.resolve("runs.csv");
    Path json = folder.resolve("aliases.json");
    Path matrix = folder.resolve("matrix.svg");
    assertThat(
            type(
                "aliases",
                map,
                "--farther-than",
                0,
                "--similarity",
                -1,
                "--csv",
                pairs,
                "--places",
                places,
                "--bands",
                runs,
                "--matrix",
                matrix,
                "--json",
                json))
        .as("%s", terminal.err)
        .isZero();

    JsonNode read = Terminal.read(json);
    assertThat(read.get("pairs").size()).isPositive();
    assertThat(Files.readAllLines(pairs)).hasSize(read.get("pairs").size() + 1);
    assertThat(Files.readAllLines(places).size()).isGreaterThan(2);
    assertThat(Files.readAllLines(runs).getFirst()).startsWith("first,last,other_first");
    assertThat(terminal.out.toString()).contains("pairs are at least", "The matrix is in ");
    assertThat(Files.readString(matrix))
        .contains("Similarity of database images of", "colours from");
  }

  @Test
  void aDistanceBelowZeroIsRefused() {
    assertThat(type("aliases", map, "--farther-than", -3)).isEqualTo(1);
    assertThat(terminal.err.toString()).contains("0 or more, not -3.0");
  }
}
