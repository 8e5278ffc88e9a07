package org.vladoscope.cli;

import java.nio.file.Path;
import org.vladoscope.cli.option.FormatOption;
import org.vladoscope.cli.output.Console;
import org.vladoscope.cli.output.JsonOutput;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.pipeline.ModelExport;
import org.vladoscope.pipeline.ProjectionSource;
import org.vladoscope.run.RunJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes what was trained on a map into a file. */
@Command(
    name = "export-model",
    description =
        "Train vocabulary and projection on a map, if need be, and write them as one .safetensors"
            + " file with a .json beside it.",
    mixinStandardHelpOptions = true)
final class ExportModelCommand extends MapCommand {

  @Parameters(index = "0", paramLabel = "MAP", description = "Folder of the map.")
  Path folder = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description = "File to write; gets the ending .safetensors if it has another.")
  Path file = Path.of("");

  @Option(
      names = "--projection-of",
      paramLabel = "patches|globals",
      defaultValue = "patches",
      description =
          "What the projection is fitted on: patches of the map's images, or their global"
              + " descriptors as in the original (default: ${DEFAULT-VALUE}).")
  ProjectionSource source = ProjectionSource.PATCHES;

  @Mixin FormatOption format;

  ExportModelCommand(Console console, PlaceMapFormats formats) {
    super(console);
    this.format = new FormatOption(formats);
  }

  @Override
  PlaceMap readMap() {
    return format.read(folder, progress);
  }

  @Override
  void run(Session session) {
    ModelExport model = session.pipeline().trained(source, progress);
    model.write(file, progress);
    progress.done();
    reportFailures(session.pipeline().prepare(progress).failures());
    int dimensions = model.projection().map(p -> p.dimensions()).orElse(0);
    console.line(
        "%s: %d clusters of %d values, %s.",
        ModelExport.withEnding(file),
        model.vocabulary().size(),
        model.vocabulary().channels(),
        dimensions == 0
            ? "no projection"
            : "projection of " + model.fittedOn() + " to " + dimensions + " dimensions");
    console.line("%s: image size, network and configuration.", ModelExport.settingsOf(file));
    JsonOutput.write(
        runOptions.json,
        JsonOutput.object(
            "map", session.map().name(),
            "readAs", RunJson.of(session.map().origin()),
            "model", ModelExport.withEnding(file).toString(),
            "settings", ModelExport.settingsOf(file).toString(),
            "clusters", model.vocabulary().size(),
            "channels", model.vocabulary().channels(),
            "dimensions", dimensions,
            "config", JsonOutput.of(session.pipeline().config())));
  }
}
