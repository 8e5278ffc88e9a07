package org.vladoscope.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.vladoscope.alias.Alias;
import org.vladoscope.alias.AliasAtlas;
import org.vladoscope.alias.AliasSearch;
import org.vladoscope.alias.AliasTables;
import org.vladoscope.alias.Band;
import org.vladoscope.alias.FarApart;
import org.vladoscope.cli.option.SourceOptions;
import org.vladoscope.cli.output.Console;
import org.vladoscope.cli.output.JsonOutput;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.figure.FigureFile;
import org.vladoscope.pipeline.PreparedMap;
import org.vladoscope.report.AliasMatrix;
import org.vladoscope.store.WholeFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists places far apart that look alike. */
@Command(
    name = "aliases",
    description = "List places of a map that look alike though they are far apart.",
    mixinStandardHelpOptions = true)
final class AliasesCommand extends MapCommand {

  private static final int LISTED = 10;

  @Mixin SourceOptions source;

  @Option(
      names = "--farther-than",
      paramLabel = "M",
      description =
          "Database images are far apart from so many metres on (the radius of the ground truth);"
              + " without positions, from so many images of the database on (10).")
  @Nullable Double least;

  @Option(
      names = "--similarity",
      paramLabel = "S",
      description =
          "List pairs that are at least so similar (what half of the queries reach with a right"
              + " image, or every pair where no query has one).")
  @Nullable Double similarity;

  @Option(names = "--csv", paramLabel = "FILE", description = "Write the pairs as CSV.")
  @Nullable Path csv;

  @Option(
      names = "--places",
      paramLabel = "FILE",
      description = "Write how distinctive each database image is as CSV.")
  @Nullable Path places;

  @Option(
      names = "--bands",
      paramLabel = "FILE",
      description = "Write the runs of images that look like another run as CSV.")
  @Nullable Path bands;

  @Option(
      names = "--matrix",
      paramLabel = "FILE",
      description =
          "Draw how similar all database images are to each other, with these runs outlined and"
              + " named: .png, .svg or .pdf.")
  @Nullable Path matrix;

  AliasesCommand(Console console, PlaceMapFormats formats) {
    super(console);
    this.source = new SourceOptions(formats);
  }

  @Override
  PlaceMap readMap() {
    return source.read(progress);
  }

  @Override
  void run(Session session) {
    PlaceMap map = session.map();
    FarApart usual = FarApart.of(map, map.groundTruth());
    FarApart rule = least == null ? usual : usual.withLeast(least);
    PreparedMap prepared = session.pipeline().prepare(progress);
    progress.done();
    reportFailures(prepared.failures());
    AliasAtlas atlas =
        new AliasSearch(map, map.groundTruth(), rule, prepared.descriptors(), session.compute())
            .find(progress);
    progress.done();
    double from =
        similarity != null ? similarity : Double.isNaN(atlas.usual()) ? -1 : atlas.usual();
    List<Alias> shown = atlas.from(from);
    List<Band> runs = Band.of(shown, from);
    print(map, atlas, shown, runs, from);
    write(csv, AliasTables.pairs(map, shown));
    write(places, AliasTables.places(map, atlas));
    write(bands, AliasTables.bands(runs));
    if (matrix != null) {
      FigureFile.write(
          matrix,
          AliasMatrix.of(map.name(), prepared.similarityTiles().amongImages(), runs, progress));
      progress.done();
      console.line("The matrix is in %s.", matrix);
    }
    JsonOutput.write(
        runOptions.json,
        JsonOutput.object(
            "map", map.name(),
            "config", JsonOutput.of(session.pipeline().config()),
            "rule", rule.words(),
            "similarity", from,
            "notes", atlas.notes(),
            "pairs",
                shown.stream()
                    .map(
                        alias ->
                            (Object)
                                JsonOutput.object(
                                    "kind", alias.ofQuery() ? "query" : "database",
                                    "image", AliasTables.image(map, alias).name(),
                                    "twin", map.database().get(alias.to()).name(),
                                    "similarity", alias.similarity(),
                                    "metres",
                                        Double.isNaN(alias.metres())
                                            ? "unknown"
                                            : (Object) alias.metres()))
                    .toList(),
            "runs", runs.stream().map(Band::name).toList()));
  }

  private static void write(@Nullable Path file, String table) {
    if (file != null) {
      WholeFile.write(file, table.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void print(
      PlaceMap map, AliasAtlas atlas, List<Alias> shown, List<Band> runs, double from) {
    atlas.notes().forEach(note -> console.line("%s", note));
    console.line(
        "%s",
        String.format(
            Locale.ROOT,
            "%d of %d pairs are at least %.4f similar%s.",
            shown.size(),
            atlas.aliases().size(),
            from,
            similarity == null && !Double.isNaN(atlas.usual())
                ? ", as half of the queries are to a right image"
                : ""));
    for (Alias alias : shown.stream().limit(LISTED).toList()) {
      console.line(
          "%s",
          String.format(
              Locale.ROOT,
              "%.4f  %s%s  %s  %s",
              alias.similarity(),
              alias.ofQuery() ? "query " : "",
              AliasTables.image(map, alias).name(),
              map.database().get(alias.to()).name(),
              Double.isNaN(alias.metres())
                  ? ""
                  : String.format(Locale.ROOT, "%.0f m", alias.metres())));
    }
    for (Band run : runs.stream().limit(LISTED).toList()) {
      console.line("%s", String.format(Locale.ROOT, "%s (%.4f)", run.name(), run.similarity()));
    }
  }
}
