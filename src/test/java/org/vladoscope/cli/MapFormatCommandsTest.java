package org.vladoscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vladoscope.dataset.format.DiaryFormat;
import org.vladoscope.dataset.format.PoseFixtures;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.file.numpy.NumpyWriter;
import tools.jackson.databind.JsonNode;

/** In which format commands read a folder, and what they say of it; on painted images. */
@Tag("slow")
class MapFormatCommandsTest {

  private static final List<String> SMALL =
      List.of(
          "--image-size",
          "160x128",
          "--clusters",
          "4",
          "--whitening",
          "none",
          "--rerank",
          "3",
          "--vocabulary-iterations",
          "5",
          "--patch-sizes",
          "2",
          "--strides",
          "1",
          "--patch-weights",
          "1",
          "--cache",
          "none");

  @TempDir Path folder;

  private final Terminal terminal = new Terminal(PlaceMapFormats.known().and(new DiaryFormat()));

  @Test
  void aFormatThatWasAddedIsReadAndNamedInHelpAndInTheRun() throws IOException {
    picture("before/a.png", 1);
    picture("before/bb.png", 2);
    picture("before/ccc.png", 3);
    picture("after/a.png", 1);
    Files.writeString(folder.resolve("diary.txt"), "a day like any other");
    Path json = folder.resolve("result/evaluate.json");

    assertThat(evaluate("--radius", "0", "--json", json)).isZero();

    JsonNode readAs = Terminal.read(json).path("run").path("readAs");
    assertThat(readAs.path("format").asString()).isEqualTo("diary");
    assertThat(readAs.path("found").toString()).contains("database: 3 images in before/");
    assertThat(Terminal.read(json).path("recall").path("netvlad").path("1").asDouble()).isOne();
    assertThat(terminal.err.toString())
        .startsWith("Read as diary: database: 3 images in before/; queries: 1 image in after/");
    assertThat(terminal.type("evaluate", "--help")).isZero();
    assertThat(terminal.out.toString().replaceAll("\\s+", " "))
        .contains("--format=FORMAT", "database-queries", "images", "diary");
  }

  @ParameterizedTest
  @ValueSource(strings = {"index", "evaluate", "sweep", "query", "match", "export-model"})
  void everyCommandThatReadsAMapHasTheOption(String command) {
    assertThat(terminal.type(command, "--help")).isZero();
    assertThat(terminal.out.toString()).contains("--format=FORMAT");
  }

  @Test
  void thatThereAreNoQueriesIsSaidFirstAndInTheRun() throws IOException {
    picture("a.png", 1);
    picture("b.png", 2);
    picture("c.png", 3);
    Path json = folder.resolve("vladoscope-runs/result.json");

    assertThat(evaluate("--json", json)).isZero();

    String notice = "No queries were found: each database image is asked against the others.";
    assertThat(terminal.err.toString().lines().toList().get(1)).isEqualTo("Warning: " + notice);
    assertThat(Terminal.read(json).path("run").path("readAs").path("notices").path(0).asString())
        .isEqualTo(notice);
  }

  @Test
  void inspectLooksIntoAFewPhotographsWhereNothingElseSaysWhereTheyWereTaken() throws IOException {
    PoseFixtures.photographs(folder.resolve("database"), folder.resolve("queries"));

    assertThat(terminal.type("inspect", folder)).isZero();
    assertThat(terminal.out.toString())
        .contains(
            "Nothing else says where images were taken: GPS in the EXIF data of each of the 7"
                + " images looked at.");
    for (int i = 0; i < 90; i++) {
      picture("database/more" + i + ".png", i);
    }
    assertThat(terminal.type("inspect", folder)).isZero();
    assertThat(terminal.out.toString()).contains("32 images looked at, of 97.");
  }

  @Test
  void inspectSavesHowAFolderIsReadAndEvaluateNeedsNothingElse() throws IOException {
    for (int i = 0; i < 3; i++) {
      picture("day/f" + i + ".png", i);
      picture("night/f" + i + ".png", i);
    }

    assertThat(terminal.type("inspect", folder, "--save")).isEqualTo(CommandLineMain.WRONG_USAGE);
    assertThat(terminal.err.toString()).contains("nothing says which is the database");
    assertThat(terminal.type("inspect", folder, "--radius", "5"))
        .isEqualTo(CommandLineMain.WRONG_USAGE);
    assertThat(terminal.err.toString()).contains("with --save");
    assertThat(
            terminal.type(
                "inspect",
                folder,
                "--save",
                "--format",
                "conditions",
                "--database",
                "day",
                "--queries",
                folder.resolve("night"),
                "--frame-tolerance",
                "0"))
        .isZero();
    assertThat(terminal.out.toString())
        .contains("Saved " + folder.resolve("map.json") + ": 3 database images, 3 queries.")
        .contains("the same frame, 0 more or less");

    assertThat(evaluate()).isZero();
    assertThat(terminal.err.toString())
        .startsWith("Read as map-file: database: 3 images in day/; queries: 3 images in night/");
    assertThat(evaluate("--radius", "5")).isEqualTo(CommandLineMain.FAILED);
    assertThat(terminal.err.toString()).contains("does not say where its images were taken");
  }

