package org.vladoscope.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vladoscope.cli.option.CalibrationOptions;
import org.vladoscope.cli.option.SourceOptions;
import org.vladoscope.cli.option.UnmatchedOptions;
import org.vladoscope.cli.output.ConfidenceTable;
import org.vladoscope.cli.output.Console;
import org.vladoscope.cli.output.EvaluationTable;
import org.vladoscope.cli.output.JsonOutput;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.judge.VerdictFile;
import org.vladoscope.judge.Verdicts;
import org.vladoscope.metric.Bootstrap;
import org.vladoscope.metric.IndexLoss;
import org.vladoscope.metric.PairedComparison;
import org.vladoscope.metric.RecallCurve;
import org.vladoscope.metric.WeightSearch;
import org.vladoscope.metric.WithoutPositive;
import org.vladoscope.pipeline.crew.Crew;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.Evaluation;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.report.FieldFiles;
import org.vladoscope.report.HtmlReport;
import org.vladoscope.report.RunTables;
import org.vladoscope.report.Strips;
import org.vladoscope.run.EvaluationMetrics;
import org.vladoscope.run.Run;
import org.vladoscope.run.RunComparison;
import org.vladoscope.run.RunJson;
import org.vladoscope.run.RunRecorder;
import org.vladoscope.run.RunStore;
import org.vladoscope.run.WeightTuning;
import org.vladoscope.store.WholeFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Answers all queries of a map and measures recall. */
@Command(
    name = "evaluate",
    description = "Answer all queries of a map and measure recall.",
    mixinStandardHelpOptions = true)
final class EvaluateCommand extends MapCommand {

  @Mixin SourceOptions source;

  @Option(
      names = "--verdicts",
      description = "Count the verdicts saved with the map: their pairs are right, too.")
  boolean countVerdicts;

  @Mixin UnmatchedOptions unmatched = new UnmatchedOptions();
  @Mixin CalibrationOptions calibration = new CalibrationOptions();

