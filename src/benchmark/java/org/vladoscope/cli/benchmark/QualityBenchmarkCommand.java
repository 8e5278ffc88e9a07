package org.vladoscope.cli.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.vladoscope.benchmark.quality.QualityContest;
import org.vladoscope.benchmark.quality.QualityContest.Cell;
import org.vladoscope.cli.CommandLineMain;
import org.vladoscope.cli.option.RunOptions;
import org.vladoscope.cli.output.Console;
import org.vladoscope.cli.output.ConsoleProgress;
import org.vladoscope.cli.output.JsonOutput;
import org.vladoscope.common.InputException;
import org.vladoscope.compute.Compute;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.metric.confidence.Confidence;
import org.vladoscope.pipeline.Workspace;
import org.vladoscope.store.DescriptorStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares ways to score, or to find clusters, on several maps. */
@Command(
    name = "quality",
    description = {
      "Compare ways to score, or to find clusters, on several maps and seeds: recall@1 of each,"
          + " which of them each map would have been given by the others, and how far probabilities"
          + " can be trusted."
    },
    mixinStandardHelpOptions = true)
final class QualityBenchmarkCommand implements Callable<Integer> {

  @Parameters(arity = "1..*", paramLabel = "MAP", description = "Folders of maps with a truth.")
  List<Path> folders = List.of();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many seeds of the vocabulary, from 1 on (default: ${DEFAULT-VALUE}).")
  int seeds = 5;

  @Option(
      names = "--compare",
      paramLabel = "WHAT",
      defaultValue = "scores",
      description =
          "Ways to score (scores) or to find clusters (clusters) (default: ${DEFAULT-VALUE}).")
  String compare = "scores";

  @Mixin RunOptions runOptions = new RunOptions();

  private final Console console;

  QualityBenchmarkCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (seeds < 1) {
      throw new InputException("--seeds must be 1 or more, not " + seeds + ".");
    }
    List<QualityContest.Contender> contenders = subject().contenders();
    List<Long> from1 = new ArrayList<>();
    for (long seed = 1; seed <= seeds; seed++) {
      from1.add(seed);
    }
    List<QualityContest.MapResult> results = new ArrayList<>();
    ConsoleProgress progress = new ConsoleProgress(console);
    try (Compute compute = runOptions.engine.openCompute();
        DescriptorStore store = runOptions.engine.openStore()) {
      for (Path folder : folders) {
        try (Workspace workspace =
            Workspace.open(PlaceMapFormats.known().read(folder, progress), compute, store)) {
          results.add(QualityContest.answer(workspace, contenders, from1, progress));
        }
      }
    } finally {
      progress.done();
    }
    QualityContest.Table table = QualityContest.table(contenders, results);
    printRecall(table);
    printChoice(table);
    printTrust(table);
    JsonOutput.write(runOptions.json, JsonOutput.object("cells", json(table)));
    return CommandLineMain.OK;
  }

  private QualityContest.Subject subject() {
    return switch (compare) {
      case "scores" -> QualityContest.Subject.SCORES;
      case "vocabulary" -> QualityContest.Subject.WORDS;
      default ->
          throw new InputException("--compare takes scores or clusters, not '" + compare + "'.");
    };
  }

  private void printRecall(QualityContest.Table table) {
    console.line("recall@1, mean over %d seeds; queries without a match left out", seeds);
    console.line("%-48s%s   mean", "", columns(table.maps(), name -> name));
    for (int c = 0; c < table.contenders().size(); c++) {
      String name = table.contenders().get(c).name();
      List<Cell> cells = table.cells().get(c);
      if (c == 0 || subject() == QualityContest.Subject.WORDS) {
        row(name + ", global", cells, Cell::meanGlobal, table.meanGlobal(c));
      }
      row(name, cells, Cell::meanReranked, table.mean(c, -1));
    }
    console.line(
        "%-48s%s",
        "default, lowest to highest seed",
        columns(
            table.cells().getFirst(),
            cell ->
                number(cell.reranked().stream().min(Double::compare).orElseThrow())
                    + "-"
                    + number(cell.reranked().stream().max(Double::compare).orElseThrow())));
    console.line("");
  }

  private void row(String name, List<Cell> cells, ToDoubleFunction<Cell> value, double mean) {
    console.line(
        "%-48s%s  %s",
        name, columns(cells, cell -> number(value.applyAsDouble(cell))), number(mean));
  }

  private void printChoice(QualityContest.Table table) {
    console.line("chosen for each map by the others alone: the highest mean of those that cost no");
    console.line("other map more than one query");
    for (int m = 0; m < table.maps().size(); m++) {
      int chosen = table.chosenWithout(m);
      Cell cell = table.cells().get(chosen).get(m);
      console.line(
          "%-22s %-48s %s (default %s, global %s)",
          table.maps().get(m),
          table.contenders().get(chosen).name(),
          number(cell.meanReranked()),
          number(table.cells().getFirst().get(m).meanReranked()),
          number(cell.meanGlobal()));
    }
    console.line("");
  }

  private void printTrust(QualityContest.Table table) {
    console.line("probabilities that the first answer is right, by the default's calibration");
    List<Confidence.Judged> all = new ArrayList<>();
    for (QualityContest.Trust trust : table.trust()) {
      all.addAll(trust.judged().queries());
      printTrust(trust.map(), trust.judged());
    }
    printTrust("all", new Confidence(all, ""));
  }

  private void printTrust(String name, Confidence judged) {
    if (judged.queries().isEmpty()) {
      return;
    }
    console.line(
        "%-22s calibration error %s%s",
        name,
        number(judged.calibrationError()),
        judged.withoutMatchArea().isPresent()
            ? ", area under ROC for no match " + number(judged.withoutMatchArea().getAsDouble())
            : "");
  }

  private static List<Object> json(QualityContest.Table table) {
    List<Object> rows = new ArrayList<>();
    for (int c = 0; c < table.contenders().size(); c++) {
      for (int m = 0; m < table.maps().size(); m++) {
        Cell cell = table.cells().get(c).get(m);
        rows.add(
            JsonOutput.object(
                "way", table.contenders().get(c).name(),
                "map", table.maps().get(m),
                "queries", cell.queries(),
                "global", cell.global(),
                "reranked", cell.reranked()));
      }
    }
    return rows;
  }

  private static <T> String columns(List<T> values, java.util.function.Function<T, String> text) {
    return values.stream()
        .map(text)
        .map(t -> String.format(Locale.ROOT, " %11.11s", t))
        .collect(Collectors.joining());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value).replaceFirst("^0", "");
  }
}