  @Test
  void aFolderThatCanBeReadInSeveralWaysIsAQuestionAndWrongUsage() throws IOException {
    picture("database/a.png", 1);
    picture("before/b.png", 2);
    Files.writeString(folder.resolve("diary.txt"), "a day like any other");

    for (String command : List.of("evaluate", "index", "inspect")) {
      assertThat(terminal.type(command, folder)).isEqualTo(CommandLineMain.WRONG_USAGE);
      assertThat(terminal.err.toString())
          .contains("can be read in several ways")
          .contains("--format database-queries or --format diary");
    }
    assertThat(terminal.type("inspect", folder, "--format", "database-queries")).isZero();
  }

  @Test
  void aFormatThatIsNotKnownIsWrongUsage() {
    assertThat(terminal.type("evaluate", folder, "--format", "dairy"))
        .isEqualTo(CommandLineMain.WRONG_USAGE);
    assertThat(terminal.err.toString())
        .contains("no map format 'dairy'")
        .contains("database-queries or ");
  }

  @Test
  void aTruthThatKnowsNoDistancesHasNoRadius() throws IOException {
    files("database/a.jpg", "database/b.jpg", "queries/q.jpg");
    NumpyWriter.objects(folder.resolve("t.npy"), new int[] {1}, List.of(List.of(1)));

    assertThat(evaluate("--ground-truth", folder.resolve("t.npy"), "--radius", "5"))
        .isEqualTo(CommandLineMain.FAILED);
    assertThat(terminal.err.toString()).contains("have nothing to measure");
  }

  @Test
  void aListIsOpenedWithItsImagesElsewhere() throws IOException {
    files("lists/x_dbImages.npy", "data/ref/a.jpg", "data/ref/b.jpg", "data/query/q.jpg");
    Path lists = folder.resolve("lists");
    NumpyWriter.texts(lists.resolve("x_dbImages.npy"), List.of("ref/a.jpg", "ref/b.jpg"));
    NumpyWriter.texts(lists.resolve("x_qImages.npy"), List.of("query/q.jpg"));
    NumpyWriter.objects(lists.resolve("x_gt.npy"), new int[] {1}, List.of(List.of(1)));
    Path list = lists.resolve("x_dbImages.npy");

    assertThat(terminal.type("inspect", list, "--image-root", folder.resolve("data"))).isZero();
    assertThat(terminal.out.toString()).contains("database: 2 images in data/");
    assertThat(terminal.type("inspect", list)).isEqualTo(CommandLineMain.WRONG_USAGE);
    assertThat(terminal.err.toString()).contains("--image-root DIR");
  }

  @Test
  void aFormatIsForAMapAsAWhole() {
    assertThat(
            terminal.type(
                "evaluate", "--database", folder, "--queries", folder, "--format", "images"))
        .isEqualTo(CommandLineMain.WRONG_USAGE);
    assertThat(terminal.err.toString()).contains("--format is for MAP");
  }

  @Test
  void inspectSaysWhatEveryFormatMakesOfAFolderAndOpensNoPicture() throws IOException {
    files("database/a.jpg", "database/b.jpg", "database/c.heic", "night/d.jpg");
    Path json = folder.resolve("vladoscope-runs/verdict.json");

    assertThat(terminal.type("inspect", folder, "--json", json)).isZero();

    assertThat(terminal.out.toString().lines())
        .contains(
            "database-queries: yes",
            "  database: 2 images in database/",
            "  queries: none, each database image is asked against the others",
            "images: no, it has a folder database/, so not all images are alike",
            "diary: no, there is no diary.txt",
            folder + " is read as database-queries.")
        .anyMatch(line -> line.contains("Not used: 1 image in night/"))
        .anyMatch(line -> line.contains("1 HEIC image (database/c.heic) is left out"));
    JsonNode verdict = Terminal.read(json).path("formats").path(0);
    assertThat(verdict.path("recognised").asBoolean()).isTrue();
    assertThat(verdict.path("notUsed").size()).isEqualTo(2);
  }

  @Test
  void inspectOfAFolderOfNoFormatFailsAndSaysWhy() throws IOException {
    files("queries/a.jpg");

    assertThat(terminal.type("inspect", folder)).isEqualTo(CommandLineMain.FAILED);
    assertThat(terminal.out.toString()).contains("database-queries: no, it has queries/");
    assertThat(terminal.err.toString()).contains("in no known format");
  }

  private int evaluate(Object... options) {
    List<Object> words = new ArrayList<>(List.of("evaluate", folder));
    words.addAll(List.of(options));
    words.addAll(SMALL);
    return terminal.type(words.toArray());
  }

  private void files(String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.createFile(file);
    }
  }

  /** An image of coloured boxes; the same number paints the same. */
  private void picture(String name, int number) throws IOException {
    BufferedImage image = new BufferedImage(160, 128, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    Random random = new Random(number);
    for (int i = 0; i < 40; i++) {
      graphics.setColor(new Color(random.nextInt(1 << 24)));
      graphics.fillRect(
          random.nextInt(160), random.nextInt(128), 5 + random.nextInt(40), 5 + random.nextInt(40));
    }
    graphics.dispose();
    Path file = folder.resolve(name);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    ImageIO.write(image, "png", file.toFile());
  }
}
