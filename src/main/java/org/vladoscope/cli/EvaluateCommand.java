package org.vladoscope.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.io.MapSource;
import org.vladoscope.dataset.io.PlaceMaps;
import org.vladoscope.eval.IndexLoss;
import org.vladoscope.eval.Recall;
import org.vladoscope.workspace.Candidate;
import org.vladoscope.workspace.Evaluation;
import org.vladoscope.workspace.QueryResult;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Answers all queries of a map and measures recall. */
@Command(
    name = "evaluate",
    description = "Answer all queries of a map and measure recall.",
    mixinStandardHelpOptions = true)
final class EvaluateCommand extends MapCommand {

  /** A map folder, or its parts. */
  static final class Source {
    @Parameters(paramLabel = "MAP", description = "Folder of the map.")
    @Nullable Path folder;

    @ArgGroup(exclusive = false)
    @Nullable Parts parts;
  }

  /** The parts of a map that lies in several places. */
  static final class Parts {
    @Option(
        names = "--database",
        paramLabel = "DIR",
        required = true,
        description = "Folder of database images.")
    Path database = Path.of("");

    @Option(
        names = "--queries",
        paramLabel = "DIR",
        required = true,
        description = "Folder of query images.")
    Path queries = Path.of("");

    @Option(
        names = "--ground-truth",
        paramLabel = "FILE",
        required = true,
        description = "Lines of query,match[,match...].")
    Path groundTruth = Path.of("");
  }

  @ArgGroup(multiplicity = "1")
  Source source = new Source();

  @Option(
      names = "--radius",
      paramLabel = "METRES",
      defaultValue = "25",
      description =
          "Greatest distance of a match where matches follow from poses (default:"
              + " ${DEFAULT-VALUE}).")
  double radius = MapSource.DEFAULT_RADIUS;

  EvaluateCommand(Console console) {
    super(console);
  }

  @Override
  PlaceMap readMap() {
    if (source.folder != null) {
      return PlaceMaps.read(PlaceMaps.source(source.folder, radius), progress);
    }
    Parts parts = Objects.requireNonNull(source.parts);
    return PlaceMaps.read(
        new MapSource(
            String.valueOf(parts.database.getFileName()),
            parts.database,
            parts.database,
            parts.queries,
            parts.groundTruth,
            null,
            null,
            radius),
        progress);
  }

  @Override
  void run(Session session) {
    long start = System.nanoTime();
    Evaluation evaluation = session.pipeline().evaluate(progress);
    progress.done();
    double total = (System.nanoTime() - start) / 1e9;
    reportFailures(evaluation.failures());
    EvaluationTable.print(
        console, session.map(), evaluation, session.compute().description(), total);
    JsonOutput.write(runOptions.json, json(session, evaluation));
  }

  private static Map<String, Object> json(Session session, Evaluation evaluation) {
    PlaceMap map = session.map();
    Map<String, Object> json =
        JsonOutput.object(
            "map", map.name(),
            "config", JsonOutput.of(session.pipeline().config()),
            "device", session.compute().description(),
            "counts", counts(map, evaluation));
    Recall global = evaluation.global();
    Recall reranked = evaluation.reranked();
    if (global != null && reranked != null) {
      json.put(
          "recall",
          JsonOutput.object(
              "netvlad", byName(global.atN()), "patch-netvlad", byName(reranked.atN())));
      json.put(
          "recallCountingAll",
          JsonOutput.object(
              "netvlad", byName(global.countingAll()),
              "patch-netvlad", byName(reranked.countingAll())));
    }
    json.put("index", evaluation.index());
    IndexLoss loss = evaluation.indexLoss();
    if (loss != null) {
      json.put("foundOfExact", byName(loss.found()));
      Recall exact = loss.exactRecall();
      if (exact != null) {
        json.put("recallIfExact", byName(exact.atN()));
      }
    }
    json.put("seconds", evaluation.seconds());
    json.put("failures", evaluation.failures());
    json.put("rankings", evaluation.results().stream().map(EvaluateCommand::ranking).toList());
    return json;
  }

  private static Map<String, Object> counts(PlaceMap map, Evaluation evaluation) {
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("database", map.database().size());
    counts.put("queries", map.queries().size());
    Recall recall = evaluation.global();
    if (recall != null) {
      counts.put("queriesWithoutPositives", recall.withoutPositives());
    }
    counts.put("failures", evaluation.failures().size());
    return counts;
  }

  private static Map<String, Double> byName(Map<Integer, Double> recall) {
    Map<String, Double> result = new LinkedHashMap<>();
    recall.forEach((n, share) -> result.put(String.format(Locale.ROOT, "%d", n), share));
    return result;
  }

  private static Map<String, Object> ranking(QueryResult result) {
    return JsonOutput.object(
        "query", result.query().name(),
        "netvlad", names(result.beforeReranking()),
        "patch-netvlad", names(result.candidates()));
  }

  private static List<String> names(List<Candidate> candidates) {
    List<String> names = new ArrayList<>();
    for (Candidate candidate : candidates) {
      PlaceImage image = candidate.image();
      names.add(image.name());
    }
    return names;
  }
}
