package org.vladoscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A paper's supplement as it is typed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("slow")
class SupplementCommandTest {

  private final Terminal terminal = new Terminal();
  private Path folder = Path.of("");
  private Path map = Path.of("");

  @BeforeAll
  void write(@TempDir Path empty) throws IOException {
    folder = empty;
    map = FewPlaces.write(folder);
  }

  private int supplement(Path output, Object... words) {
    List<Object> all = new ArrayList<>(List.of("supplement", map, "--output", output));
    all.addAll(FewPlaces.SMALL);
    all.addAll(List.of("--cache", folder.resolve("cache")));
    all.addAll(Arrays.asList(words));
    return terminal.type(all.toArray());
  }

  @Test
  void namedQueriesAndPairsAreShownInTheirOrder() throws IOException {
    Path page = folder.resolve("paper.html");
    Path json = folder.resolve("paper.json");
    Path pairs =
        Files.writeString(
            folder.resolve("pairs.csv"), "query,image\ndark_020.jpg,047.jpg\ndark_033.jpg\n");

    assertThat(supplement(page, "--query", "dark_005.jpg", "--pairs", pairs, "--json", json))
        .as(terminal.err.toString())
        .isZero();

    assertThat(terminal.out.toString()).contains("3 pairs, ", "paper.html");
    assertThat(Terminal.read(json).path("pairs").findValuesAsString("query"))
        .containsExactly("dark_005.jpg", "dark_020.jpg", "dark_033.jpg");
    assertThat(Terminal.read(json).path("pairs").get(1).path("candidate").asString())
        .isEqualTo("047.jpg");
    assertThat(page).hasSize(Terminal.read(json).path("bytes").asLong());
    assertThat(Files.readString(page)).contains("<bdi>dark_020.jpg</bdi> and <bdi>047.jpg</bdi>");
  }

  @Test
  void figuresOfThePairsAndRecallAreWrittenForLatex() throws IOException {
    Path figures = folder.resolve("new/figures");

    assertThat(
            supplement(
                folder.resolve("with.html"), "--query", "dark_005.jpg", "--figures", figures))
        .as(terminal.err.toString())
        .isZero();

    assertThat(terminal.out.toString()).contains("2 figures (PDF) are in ");
    try (Stream<Path> files = Files.list(figures)) {
      assertThat(files.map(file -> file.getFileName().toString()).sorted())
          .satisfiesExactly(
              name -> assertThat(name).matches("01-dark-005-[0-9]+\\.pdf"),
              name -> assertThat(name).isEqualTo("recall.pdf"));
    }
    assertThat(supplement(folder.resolve("x.html"), "--figures", figures.resolve("recall.pdf")))
        .isEqualTo(1);
    assertThat(terminal.err.toString()).contains("recall.pdf is a file; name a folder.");
  }

  @Test
  void aNameThatTheMapLacksIsToldBeforeAnythingIsWritten() {
    Path page = folder.resolve("none.html");

    assertThat(supplement(page, "--query", "dark_999.jpg")).isEqualTo(1);

    assertThat(terminal.err.toString())
        .contains("'dark_999.jpg' is no query of few places; name one as the map does");
    assertThat(page).doesNotExist();
  }

  @Test
  void aFolderInThePlaceOfThePageAndALineThatIsNoPairAreTold() throws IOException {
    assertThat(supplement(folder, "--query", "dark_005.jpg")).isEqualTo(1);
    assertThat(terminal.err.toString()).contains("is a folder; name a file for the page.");

    Path pairs = Files.writeString(folder.resolve("three.csv"), "a.jpg,b.jpg,c.jpg\n");
    assertThat(supplement(folder.resolve("x.html"), "--pairs", pairs)).isEqualTo(1);
    assertThat(terminal.err.toString()).contains("Line 1 of ", "3 fields");
  }
}
