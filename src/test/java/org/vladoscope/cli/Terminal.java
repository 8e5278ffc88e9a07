package org.vladoscope.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.vladoscope.cli.output.Console;
import org.vladoscope.cli.output.Shutdown;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Types commands as a user does, and keeps what is said to the last one. */
final class Terminal {

  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();

  private final PlaceMapFormats formats;

  Terminal() {
    this(PlaceMapFormats.known());
  }

  /** A program that knows these formats of maps. */
  Terminal(PlaceMapFormats formats) {
    this.formats = formats;
  }

  /** Runs a command line, word by word, and returns its exit code. */
  int type(Object... words) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    String[] arguments = Arrays.stream(words).map(String::valueOf).toArray(String[]::new);
    return CommandLineMain.run(start -> 0, List.of(), formats, console(), arguments);
  }

  /** Where commands speak. */
  Console console() {
    return new Console(
        new PrintWriter(out, true), new PrintWriter(err, true), false, new Shutdown());
  }

  /** What a command wrote. */
  static JsonNode read(Path json) throws IOException {
    return JsonMapper.shared().readTree(Files.readAllBytes(json));
  }
}
