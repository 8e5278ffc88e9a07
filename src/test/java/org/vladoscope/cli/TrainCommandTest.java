package org.vladoscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.train.PaintedMap;
import tools.jackson.databind.JsonNode;

/** Training as a user types it. */
@Tag("slow")
class TrainCommandTest {

  @TempDir static Path folder;
  private static Path map = Path.of("");

  private final Terminal terminal = new Terminal();

  @BeforeAll
  static void paint() throws IOException {
    map = PaintedMap.write(folder.resolve("painted"));
  }

  @Test
  void theCurveIsPrintedAndWrittenBesideTheWords() throws IOException {
    Path words = folder.resolve("curve/words");

    assertThat(run(map, "--output", words, "--epochs", "2")).isZero();

    assertThat(terminal.err.toString())
        .contains("Split by whole places, 20 of them: trained on 10 queries and 10 of 20 database");
    assertThat(terminal.out.toString())
        .contains("epoch   0  loss      -  held-out R@1")
        .contains("epoch   2  loss 0.")
        .contains("words.curve.csv: the curve.");
    assertThat(Files.readAllLines(folder.resolve("curve/words.curve.csv")))
        .hasSize(4)
        .first()
        .isEqualTo("epoch,loss,held_out_recall_at_1,held_out_recall_at_5,held_out_mrr");
    JsonNode json = Terminal.read(folder.resolve("curve/words.curve.json"));
    assertThat(json.path("epochs").size()).isEqualTo(3);
    assertThat(json.path("supervision").asString()).isEqualTo("ground truth");
    assertThat(folder.resolve("curve/words.training")).doesNotExist();
  }

  @Test
  void tooFewQueriesAreRefusedWithTheirNumberAndNothingIsWritten() throws IOException {
    Path few = FewPlaces.write(folder);
    Path words = folder.resolve("few/words");

    assertThat(run(few, "--output", words)).isEqualTo(1);

    assertThat(terminal.err.toString())
        .contains("Too few queries with a match: 2 to train on and 1 to hold out");
    assertThat(words.getParent()).doesNotExist();
  }

  @Test
  void withoutGroundTruthMadeUpViewsAreTrainedOnAndNamedAsSuch() throws IOException {
    Path bare = PaintedMap.writeBare(folder.resolve("bare"), 60);
    Path words = folder.resolve("self/words");

    assertThat(run(bare, "--output", words, "--epochs", "1")).isZero();

    assertThat(terminal.err.toString())
        .contains("training is self-supervised, on 60 made-up views of its own images")
        .contains("Split along the order of the images");
    assertThat(
            Terminal.read(folder.resolve("self/words.curve.json")).path("supervision").asString())
        .isEqualTo("self-supervised, warped images");
  }

  @Test
  void goingOnWithoutAStateIsRefused() {
    assertThat(run(map, "--output", folder.resolve("none/words"), "--resume")).isEqualTo(1);
    assertThat(terminal.err.toString()).contains("There is no training to go on with");
  }

  @Test
  void settingsThatMakeNoSenseAreToldBeforeTheMapIsLookedFor() {
    Path nowhere = folder.resolve("nowhere");

    assertThat(run(nowhere, "--margin", "7")).isEqualTo(2);
    assertThat(terminal.err.toString()).contains("The margin must lie between 0 and 4, not 7.");
    assertThat(run(nowhere, "--train", "network")).isEqualTo(2);
    assertThat(terminal.err.toString())
        .contains(
            "'network' cannot be trained; choose among projection, centroids, assignment,"
                + " weights.");
  }

  private int run(Path of, Object... options) {
    List<Object> all = new ArrayList<>(List.of("train", of));
    all.addAll(List.of(options));
    all.addAll(List.of("--image-size", "160x128", "--clusters", "4", "--patch-sizes", "2"));
    all.addAll(List.of("--cache", folder.resolve("cache")));
    return terminal.type(all.toArray());
  }
}
