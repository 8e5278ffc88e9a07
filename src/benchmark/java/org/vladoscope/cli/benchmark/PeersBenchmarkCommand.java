package org.vladoscope.cli.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vladoscope.benchmark.peers.Method;
import org.vladoscope.benchmark.peers.PeersBenchmark;
import org.vladoscope.benchmark.peers.PeersBenchmark.Result;
import org.vladoscope.benchmark.peers.Predictions;
import org.vladoscope.benchmark.peers.SideCost;
import org.vladoscope.cli.CommandLineMain;
import org.vladoscope.cli.output.Console;
import org.vladoscope.cli.output.ConsoleProgress;
import org.vladoscope.cli.output.JsonOutput;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Holds {@code evaluate} against the original's scripts, from images to recall. */
@Command(
    name = "peers",
    description = {
      "Answer the queries of a few images of a map with the original's scripts, translated step by"
          + " step to the same tensor library, and with evaluate, in fresh processes in turns.",
      "Both read the same file with VGG16 and a projection of random weights, made from one seed."
    },
    mixinStandardHelpOptions = true)
final class PeersBenchmarkCommand implements Callable<Integer> {

  private static final double LESS_CPU = 3;
  private static final double LESS_MEMORY = 10;
  private static final double FEWER_BYTES = 1000;

  @Parameters(
      index = "0",
      paramLabel = "MAP",
      arity = "0..1",
      description = "Folder of the map (default: ${DEFAULT-VALUE}).")
  Path folder = Path.of("sample-maps", "town");

  @Option(
      names = "--preset",
      paramLabel = "performance|speed|storage",
      defaultValue = "performance",
      description = "The published configuration (default: ${DEFAULT-VALUE}).")
  String preset = "performance";

  @Option(
      names = "--clusters",
      paramLabel = "K",
      defaultValue = "16",
      description = "16 as trained on Mapillary, 64 on Pittsburgh (default: ${DEFAULT-VALUE}).")
  int clusters = 16;

  @Option(
      names = "--database",
      paramLabel = "N",
      defaultValue = "8",
      description = "Database images (default: ${DEFAULT-VALUE}).")
  int database = 8;

  @Option(
      names = "--queries",
      paramLabel = "N",
      defaultValue = "4",
      description = "Queries (default: ${DEFAULT-VALUE}).")
  int queries = 4;

  @Option(
      names = "--rerank",
      paramLabel = "N",
      defaultValue = "100",
      description = "Candidates whose patches are compared (default: ${DEFAULT-VALUE}).")
  int rerank = 100;

  @Option(
      names = "--repeat",
      paramLabel = "N",
      defaultValue = "2",
      description = "How often each side runs; the best counts (default: ${DEFAULT-VALUE}).")
  int repeat = 2;

