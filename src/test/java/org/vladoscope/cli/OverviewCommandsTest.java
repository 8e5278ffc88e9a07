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
  void aMixIsSaidSavedAndEvaluated() throws IOException {
    Path csv = folder.resolve("clusters.csv");
    Path queries = folder.resolve("mixed.csv");
    Path saved = folder.resolve("mix.json");
    Path json = folder.resolve("said.json");
    assertThat(
            type(
                "mix",
                map,
                "--mix",
                "2=0,3=1.5",
                "--csv",
                csv,
                "--queries-csv",
                queries,
                "--save",
                saved,
                "--json",
                json))
        .as("%s", terminal.err)
        .isZero();
    assertThat(terminal.out.toString()).contains("4 clusters", "unmixed   recall@1", "2=0,3=1.5");
    assertThat(Files.readAllLines(csv)).hasSize(5);
    assertThat(Files.readAllLines(queries)).hasSize(4);
    JsonNode read = Terminal.read(json);
    assertThat(read.get("effects").size()).isEqualTo(4);

    Path run = folder.resolve("run.json");
    assertThat(type("evaluate", map, "--rerank", 0, "--mix", saved, "--json", run))
        .as("%s", terminal.err)
        .isZero();
    assertThat(terminal.err.toString()).contains("mix 2=0,3=1.5", "other clusters");
    assertThat(Terminal.read(run).get("config").get("mix").asString()).isEqualTo("2=0,3=1.5");
  }

  @Test
  void mixesThatCannotBeUsedAreNamed() {
    assertThat(type("mix", map, "--find-harmful")).isEqualTo(1);
    assertThat(terminal.err.toString())
        .contains("3 queries of this map cannot be cut into two halves");
    assertThat(type("evaluate", map, "--mix", "4=0")).isEqualTo(2);
    assertThat(terminal.err.toString()).contains("names cluster 4", "there are 4 clusters");
    assertThat(type("evaluate", map, "--mix", "0=0,1=0,2=0,3=0")).isEqualTo(2);
    assertThat(terminal.err.toString()).contains("mutes all 4 clusters");
    assertThat(type("evaluate", map, "--mix", "0=x")).isEqualTo(2);
    assertThat(terminal.err.toString()).contains("'0=x' is no part of a mix");
  }

  @Test
  void aDistanceBelowZeroIsRefused() {
    assertThat(type("aliases", map, "--farther-than", -3)).isEqualTo(1);
    assertThat(terminal.err.toString()).contains("0 or more, not -3.0");
  }
}
