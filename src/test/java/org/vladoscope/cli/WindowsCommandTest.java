package org.vladoscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** {@code windows}, as a user types it. */
@Tag("slow")
class WindowsCommandTest {

  @TempDir static Path folder;
  private static Path map = Path.of("");

  private final Terminal terminal = new Terminal();

  @BeforeAll
  static void copyAFewPlaces() throws IOException {
    map = FewPlaces.write(folder);
  }

  private int run(Object... words) {
    List<Object> all = new ArrayList<>(Arrays.asList("windows", map));
    all.addAll(Arrays.asList(words));
    all.addAll(FewPlaces.SMALL);
    all.addAll(List.of("--cache", folder.resolve("cache")));
    return terminal.type(all.toArray());
  }

  @Test
  void hitsAreToldAndWrittenAfterWhatTheyCost() throws IOException {
    Path json = folder.resolve("hits.json");
    Path csv = folder.resolve("hits.csv");
    Path sheet = folder.resolve("hits.png");

    assertThat(
            run(
                "--image",
                "dark_020.jpg",
                "--box",
                "100,100,220,160",
                "--top",
                "6",
                "--eight-bit",
                "--json",
                json,
                "--csv",
                csv,
                "--sheet",
                sheet))
        .as(terminal.err.toString())
        .isZero();

    JsonNode told = Terminal.read(json);
    JsonNode first = told.path("hits").path(0);
    assertThat(first.path("image").asString()).isEqualTo("020.jpg");
    assertThat(first.path("positive").asBoolean()).isTrue();
    assertThat(first.path("box").path("width").asInt())
        .isEqualTo(told.path("box").path("width").asInt());
    assertThat(told.path("foundByIndex").asDouble()).isGreaterThan(.5);
    assertThat(told.path("hits").size()).isEqualTo(6);
    assertThat(Files.readAllLines(csv)).hasSize(7);
    assertThat(Files.readAllLines(csv).get(1)).startsWith("1,020.jpg,");
    assertThat(ImageIO.read(sheet.toFile()).getWidth()).isGreaterThan(600);
    assertThat(terminal.out.toString())
        .containsPattern("(?m)^A window of \\d+×\\d+ cells of dark_020.jpg: .* windows of 7 images")
        .contains("the index takes ")
        .contains("  (right)")
        .contains("The 8-bit index finds ");
  }

  @Test
  void anImageOfTheDatabaseIsLeftOutOfItsOwnHits() throws IOException {
    Path json = folder.resolve("own.json");
    assertThat(run("--image", "020.jpg", "--box", "100,100,220,160", "--json", json))
        .as(terminal.err.toString())
        .isZero();
    assertThat(terminal.out.toString())
        .contains("020.jpg is an image of the database itself and is left out.");
    JsonNode hits = Terminal.read(json).path("hits");
    assertThat(hits.size()).isEqualTo(6);
    hits.forEach(hit -> assertThat(hit.path("image").asString()).isNotEqualTo("020.jpg"));
  }

  @Test
  void anAggregatorWithoutPatchesIsRefused() {
    assertThat(
            terminal.type(
                "windows",
                map,
                "--image",
                "020.jpg",
                "--box",
                "0,0,90,90",
                "--aggregator",
                "gem",
                "--cache",
                folder.resolve("cache")))
        .isNotZero();
    assertThat(terminal.err.toString())
        .contains("has no patch descriptors, because ")
        .contains("Choose an aggregator whose patches have descriptors, such as NetVLAD.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --image 020.jpg --box 1,2,3 | '1,2,3' is no box for --box; give its left and top edge
          --image 020.jpg --box a,b,c,d | 'a,b,c,d' is no box for --box
          --image 020.jpg --box 0,0,1,1 | The box 0,0,1,1 holds no middle of a cell; cells are
          --image 020.jpg --box 0,0,9999,50 | The box 0,0,9999,50 does not lie on the image, which
          --image none.jpg --box 0,0,90,90 | 'none.jpg' is neither an image file nor an image of
          --image 020.jpg --box 0,0,90,90 --top 0 | 0 hits cannot be shown; ask for 1 to 10000.
          --image 020.jpg --box 0,0,90,90 --stride 0 | The stride 0 cannot be used; it starts at 1.
          --image 020.jpg --box 0,0,90,90 --per-image 0 | At least 1 hit of an image must be
          --image 020.jpg --box 0,0,90,90 --csv a.txt | --csv writes .csv files, not a.txt.
          --image 020.jpg --box 0,0,90,90 --sheet a.gif | --sheet writes .png, .svg or .pdf files
          """)
  void whatCannotBeSearchedForIsSaidInASentence(String options, String sentence) {
    assertThat(run((Object[]) options.split(" "))).isNotZero();
    assertThat(terminal.err.toString()).contains(sentence).doesNotContain("Exception");
  }
}