  @Option(names = "--csv", paramLabel = "FILE", description = "Write each query's ranks as CSV.")
  @Nullable Path csv;

  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description = "Write a page with figures, configuration and every query.")
  @Nullable Path report;

  @Option(
      names = "--predictions",
      paramLabel = "DIR",
      description =
          "Write NetVLAD_predictions.txt, PatchNetVLAD_predictions.txt and recalls.txt as the"
              + " original does.")
  @Nullable Path predictions;

  @Option(
      names = "--descriptors",
      paramLabel = "DIR",
      description = "Write globalfeats.npy of database and queries.")
  @Nullable Path descriptors;

  @Option(
      names = "--patch-files",
      description = "With --descriptors: patchfeats_psizeP_NAME.npy of every image, too.")
  boolean patchFiles;

  @Option(
      names = "--strips",
      paramLabel = "DIR",
      description = "Draw each query beside its first candidates, framed green or orange.")
  @Nullable Path strips;

  @Option(
      names = "--only",
      paramLabel = "wrong|all",
      defaultValue = "all",
      description = "Queries that get a strip (default: ${DEFAULT-VALUE}).")
  Strips.Which only = Strips.Which.ALL;

  @Option(
      names = "--strip-candidates",
      paramLabel = "N",
      defaultValue = "5",
      description = "Candidates in a strip (default: ${DEFAULT-VALUE}).")
  int stripCandidates = Strips.Options.USUAL.candidates();

  @Option(
      names = "--strip-format",
      paramLabel = "png|svg|pdf",
      defaultValue = "png",
      description = "Form of the strips (default: ${DEFAULT-VALUE}).")
  String stripFormat = Strips.Options.USUAL.ending();

  @Option(names = "--save-run", description = "Keep the run with the map.")
  boolean saveRun;

  @Option(
      names = "--compare",
      paramLabel = "RUN",
      description = "A saved run, by its name or file, to be held against this one; repeatable.")
  List<String> compare = new ArrayList<>();

  @Option(
      names = "--tune-weights",
      description = "Choose the weights of patch sizes by cross-validation on the map's queries.")
  boolean tuneWeights;

  EvaluateCommand(Console console, PlaceMapFormats formats, Crew crew) {
    super(console, crew);
    this.source = new SourceOptions(formats);
  }

  @Override
  PlaceMap readMap() {
    return source.read(progress);
  }

  @Override
  void run(Session session) {
    RunStore runs = runOptions.engine.runStore(session.map(), session.store());
    // What cannot be found or read is told before anything is computed.
    Strips.Options stripOptions = new Strips.Options(stripCandidates, only, stripFormat);
    List<Run> others = compare.stream().map(runs::find).toList();
    calibration.check(session.map(), session.pipeline().config());
    Verdicts verdicts =
        countVerdicts
            ? new VerdictFile(session.map().root(), session.store().root()).read()
            : Verdicts.NONE;
    long start = System.nanoTime();
    RunRecorder.Recorded recorded =
        new RunRecorder(session.workspace())
            .record(session.pipeline().config(), session.map().groundTruth(), verdicts, progress);
    progress.done();
    double total = (System.nanoTime() - start) / 1e9;
    Evaluation evaluation = recorded.evaluation();
    Run run =
        calibration
            .calibrate(session.map(), session.pipeline(), session.store(), progress)
            .map(recorded.run()::withCalibration)
            .orElse(recorded.run());
    progress.done();
    reportNotices(evaluation.notices());
    reportFailures(evaluation.failures());
    EvaluationTable.print(
        console, session.map(), evaluation, run, session.device(), total, unmatched.way());
    ConfidenceTable.print(console, run);
    Map<String, Object> json = json(session, evaluation, run);
    json.put("run", RunJson.of(run));
    if (tuneWeights) {
      json.put("weights", tuned(session, evaluation));
    }
    List<Object> comparisons = new ArrayList<>();
    others.forEach(other -> comparisons.add(compared(other, run)));
    if (!comparisons.isEmpty()) {
      json.put("comparisons", comparisons);
    }
    write(session, evaluation, run, runs, stripOptions, verdicts.appliedTo(session.map()));
    JsonOutput.write(runOptions.json, json);
  }

  private void write(
      Session session,
      Evaluation evaluation,
      Run run,
      RunStore runs,
      Strips.Options stripOptions,
      GroundTruth truth) {
    if (csv != null) {
      WholeFile.write(csv, RunTables.csv(run).getBytes(StandardCharsets.UTF_8));
    }
    if (report != null) {
      WholeFile.write(report, HtmlReport.of(run).getBytes(StandardCharsets.UTF_8));
    }
    if (predictions != null) {
      FieldFiles.predictions(predictions, evaluation, run, session.map());
    }
    if (descriptors != null) {
      FieldFiles.descriptors(descriptors, session.pipeline(), session.map(), patchFiles, progress)
          .forEach(warning -> console.err().println("Warning: " + warning));
      progress.done();
    }
    if (strips != null) {
      Strips.Written written =
          new Strips(session.map(), truth, stripOptions)
              .write(strips, evaluation.results(), progress);
      progress.done();
      written.warnings().forEach(warning -> console.err().println("Warning: " + warning));
      console.line("strips: %d, shown by %s", written.count(), written.page());
    }
    if (saveRun) {
      console.line("run: %s, saved in %s", run.id(), runs.save(run));
    }
  }

  private Map<String, Object> compared(Run other, Run run) {
    RunComparison comparison = RunComparison.of(List.of(other, run));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("with", other.id());
    json.put("settings", comparison.settings());
    for (int n : List.of(1, 5, 10)) {
      PairedComparison paired = comparison.paired(0, 1, n);
      console.line(
          "against %s at rank %d: %d won, %d lost, %d tied, p = %.3g (exact McNemar)",
          other.id(), n, paired.won().size(), paired.lost().size(), paired.tied(), paired.pValue());
      json.put(
          Integer.toString(n),
          JsonOutput.object(
              "won", names(comparison, paired.won()),
              "lost", names(comparison, paired.lost()),
              "tied", paired.tied(),
              "pValue", paired.pValue(),
              "convention", paired.convention()));
    }
    return json;
  }

  private static List<String> names(RunComparison comparison, List<Integer> rows) {
    return rows.stream().map(r -> comparison.rows().get(r).query()).toList();
  }

  private Map<String, Object> tuned(Session session, Evaluation evaluation) {
    WeightSearch found =
        WeightTuning.search(
            evaluation,
            session.map(),
            session.pipeline().config(),
            session.map().groundTruth(),
            session.pipeline().config().aggregator().sampling().seed(),
            progress);
    progress.done();
    console.line(
        "weights: %s; recall@1 %.3f by the queries they were chosen by, %.3f held out, %.3f with"
            + " those in use",
        found.weights(), found.training(), found.heldOut(), found.current());
    found.warnings().forEach(warning -> console.err().println("Warning: " + warning));
    return JsonOutput.object(
        "weights", found.weights(),
        "recallCurrent", found.current(),
        "recallTraining", found.training(),
        "recallHeldOut", found.heldOut(),
        "warnings", found.warnings(),
        "convention", found.convention());
  }

  private static Map<String, Object> json(Session session, Evaluation evaluation, Run run) {
    PlaceMap map = session.map();
    Optional<EvaluationMetrics> metrics = run.metrics(Bootstrap.NONE);
    Map<String, Object> json =
        JsonOutput.object(
            "map", map.name(),
            "config", JsonOutput.of(session.pipeline().config()),
            "device", session.device(),
            "counts", counts(map, evaluation, metrics));
    metrics.ifPresent(
        known -> {
          json.put("recall", recall(known, WithoutPositive.LEFT_OUT));
          json.put("recallCountingAll", recall(known, WithoutPositive.COUNTED_AS_MISS));
        });
    json.put("reranked", evaluation.isReranked());
    json.put("notices", evaluation.notices());
    json.put("index", evaluation.index());
    IndexLoss loss = evaluation.indexLoss();
    if (loss != null) {
      json.put("foundOfExact", byName(loss.found()));
      Optional.ofNullable(loss.exactRecall())
          .ifPresent(exact -> json.put("recallIfExact", byName(exact.atN())));
    }
    json.put("seconds", evaluation.seconds());
    json.put("failures", evaluation.failures());
    json.put("rankings", evaluation.results().stream().map(EvaluateCommand::ranking).toList());
    return json;
  }

  private static Map<String, Object> recall(EvaluationMetrics metrics, WithoutPositive way) {
    Map<String, Object> recall = JsonOutput.object("netvlad", byName(metrics.global().recall(way)));
    if (metrics.isReranked()) {
      recall.put("patch-netvlad", byName(metrics.reranked().recall(way)));
    }
    return recall;
  }

  private static Map<String, Double> byName(RecallCurve curve) {
    Map<Integer, Double> values = new LinkedHashMap<>();
    curve.points().forEach(point -> values.put(point.n(), point.recall().value()));
    return byName(values);
  }

  private static Map<String, Object> counts(
      PlaceMap map, Evaluation evaluation, Optional<EvaluationMetrics> metrics) {
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("database", map.database().size());
    counts.put("queries", map.queries().size());
    metrics.ifPresent(
        known ->
            counts.put("queriesWithoutPositives", known.global().outcomes().withoutPositive()));
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