  @Option(
      names = "--processors",
      paramLabel = "N",
      defaultValue = "1",
      description = "Processors that each side may use (default: ${DEFAULT-VALUE}).")
  int processors = 1;

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      defaultValue = "1g",
      description = "Most Java memory of each side (default: ${DEFAULT-VALUE}).")
  String heap = "1g";

  @Option(names = "--json", paramLabel = "FILE", description = "Write the result as JSON.")
  @Nullable Path json;

  private final Console console;
  private final String entry;

  /**
   * The command.
   *
   * @param entry class that both sides start with, see {@link PeersBenchmark}
   */
  PeersBenchmarkCommand(Console console, String entry) {
    this.console = console;
    this.entry = entry;
  }

  @Override
  public Integer call() throws IOException {
    Method method = Method.parse(preset);
    PeersBenchmark benchmark =
        new PeersBenchmark(
            method, clusters, database, queries, rerank, repeat, processors, heap, entry);
    ConsoleProgress progress = new ConsoleProgress(console);
    PlaceMap map = PlaceMapFormats.known().read(folder, progress);
    Path work = Files.createTempDirectory("vladoscope-peers");
    try {
      Result result = benchmark.run(map, work, progress);
      progress.done();
      print(map.name(), method, result);
      JsonOutput.write(json, json(map.name(), method, result));
    } finally {
      progress.done();
      PeersBenchmark.deleteAll(work);
    }
    return CommandLineMain.OK;
  }

  private void print(String map, Method method, Result result) {
    console.line(
        "%s, %d clusters to %d values: %d database images and %d queries of %s, %d candidates, %s",
        method.id(),
        clusters,
        method.dimensions(),
        database,
        queries,
        map,
        Math.min(rerank, database),
        processors == 1 ? "1 processor" : processors + " processors");
    console.line("");
    console.line("%-36s %12s %12s %8s   %s", "", "original", "ours", "ratio", "goal");
    SideCost original = result.original();
    SideCost ours = result.ours();
    row("wall, seconds", original.wallSeconds(), ours.wallSeconds(), null);
    row("processor, seconds", original.cpuSeconds(), ours.cpuSeconds(), LESS_CPU);
    row("peak memory, MB", mega(original.peakBytes()), mega(ours.peakBytes()), LESS_MEMORY);
    double images = result.images();
    row(
        "written per image, MB",
        mega(original.writtenBytes()) / images,
        mega(ours.writtenBytes()) / images,
        FEWER_BYTES);
    row(
        "kept per image, MB",
        mega(original.keptBytes()) / images,
        mega(ours.keptBytes()) / images,
        FEWER_BYTES);
    console.line("");
    recall("recall@1, global", result, 0);
    recall("recall@1, re-ranked", result, 1);
    agreement("global", result.global());
    agreement("re-ranked", result.reranked());
    console.line("");
    console.line(
        "Fresh processes in turns, best of %d. Written: what was given to the system, messages"
            + " included. Kept: what lies in the folder of features or the cache at the end.",
        repeat);
  }

  private void row(String what, double original, double ours, @Nullable Double goal) {
    double ratio = original / ours;
    console.line(
        "%-36s %12.2f %12.2f %8.2f   %s",
        what,
        original,
        ours,
        ratio,
        goal == null
            ? ""
            : String.format(Locale.ROOT, "%.0f, %s", goal, ratio >= goal ? "reached" : "MISSED"));
  }

  private void recall(String what, Result result, int which) {
    console.line(
        "%-36s %12.3f %12.3f",
        what, result.originalRecall().get(which), result.ourRecall().get(which));
  }

  private void agreement(String what, Predictions.Agreement agreement) {
    console.line(
        "%s ranking: the same first image for %d of %d queries, the same order for %d",
        what, agreement.first(), agreement.queries(), agreement.order());
  }

  private static double mega(long bytes) {
    return bytes < 0 ? Double.NaN : bytes / 1e6;
  }

  private Map<String, Object> json(String map, Method method, Result result) {
    return JsonOutput.object(
        "map", map,
        "preset", method.id(),
        "clusters", clusters,
        "database", database,
        "queries", queries,
        "rerank", rerank,
        "rounds", repeat,
        "processors", processors,
        "original", json(result.original(), result.originalRecall()),
        "ours", json(result.ours(), result.ourRecall()),
        "globalAgreement", json(result.global()),
        "rerankedAgreement", json(result.reranked()));
  }

  private static Map<String, Object> json(SideCost cost, List<Double> recall) {
    return JsonOutput.object(
        "wallSeconds", cost.wallSeconds(),
        "cpuSeconds", cost.cpuSeconds(),
        "peakBytes", cost.peakBytes(),
        "writtenBytes", cost.writtenBytes(),
        "keptBytes", cost.keptBytes(),
        "recallAt1Global", recall.get(0),
        "recallAt1", recall.get(1));
  }

  private static Map<String, Object> json(Predictions.Agreement agreement) {
    return JsonOutput.object(
        "queries", agreement.queries(),
        "sameFirst", agreement.first(),
        "sameOrder", agreement.order());
  }
}
