package org.vladoscope.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vladoscope.cli.option.SourceOptions;
import org.vladoscope.cli.option.SweepAxes;
import org.vladoscope.cli.option.UnmatchedOptions;
import org.vladoscope.cli.output.Console;
import org.vladoscope.cli.output.JsonOutput;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;
import org.vladoscope.common.WorkControl;
import org.vladoscope.config.ConfigJson;
import org.vladoscope.config.ConfigText;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.graph.QueryTime;
import org.vladoscope.graph.StepKind;
import org.vladoscope.metric.Metric;
import org.vladoscope.metric.Metrics;
import org.vladoscope.report.RunTables;
import org.vladoscope.run.Run;
import org.vladoscope.run.RunJson;
import org.vladoscope.run.SweepFile;
import org.vladoscope.run.SweepGrid;
import org.vladoscope.run.SweepPlan;
import org.vladoscope.run.SweepProgress;
import org.vladoscope.run.SweepResult;
import org.vladoscope.run.SweepRunner;
import org.vladoscope.store.WholeFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Evaluates every combination of some settings. */
@Command(
    name = "sweep",
    description = {
      "Evaluate every combination of some settings, sharing what they have in common.",
      "Stopped or killed, it goes on where it was when it is started again."
    },
    mixinStandardHelpOptions = true)
final class SweepCommand extends MapCommand {

  @Spec @Nullable CommandSpec spec;

  @Mixin SourceOptions source;

