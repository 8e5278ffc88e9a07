package org.vladoscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.cli.output.Console;
import org.vladoscope.cli.output.Shutdown;
import org.vladoscope.cli.window.GuiLauncher;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files with weights on the command line. */
@Tag("slow")
class ModelsCommandTest {

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(Object... words) {
    Console console =
        new Console(new PrintWriter(out, true), new PrintWriter(err, true), false, new Shutdown());
    GuiLauncher noWindow =
        start -> {
          throw new AssertionError("no window is opened here");
        };
    return CommandLineMain.run(
        noWindow, console, Arrays.stream(words).map(Object::toString).toArray(String[]::new));
  }

  private static Path golden(String name) throws URISyntaxException {
    return Path.of(
        Objects.requireNonNull(ModelsCommandTest.class.getResource("/golden/checkpoint/" + name))
            .toURI());
  }

  private JsonNode json(String name) {
    return JsonMapper.shared().readTree(folder.resolve(name));
  }

  @Test
  void listNamesBackbonesAndTheFilesOfAFolderThatCouldHoldWeights()
      throws IOException, URISyntaxException {
    Files.copy(golden("tiny_train.pth.tar"), folder.resolve("places.pth.tar"));
    Files.writeString(folder.resolve("notes.txt"), "no weights");

    assertThat(run("models", "list", "--models", folder, "--json", folder.resolve("list.json")))
        .isZero();

    assertThat(out.toString())
        .contains("vgg16", "resnet50-fpn", "rootsift")
        .contains("Files in " + folder + " (--weights):")
        .contains("places.pth.tar")
        .doesNotContain("notes.txt");
    assertThat(json("list.json").path("files").size()).isEqualTo(1);
    assertThat(json("list.json").path("files").path(0).path("bytes").asLong())
        .isEqualTo(Files.size(folder.resolve("places.pth.tar")));
  }

  @Test
  void anEmptyOrMissingFolderHasNoFiles() {
    assertThat(run("models", "list", "--models", folder.resolve("none"))).isZero();
    assertThat(out.toString()).contains("none (--weights): none");
  }

  @Test
  void reportSaysWhatAFileHoldsPartByPart() throws URISyntaxException {
    assertThat(
            run(
                "models",
                "report",
                golden("tiny_WPCA7.pth.tar"),
                "--json",
                folder.resolve("report.json")))
        .isZero();

    assertThat(out.toString().lines())
        .anyMatch(line -> line.startsWith("tiny_WPCA7.pth.tar: "))
        .anyMatch(line -> line.startsWith("Network: ") && line.contains("VGG16, 12 channels"))
        .anyMatch(line -> line.startsWith("Vocabulary: ") && line.contains("5"))
        .anyMatch(line -> line.startsWith("WPCA: ") && line.contains("7"));
    JsonNode report = json("report.json");
    assertThat(report.path("network").path("state").asString()).isEqualTo("complete");
    assertThat(report.path("clusters").asInt()).isEqualTo(5);
    assertThat(report.path("dimensions").asInt()).isEqualTo(7);
  }

  @Test
  void reportSaysOfAFileWithoutWordsThatThereAreNone() throws URISyntaxException {
    assertThat(
            run(
                "models",
                "report",
                golden("resnet18_trunk.pth"),
                "--json",
                folder.resolve("trunk.json")))
        .isZero();
    JsonNode report = json("trunk.json");
    assertThat(report.path("network").path("text").asString()).contains("ResNet18");
    assertThat(report.path("vocabulary").path("state").asString()).isEqualTo("absent");
    assertThat(report.path("wpca").path("state").asString()).isEqualTo("absent");
  }

  @Test
  void aFileThatIsNoCheckpointIsOneSentence() throws IOException {
    Path page = Files.writeString(folder.resolve("page.pth"), "<html>not found</html>");
    assertThat(run("models", "report", page)).isEqualTo(CommandLineMain.FAILED);
    assertThat(err.toString()).contains("page.pth").doesNotContain("\tat ");
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void aNameThatIsNotInTheListCannotBeDownloaded() {
    assertThat(run("models", "download", "nothing-like-it", "--models", folder))
        .isEqualTo(CommandLineMain.FAILED);
    assertThat(err.toString()).contains("nothing-like-it").doesNotContain("\tat ");
  }

  @Test
  void partsThatAFileLacksAreRandomOnlyIfThatIsAsked() throws IOException, URISyntaxException {
    Path map = FewPlaces.write(folder);
    Object[] match = {
      "match",
      map.resolve("database/005.jpg"),
      map.resolve("database/020.jpg"),
      "--backbone",
      "resnet18-fpn",
      "--weights",
      golden("resnet18_trunk.pth"),
      "--image-size",
      "160x128",
      "--clusters",
      "4",
      "--whitening",
      "8",
      "--patch-sizes",
      "2",
      "--cache",
      "none",
      "--json",
      folder.resolve("match.json")
    };
    assertThat(run(match)).isEqualTo(CommandLineMain.FAILED);
    assertThat(err.toString())
        .contains("resnet18_trunk.pth has no lateral convolution for resnet18-fpn")
        .contains("--random-parts");
    assertThat(folder.resolve("match.json")).doesNotExist();

    Object[] random = Arrays.copyOf(match, match.length + 1);
    random[match.length] = "--random-parts";
    assertThat(run(random)).as(err.toString()).isZero();
    assertThat(json("match.json").path("scales").path(0).path("patches").asInt()).isPositive();
  }
}
