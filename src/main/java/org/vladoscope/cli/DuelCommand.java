package org.vladoscope.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vladoscope.cli.option.FormatOption;
import org.vladoscope.cli.option.RunOptions;
import org.vladoscope.cli.output.Console;
import org.vladoscope.cli.output.ConsoleProgress;
import org.vladoscope.cli.output.JsonOutput;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.MapReading;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.report.RunTables;
import org.vladoscope.run.Contender;
import org.vladoscope.run.Duel;
import org.vladoscope.run.Run;
import org.vladoscope.run.RunStore;
import org.vladoscope.store.DescriptorStore;
import org.vladoscope.store.WholeFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Holds two methods against each other, query by query. */
@Command(
    name = "duel",
    description = "Hold two runs of a map against each other, query by query.",
    mixinStandardHelpOptions = true)
final class DuelCommand implements Callable<Integer> {

  private static final int LISTED = 10;

  @Mixin RunOptions runOptions = new RunOptions();

  @Mixin FormatOption format;

  @Parameters(index = "0", paramLabel = "MAP", description = "Folder of the map.")
  Path folder = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "A",
      description =
          "A run saved with the map, by its name or file; :global behind it takes its ranking"
              + " before re-ranking.")
  String a = "";

  @Parameters(index = "2", paramLabel = "B", description = "The other one.")
  String b = "";

  @Option(
      names = "--at",
      paramLabel = "N",
      description = "A query is right if a match is among the first N (1).")
  int n = 1;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Write each query with both ranks, who is right, and how far they disagree.")
  @Nullable Path csv;

  private final Console console;
  private final ConsoleProgress progress;

  DuelCommand(Console console, PlaceMapFormats formats) {
    this.console = console;
    this.progress = new ConsoleProgress(console);
    this.format = new FormatOption(formats);
  }

  @Override
  public Integer call() {
    PlaceMap map = format.read(folder, MapReading.DEFAULT_RADIUS, progress);
    progress.done();
    try (DescriptorStore store = runOptions.engine.openStore()) {
      RunStore runs = runOptions.engine.runStore(map, store);
      Duel duel = Duel.of(contender(runs, a), contender(runs, b), n);
      print(duel);
      if (csv != null) {
        WholeFile.write(csv, RunTables.csv(duel).getBytes(StandardCharsets.UTF_8));
      }
      JsonOutput.write(runOptions.json, json(duel));
    }
    return 0;
  }

  private static Contender contender(RunStore runs, String named) {
    for (Contender.Order order : Contender.Order.values()) {
      String ending = ":" + order.id();
      if (named.endsWith(ending)) {
        return new Contender(
            runs.find(named.substring(0, named.length() - ending.length())), order);
      }
    }
    return new Contender(runs.find(named), Contender.Order.RERANKED);
  }

  private void print(Duel duel) {
    duel.warnings().forEach(warning -> console.err().println("Warning: " + warning));
    console.line("A: %s", duel.a().label());
    console.line("B: %s", duel.b().label());
    console.line("%s", duel.words());
    console.line("");
    console.line("where they disagree most%24s%10s", "rank A", "rank B");
    duel.byDisagreement().stream()
        .limit(LISTED)
        .filter(bout -> bout.disagreement() > 0)
        .forEach(
            bout ->
                console.line(
                    "%-38s%10s%10s", bout.query(), rank(bout.rankA()), rank(bout.rankB())));
  }

  private static String rank(int rank) {
    return rank == Run.NOT_FOUND ? "not found" : Integer.toString(rank);
  }

  private static Map<String, Object> json(Duel duel) {
    Map<String, Object> queries = new LinkedHashMap<>();
    duel.byQuadrant()
        .forEach(
            (quadrant, bouts) ->
                queries.put(quadrant.id(), bouts.stream().map(Duel.Bout::query).toList()));
    List<Object> bouts =
        duel.byDisagreement().stream()
            .map(
                bout ->
                    (Object)
                        JsonOutput.object(
                            "query", bout.query(),
                            "rankA", json(bout.rankA()),
                            "rankB", json(bout.rankB()),
                            "answerA", bout.answerA(),
                            "answerB", bout.answerB(),
                            "disagreement", bout.disagreement()))
            .toList();
    return JsonOutput.object(
        "a", duel.a().label(),
        "b", duel.b().label(),
        "at", duel.n(),
        "pValue", duel.test().pValue(),
        "convention", duel.test().convention(),
        "warnings", duel.warnings(),
        "queries", queries,
        "byDisagreement", bouts);
  }

  private static Object json(int rank) {
    return rank == Run.NOT_FOUND ? "not found" : rank;
  }
}
