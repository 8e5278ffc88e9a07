package org.vladoscope.cli.benchmark;

import java.nio.file.Path;
import java.util.List;
import org.vladoscope.cli.CommandLineMain;
import org.vladoscope.cli.QueryCommand;
import org.vladoscope.cli.option.RunOptions;
import org.vladoscope.cli.output.Console;
import org.vladoscope.cli.output.ConsoleProgress;
import org.vladoscope.cli.output.EvaluationTable;
import org.vladoscope.cli.output.Shutdown;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.config.Preset;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.metric.WithoutPositive;
import org.vladoscope.pipeline.Workspace;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.Evaluation;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.run.RunRecorder;
import org.vladoscope.store.DescriptorStore;

/**
 * The main job where no window can be shown: a map is opened and evaluated, a few answers are
 * printed, and images of the window are drawn to files.
 */
public final class Tour {

  private static final int SHOWN_QUERIES = 4;
  private static final int SHOWN_CANDIDATES = 5;

  /** Draws images of the window. */
  @FunctionalInterface
  public interface Painter {
    /**
     * Draws a map's window.
     *
     * @param map folder of the map
     * @param folder where the images go; made if need be
     * @return the files written
     */
    List<Path> paint(Path map, Path folder, Progress progress);
  }

  private final Console console;

  private Tour(Console console) {
    this.console = console;
  }

  /**
   * Goes on a tour of a map.
   *
   * @param obstacle why there is no window, as a sentence
   * @param shutdown tells whether the process is to end
   * @return exit code
   */
  public static int run(
      Path map, Path folder, String obstacle, Painter painter, Shutdown shutdown) {
    Tour tour = new Tour(Console.standard(shutdown));
    ConsoleProgress progress = new ConsoleProgress(tour.console);
    tour.evaluate(map, progress);
    List<Path> pictures = painter.paint(map, folder, progress);
    progress.done();
    tour.console.line("");
    tour.console.line("Images of the window:");
    pictures.forEach(picture -> tour.console.line("  %s", picture));
    tour.console.line("");
    tour.console.line("%s", obstacle);
    return CommandLineMain.OK;
  }

  private void evaluate(Path folder, ConsoleProgress progress) {
    long start = System.nanoTime();
    RunOptions options = new RunOptions();
    PlaceMap map = PlaceMapFormats.known().read(folder, progress);
    try (Compute compute = options.engine.openCompute();
        DescriptorStore store = options.engine.openStore();
        Workspace workspace = Workspace.open(map, compute, store)) {
      RunRecorder.Recorded recorded =
          new RunRecorder(workspace).record(Preset.DEFAULT.config(), progress);
      Evaluation evaluation = recorded.evaluation();
      progress.done();
      EvaluationTable.print(
          console,
          map,
          evaluation,
          recorded.run(),
          compute.description(),
          (System.nanoTime() - start) / 1e9,
          WithoutPositive.LEFT_OUT);
      printRankings(evaluation);
    }
  }

  private void printRankings(Evaluation evaluation) {
    List<QueryResult> results = evaluation.results();
    console.line("");
    console.line("Some answers (rank before re-ranking in brackets):");
    int step = Math.max(1, results.size() / SHOWN_QUERIES);
    for (int i = 0; i < results.size() && i / step < SHOWN_QUERIES; i += step) {
      console.line("  %s", results.get(i).query().name());
      for (Candidate c : results.get(i).candidates().stream().limit(SHOWN_CANDIDATES).toList()) {
        console.line(
            "    %2d  (%2d)  %s%s",
            c.rankAfter(), c.rankBefore(), c.image().name(), QueryCommand.mark(c));
      }
    }
  }
}
