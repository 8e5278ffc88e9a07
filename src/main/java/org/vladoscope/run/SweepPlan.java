package org.vladoscope.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.config.ConfigText;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.graph.StepPlan;
import org.vladoscope.graph.StepTimes;
import org.vladoscope.graph.Workload;
import org.vladoscope.pipeline.Workspace;

/**
 * What a sweep will do, and what that costs before it starts. What several configurations share is
 * counted for the first of them only, since later ones find it in the cache.
 *
 * @param cells the configurations that will be evaluated, in this order
 * @param finished how many configurations of the grid already have a result
 * @param invalid combinations that cannot be evaluated
 * @param work all cells together: for how many images or pairs each step must run
 * @param seconds estimated wall time of all cells
 * @param measured false if usual times had to be taken for some steps
 */
public record SweepPlan(
    List<Cell> cells,
    int finished,
    List<SweepGrid.Invalid> invalid,
    Workload work,
    double seconds,
    boolean measured) {

  /** Copies the lists. */
  public SweepPlan {
    cells = List.copyOf(cells);
    invalid = List.copyOf(invalid);
  }

  /**
   * One configuration of a sweep.
   *
   * @param config the configuration
   * @param work what it needs that no cell before it has computed
   * @param seconds estimated wall time of that
   */
  public record Cell(PipelineConfig config, Workload work, double seconds) {}

  /**
   * Plans a sweep. Computes nothing but looks for files: not for the JavaFX thread.
   *
   * @param finished configurations that have a result
   */
  public static SweepPlan of(
      Workspace workspace, SweepGrid grid, Set<PipelineConfig> finished, Progress progress) {
    SweepGrid.Combinations combinations = grid.combinations();
    List<SweepGrid.Invalid> invalid = new ArrayList<>(combinations.invalid());
    List<Cell> cells = new ArrayList<>();
    StepPlan steps = new StepPlan();
    StepTimes times = workspace.stepTimes();
    Workload all = Workload.NONE;
    double seconds = 0;
    int done = 0;
    int looked = 0;
    for (PipelineConfig config : combinations.configs()) {
      progress.check();
      progress.report(
          "Planning, configuration " + ++looked + " of " + combinations.configs().size(),
          (double) looked / combinations.configs().size());
      if (finished.contains(config)) {
        done++;
        continue;
      }
      try {
        workspace.check(config);
        Workload work = workspace.pipeline(config).evaluationWork(steps, progress);
        Cell cell = new Cell(config, work, work.seconds(times, workspace.threads()));
        all = all.plus(work);
        seconds += cell.seconds();
        cells.add(cell);
      } catch (InputException e) {
        invalid.add(
            new SweepGrid.Invalid(ConfigText.summary(config), String.valueOf(e.getMessage())));
      }
    }
    return new SweepPlan(cells, done, invalid, all, seconds, all.isMeasured(times));
  }
}
