package org.vladoscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import tools.jackson.databind.JsonNode;

/** {@code query} with parts of the image left out, as a user types it. */
@Tag("slow")
class EraseCommandsTest {

  @TempDir static Path folder;
  private static Path map = Path.of("");
  private static String query = "";

  private final Terminal terminal = new Terminal();

  @BeforeAll
  static void copyAFewPlaces() throws IOException {
    map = FewPlaces.write(folder);
    query = PlaceMapFormats.known().read(map, Progress.NONE).queries().getFirst().name();
  }

  private int run(Object... words) {
    List<Object> all = new ArrayList<>(Arrays.asList("query", map, query));
    all.addAll(Arrays.asList(words));
    all.addAll(FewPlaces.SMALL);
    all.addAll(List.of("--cache", folder.resolve("cache")));
    return terminal.type(all.toArray());
  }

  @Test
  void ranksBeforeAndAfterAreToldAndWritten() throws IOException {
    Path json = folder.resolve("erased.json");
    Path ranks = folder.resolve("ranks.csv");
    Path mask = folder.resolve("mask.png");

    assertThat(
            run(
                "--erase",
                "0,0,1000,120",
                "--erase-cluster",
                "1",
                "--json",
                json,
                "--erased-ranks",
                ranks,
                "--erased-mask",
                mask))
        .as(terminal.err.toString())
        .isZero();

    JsonNode erased = Terminal.read(json).path("queries").path(0).path("erased");
    int cells = erased.path("cells").asInt();
    assertThat(erased.path("erasedCells").size()).isBetween(1, cells - 1);
    assertThat(cells).isEqualTo(erased.path("rows").asInt() * erased.path("columns").asInt());
    assertThat(terminal.out.toString())
        .contains(erased.path("erasedCells").size() + " of " + cells + " cells erased");
    int places = PlaceMapFormats.known().read(map, Progress.NONE).database().size();
    assertThat(Files.readAllLines(ranks)).hasSize(places + 1);
    JsonNode first = erased.path("places").path(0);
    assertThat(first.path("rank").asInt()).isEqualTo(1);
    assertThat(Files.readAllLines(ranks).get(1))
        .startsWith(query + "," + first.path("image").asString() + ",")
        .contains("," + first.path("rankBefore").asInt() + ",1,");
    assertThat(ImageIO.read(Objects.requireNonNull(mask.toFile())).getRaster().getSample(5, 5, 0))
        .isEqualTo(255);
  }

  @Test
  void theWrongWinnerIsAskedForOrSaidToBeBehind() throws IOException {
    Path json = folder.resolve("winner.json");
    assertThat(run("--erase-winner", "--json", json)).as(terminal.err.toString()).isZero();
    JsonNode winner = Terminal.read(json).path("queries").path(0).path("erased").path("winner");
    assertThat(winner.path("rightSimilarity").asDouble())
        .isGreaterThan(winner.path("similarity").asDouble());
    assertThat(winner.path("loses").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --erase 1,2,3 | '1,2,3' is no rectangle for --erase; give its left, top, right
          --erase a,b,c,d | 'a,b,c,d' is no rectangle for --erase
          --erase 0,0,1,1 | The rectangle 0,0,1,1 holds no middle of a cell; cells are
          --erase 0,0,9999,9999 | would be erased, and nothing is left to describe; erase less.
          --erase-cluster 999 | There is no cluster 999; there are
          --erased-mask m.png | Nothing is erased: say what with --erase, --erase-cluster or
          --erase 0,0,99,99 --erased-mask m.jpg | --erased-mask writes .png files, not m.jpg.
          """)
  void whatCannotBeErasedIsSaidInASentence(String options, String sentence) {
    assertThat(run((Object[]) options.split(" "))).isNotZero();
    assertThat(terminal.err.toString()).contains(sentence).doesNotContain("Exception");
  }
}
