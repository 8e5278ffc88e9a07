package org.vladoscope.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vladoscope.cli.option.SourceOptions;
import org.vladoscope.cli.output.Console;
import org.vladoscope.cli.output.JsonOutput;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.embedding.Embedder;
import org.vladoscope.embedding.Embedding;
import org.vladoscope.embedding.EmbeddingMethod;
import org.vladoscope.embedding.EmbeddingTable;
import org.vladoscope.embedding.ImageRows;
import org.vladoscope.embedding.MainComponents;
import org.vladoscope.pipeline.PreparedMap;
import org.vladoscope.store.WholeFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Places the descriptors of all images in the plane. */
@Command(
    name = "embed",
    description = "Place the descriptors of all images of a map in the plane.",
    mixinStandardHelpOptions = true)
final class EmbedCommand extends MapCommand {

  @Mixin SourceOptions source;

  @Option(
      names = "--method",
      paramLabel = "pca|tsne|umap",
      split = ",",
      defaultValue = "pca",
      description = "One or more methods, separated by commas (default: ${DEFAULT-VALUE}).")
  List<EmbeddingMethod> methods = new ArrayList<>();

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Write a line for each image: role, name, position, conditions, places.")
  @Nullable Path csv;

  EmbedCommand(Console console, PlaceMapFormats formats) {
    super(console);
    this.source = new SourceOptions(formats);
  }

  @Override
  PlaceMap readMap() {
    return source.read(progress);
  }

  @Override
  void run(Session session) {
    PreparedMap prepared = session.pipeline().prepare(progress);
    progress.done();
    reportFailures(prepared.failures());
    MainComponents components =
        MainComponents.of(
            new ImageRows(prepared.descriptors(), session.map().queriesAreDatabase()),
            session.compute(),
            progress);
    long seed = session.pipeline().config().aggregator().sampling().seed();
    Embedder embedder = new Embedder(session.compute(), seed);
    List<Embedding> found = new ArrayList<>();
    for (EmbeddingMethod method : methods.stream().distinct().toList()) {
      found.add(embedder.of(components, method, progress));
      progress.done();
      console.line("%s", found.getLast().note());
    }
    if (csv != null) {
      WholeFile.write(
          csv,
          EmbeddingTable.csv(session.map(), found, List.of()).getBytes(StandardCharsets.UTF_8));
    }
    JsonOutput.write(
        runOptions.json,
        JsonOutput.object(
            "map", session.map().name(),
            "config", JsonOutput.of(session.pipeline().config()),
            "images", components.all(),
            "shares", components.shares(),
            "seed", seed,
            "embeddings",
                found.stream()
                    .map(
                        one ->
                            (Object)
                                JsonOutput.object(
                                    "method", one.method().id(),
                                    "note", one.note(),
                                    "x", one.x(),
                                    "y", one.y()))
                    .toList()));
  }
}