  @Option(
      names = "--vary",
      paramLabel = "NAME=VALUE/VALUE…",
      required = true,
      description = {
        "An option of a configuration and values for it, for example scorer=rapid/ransac or"
            + " patch-sizes=2,5,8/5; repeatable.",
        "NAME is one of ${COMPLETION-CANDIDATES}."
      },
      completionCandidates = SweepAxes.Names.class)
  List<String> vary = new ArrayList<>();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "sweep",
      description = "Name of the sweep among those of the map (default: ${DEFAULT-VALUE}).")
  String name = "sweep";

  @Option(
      names = "--results",
      paramLabel = "FILE",
      description = "Keep the results in this file instead.")
  @Nullable Path results;

  @Option(names = "--restart", description = "Forget results from before.")
  boolean restart;

  @Option(names = "--retry-failed", description = "Try again what failed before.")
  boolean retryFailed;

  @Option(names = "--plan", description = "Say what it would cost, and stop.")
  boolean planOnly;

  @Mixin UnmatchedOptions unmatched = new UnmatchedOptions();

  @Option(names = "--csv", paramLabel = "FILE", description = "Write the result table as CSV.")
  @Nullable Path csv;

  SweepCommand(Console console, PlaceMapFormats formats) {
    super(console);
    this.source = new SourceOptions(formats);
  }

  @Override
  PlaceMap readMap() {
    // Wrong settings are told before the map is looked for.
    grid(pipelineOptions.config());
    return source.read(progress);
  }

  private SweepGrid grid(PipelineConfig base) {
    try {
      return SweepAxes.parse(vary).grid(base);
    } catch (InputException e) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  void run(Session session) {
    PlaceMap map = session.map();
    SweepGrid grid = grid(session.pipeline().config());
    Path path =
        results == null
            ? SweepFile.file(runOptions.engine.runStore(map, session.store()), name)
            : results;
    Set<PipelineConfig> done = Set.of();
    SweepFile file = null;
    if (!planOnly || Files.exists(path)) {
      file = open(path, map);
      file.warnings().forEach(warning -> console.err().println("Warning: " + warning));
      done = retryFailed ? file.succeeded() : file.finished();
    }
    SweepPlan plan = SweepPlan.of(session.workspace(), grid, done, progress);
    progress.done();
    print(plan);
    if (planOnly || file == null) {
      return;
    }
    new SweepRunner(session.workspace(), file).run(plan, new WorkControl(), new Shown());
    progress.done();
    finish(file, grid, map);
  }

  private SweepFile open(Path path, PlaceMap map) {
    if (restart) {
      try {
        if (Files.exists(path)) {
          // Opened first, so that nothing but a sweep is deleted.
          SweepFile.open(path, map);
        }
        Files.deleteIfExists(path);
      } catch (IOException e) {
        throw new InputException(
            "The sweep " + path + " cannot be deleted: " + FileProblem.of(e) + ".", e);
      }
    }
    return SweepFile.open(path, map);
  }

  private void print(SweepPlan plan) {
    console.line(
        "%d configurations to evaluate, %d finished before, about %s%s",
        plan.cells().size(),
        plan.finished(),
        duration(plan.seconds()),
        plan.measured() ? "" : " by usual times");
    for (Map.Entry<StepKind, Integer> entry : plan.work().counts().entrySet()) {
      console.line("  %s: %s", entry.getKey().label(), entry.getKey().count(entry.getValue()));
    }
    plan.invalid()
        .forEach(i -> console.err().println("Left out " + i.settings() + ": " + i.reason()));
  }

  private static String duration(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
  }

  /** Shows how the sweep goes. */
  private final class Shown implements SweepRunner.Listener {
    @Override
    public void progress(SweepProgress p) {
      progress.report(
          String.format(
              Locale.ROOT,
              "%d of %d, %s left: %s",
              Math.min(p.done() + 1, p.total()),
              p.total(),
              duration(p.secondsLeft()),
              p.message()),
          p.fraction());
    }

    @Override
    public void result(SweepResult result) {
      progress.done();
      if (result.isSuccess()) {
        console.line(
            "recall@1 %.3f  %.1f ms%s  %.3f MB  %s",
            result.value(Metrics.RECALL.getFirst(), true, unmatched.way()),
            result.millisecondsPerQuery(),
            result.load().isBusy() ? "~" : " ",
            result.megabytesPerImage(),
            ConfigText.summary(result.config()));
      } else {
        console
            .err()
            .println("Failed: " + ConfigText.summary(result.config()) + ": " + result.failure());
      }
    }
  }

  private void finish(SweepFile file, SweepGrid grid, PlaceMap map) {
    Set<PipelineConfig> wanted = Set.copyOf(grid.combinations().configs());
    List<SweepResult> own =
        file.results().stream()
            .filter(r -> wanted.contains(r.config()))
            .sorted(Comparator.comparingDouble((SweepResult r) -> -orZero(r.recall(1))))
            .toList();
    table(own);
    console.line("results: %s", file.path());
    if (csv != null) {
      WholeFile.write(csv, RunTables.csv(own, unmatched.way()).getBytes(StandardCharsets.UTF_8));
    }
    JsonOutput.write(runOptions.json, json(own, map));
    long failed = own.stream().filter(r -> !r.isSuccess()).count();
    if (failed > 0) {
      throw new InputException(
          failed + " of " + own.size() + " configurations failed; see --retry-failed.");
    }
  }

  private static double orZero(double value) {
    return Double.isNaN(value) ? 0 : value;
  }

  private void table(List<SweepResult> sorted) {
    Set<SweepResult> front = Set.copyOf(SweepResult.front(sorted));
    Map<String, List<String>> differing =
        ConfigText.differences(sorted.stream().map(SweepResult::config).toList());
    console.line(
        "%n%9s  %s  %10s  %10s     %s",
        "global@1",
        Metrics.headlines().stream()
            .map(metric -> String.format("%9s", metric.label()))
            .collect(Collectors.joining("  ")),
        "ms/query",
        "MB/image",
        String.join(", ", differing.keySet()));
    for (int i = 0; i < sorted.size(); i++) {
      SweepResult result = sorted.get(i);
      int row = i;
      String settings =
          differing.values().stream().map(v -> v.get(row)).collect(Collectors.joining(" | "));
      if (result.isSuccess()) {
        console.line(
            "%9.3f  %s  %10.1f%s %10.3f  %s  %s",
            result.value(Metrics.RECALL.getFirst(), false, unmatched.way()),
            Metrics.headlines().stream()
                .map(metric -> text(metric, result.value(metric, true, unmatched.way())))
                .map(text -> String.format(Locale.ROOT, "%9s", text))
                .collect(Collectors.joining("  ")),
            result.millisecondsPerQuery(),
            result.load().isBusy() ? "~" : " ",
            result.megabytesPerImage(),
            front.contains(result) ? "*" : " ",
            settings);
      }
    }
    console.line(
        "* Pareto-optimal: no other is at least as good in recall@1, time and memory and better in"
            + " one");
    if (sorted.stream().anyMatch(result -> result.load().isBusy())) {
      console.line("~ other programs used the machine meanwhile: the time counts for no *");
    }
    console.line(
        "recall: queries without a match %s; %s", unmatched.way().words(), QueryTime.CONVENTION);
  }

  private static String text(Metric metric, double value) {
    return Double.isNaN(value) ? "" : metric.text(value, 3);
  }

  private static Map<String, Object> json(List<SweepResult> sorted, PlaceMap map) {
    Set<SweepResult> front = Set.copyOf(SweepResult.front(sorted));
    List<Object> rows = new ArrayList<>();
    for (SweepResult result : sorted) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("config", JsonOutput.of(result.config()));
      Run run = result.run();
      if (run == null) {
        row.put("configuration", ConfigJson.of(result.config()));
        row.put("failure", result.failure());
      } else {
        row.put("paretoFront", front.contains(result));
        if (result.load().isKnown()) {
          row.put("otherPrograms", result.load().others());
        }
        row.put("run", RunJson.of(run));
      }
      rows.add(row);
    }
    return JsonOutput.object("map", map.name(), "results", rows);
  }
}
