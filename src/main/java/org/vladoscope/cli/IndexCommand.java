package org.vladoscope.cli;

import java.nio.file.Path;
import java.util.Map;
import org.vladoscope.cli.option.FormatOption;
import org.vladoscope.cli.output.Console;
import org.vladoscope.cli.output.JsonOutput;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.pipeline.PreparedMap;
import org.vladoscope.pipeline.crew.Crew;
import org.vladoscope.run.RunJson;
import org.vladoscope.store.DescriptorStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Computes what queries of a map need and keeps it. */
@Command(
    name = "index",
    description = "Compute the features and descriptors of a map and keep them.",
    mixinStandardHelpOptions = true)
final class IndexCommand extends MapCommand {

  @Parameters(paramLabel = "MAP", description = "Folder of the map.")
  Path folder = Path.of("");

  @Mixin FormatOption format;

  IndexCommand(Console console, PlaceMapFormats formats, Crew crew) {
    super(console, crew);
    this.format = new FormatOption(formats);
  }

  @Override
  PlaceMap readMap() {
    return format.read(folder, progress);
  }

  @Override
  void run(Session session) {
    long start = System.nanoTime();
    PreparedMap prepared = session.pipeline().prepareAll(progress);
    progress.done();
    double seconds = (System.nanoTime() - start) / 1e9;
    Map<String, String> failures = prepared.failures();
    reportFailures(failures);
    long bytes =
        session.store().usage().values().stream().mapToLong(DescriptorStore.Usage::bytes).sum();
    PlaceMap map = session.map();
    console.line(
        "%s is ready: %d database images, %d queries, %d left out, %.1f s on %s.",
        map.name(),
        map.database().size(),
        map.queriesAreDatabase() ? 0 : map.queries().size(),
        failures.size(),
        seconds,
        session.device());
    console.line("The cache %s holds %d MB.", session.store().root(), bytes >> 20);
    JsonOutput.write(
        runOptions.json,
        JsonOutput.object(
            "map", map.name(),
            "readAs", RunJson.of(map.origin()),
            "config", JsonOutput.of(session.pipeline().config()),
            "device", session.device(),
            "counts",
                JsonOutput.object(
                    "database", map.database().size(), "queries", map.queries().size()),
            "failures", failures,
            "seconds", seconds));
  }
}
