package org.vladoscope.cli.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vladoscope.benchmark.EngineBenchmark;
import org.vladoscope.benchmark.EngineBenchmark.Result;
import org.vladoscope.benchmark.EngineBenchmark.Side;
import org.vladoscope.cli.CommandLineMain;
import org.vladoscope.cli.output.Console;
import org.vladoscope.cli.output.ConsoleProgress;
import org.vladoscope.cli.output.JsonOutput;
import org.vladoscope.common.InputException;
import org.vladoscope.compute.Precision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Times the steps of the engine beside the reference formulation. */
@Command(
    name = "engine",
    description = {
      "Time the steps of the engine, each beside the formulation of the public"
          + " reference on the same tensor library, in turns, in this one run.",
      "Inputs are made up, of the size that VGG16 gives for images of 640x480."
    },
    mixinStandardHelpOptions = true)
final class EngineBenchmarkCommand implements Callable<Integer> {

  @Option(
      names = "--steps",
      paramLabel = "NAME",
      split = ",",
      description = "Which steps: ${COMPLETION-CANDIDATES} (default: all).",
      completionCandidates = Names.class)
  @Nullable List<String> steps;

  @Option(
      names = "--repeat",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often each side is measured; the best counts (default: ${DEFAULT-VALUE}).")
  int repeat = 3;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How many threads do the same at once, each with inputs and networks of its own"
              + " (default: ${DEFAULT-VALUE}).")
  int threads = 1;

  @Option(
      names = "--hold",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Time nothing: run our side N times and print what the process holds,"
              + " without Java's garbage.")
  int hold;

  @Option(
      names = "--precision",
      paramLabel = "fp32|bf16|int8",
      defaultValue = "fp32",
      description = {
        "Of the engine, int8 for matching only; the reference has fp32",
        "(default: ${DEFAULT-VALUE})."
      })
  Precision precision = Precision.FP32;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the result as JSON.")
  @Nullable Path json;

  private final Console console;

  EngineBenchmarkCommand(Console console) {
    this.console = console;
  }

  /** The names of the steps, for the help. */
  static final class Names extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    Names() {
      super(EngineBenchmark.names());
    }
  }

  @Override
  public Integer call() {
    if (repeat < 1 || threads < 1) {
      throw new InputException(
          "--repeat and --threads must be 1 or more, not " + repeat + " and " + threads + ".");
    }
    ConsoleProgress progress = new ConsoleProgress(console);
    List<String> names = steps == null ? EngineBenchmark.names() : steps;
    if (hold > 0) {
      new EngineBenchmark()
          .hold(
              names,
              hold,
              precision,
              progress,
              held -> {
                progress.done();
                console.line("%s", held.what());
                for (int i = 0; i < held.bytes().size(); i++) {
                  console.line(
                      "  held after %d: %d MB",
                      (i + 1) * EngineBenchmark.EVERY, held.bytes().get(i) >> 20);
                }
              });
      return CommandLineMain.OK;
    }
    List<Result> results = new ArrayList<>();
    console.line(
        "%-50s %9s %9s %9s %7s %7s %6s %9s %9s %8s",
        (threads == 1 ? "one thread" : threads + " threads at once")
            + ", CPU seconds, "
            + precision,
        "reference",
        "helped",
        "ours",
        "ratio",
        "helped",
        "goal",
        "reference",
        "ours",
        "differ");
    try {
      new EngineBenchmark()
          .run(
              names,
              repeat,
              threads,
              precision,
              progress,
              result -> {
                progress.done();
                results.add(result);
                print(result);
              });
    } finally {
      progress.done();
    }
    console.line("");
    console.line(
        "CPU seconds of a computing thread, best of %d rounds in which the sides take turns."
            + " Reference: with the memory allocator as the C library sets it; helped: as the"
            + " engine sets it. The two columns before the last: at most so many MB"
            + " besides the inputs. Differ: largest difference of two numbers of the results.",
        repeat);
    JsonOutput.write(
        json,
        JsonOutput.object("steps", results.stream().map(EngineBenchmarkCommand::json).toList()));
    return results.stream().allMatch(Result::agrees) ? CommandLineMain.OK : CommandLineMain.FAILED;
  }

  private void print(Result result) {
    console.line(
        "%-50s %9.4f %9.4f %9.4f %7s %7s %6s %9s %9s %8.0e",
        result.what(),
        result.reference().seconds(),
        result.helped().seconds(),
        result.ours().seconds(),
        ratio(result, result.ratio()),
        ratio(result, result.ratioToHelped()),
        String.format(Locale.ROOT, "%.1f", result.goal()),
        megabytes(result.reference()),
        megabytes(result.ours()),
        result.difference());
  }

  private static String ratio(Result result, double ratio) {
    return result.agrees() ? String.format(Locale.ROOT, "%.2f", ratio) : "DIFFERS";
  }

  private static String megabytes(Side side) {
    return side.extraBytes() < 0 ? "unknown" : String.valueOf(side.extraBytes() >> 20);
  }

  private static Map<String, Object> json(Result result) {
    return JsonOutput.object(
        "step", result.what(),
        "referenceSeconds", result.reference().seconds(),
        "helpedSeconds", result.helped().seconds(),
        "seconds", result.ours().seconds(),
        "ratio", result.ratio(),
        "goal", result.goal(),
        "referenceExtraBytes", result.reference().extraBytes(),
        "extraBytes", result.ours().extraBytes(),
        "difference", result.difference());
  }
}
