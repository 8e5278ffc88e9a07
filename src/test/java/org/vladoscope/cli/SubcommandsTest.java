package org.vladoscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vladoscope.cli.option.OverlayFigures;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.pipeline.crew.Crew;
import picocli.CommandLine;

class SubcommandsTest {

  private final Terminal terminal = new Terminal();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gui",
        "inspect",
        "index",
        "query",
        "match",
        "evaluate",
        "supplement",
        "duel",
        "windows",
        "export-model",
        "train",
        "sweep",
        "cache",
        "models",
        "lab"
      })
  void everyCommandAnswersToTheNameThatHelpGivesIt(String name) {
    terminal.type("--help");
    assertThat(terminal.out.toString()).containsPattern("(?m)^  " + name + " ");
    assertThat(terminal.type(name, "--help")).isZero();
    assertThat(terminal.out.toString()).startsWith("Usage: vladoscope " + name + " ");
  }

  @Test
  void aCommandThatNobodyNamesIsNotMade() {
    CommandLine program = program("lab", "a map", "an image");
    assertThat(program.getSubcommands()).containsOnlyKeys("lab");
    assertThat(program("a map").getSubcommands()).isEmpty();
    assertThat(program().getSubcommands()).isEmpty();
  }

  @Test
  void aCommandMayStandInAFileOfArguments(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("arguments"), "lab --help");
    assertThat(terminal.type("@" + file)).isZero();
    assertThat(terminal.out.toString()).startsWith("Usage: vladoscope lab ");
  }

  private static CommandLine program(String... arguments) {
    CommandLine program = new CommandLine(CommandLine.Model.CommandSpec.create());
    new Subcommands(
            CommandLine.Model.CommandSpec::create,
            new Terminal().console(),
            PlaceMapFormats.known(),
            OverlayFigures.NONE,
            Crew.NOBODY)
        .addTo(program, arguments);
    return program;
  }
}
