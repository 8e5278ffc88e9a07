package org.vladoscope.run;

import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.common.WorkControl;
import org.vladoscope.config.ConfigText;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.config.Preset;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.graph.Workload;
import org.vladoscope.judge.Verdicts;
import org.vladoscope.pipeline.Workspace;

/**
 * Evaluates the configurations of a plan one after the other. A pause stops the computation itself,
 * so that nothing is held meanwhile; features and matches found before it are in the cache, and the
 * configuration is taken up again where it stopped.
 */
public final class SweepRunner {

  private static final Logger LOG = LoggerFactory.getLogger(SweepRunner.class);

  /** Told how a sweep goes, from any thread. */
  public interface Listener {
    /** Something moved. */
    void progress(SweepProgress progress);

    /** A configuration is done and on the disk. */
    void result(SweepResult result);
  }

  private final RunRecorder recorder;
  private final SweepFile file;
  private final GroundTruth truth;

  /** A sweep of a map whose results go to a file. */
  public SweepRunner(Workspace workspace, SweepFile file) {
    this(workspace, file, workspace.map().groundTruth());
  }

  /**
   * A sweep of a map that is judged by another ground truth than the map's own.
   *
   * @param file was opened for that ground truth
   */
  public SweepRunner(Workspace workspace, SweepFile file, GroundTruth truth) {
    this.recorder = new RunRecorder(workspace);
    this.file = file;
    this.truth = truth;
  }

  /**
   * Runs a plan. A configuration that fails is recorded with its reason, and the next one follows.
   *
   * @throws CancellationException if cancelled; all finished configurations are in the file
   * @throws InputException if a result cannot be written
   */
  public void run(SweepPlan plan, WorkControl control, Listener listener) {
    Clock clock = new Clock(plan, control, listener);
    for (SweepPlan.Cell cell : plan.cells()) {
      clock.begin(cell);
      SweepResult result = result(cell.config(), control, clock);
      file.add(result);
      clock.end(cell);
      listener.result(result);
    }
    clock.show("Done");
  }

  private SweepResult result(PipelineConfig config, WorkControl control, Clock clock) {
    while (true) {
      waitWhilePaused(control, clock);
      try {
        MachineLoad.Watch watch = MachineLoad.watch();
        Run run = recorder.record(config, truth, Verdicts.NONE, clock).run();
        return SweepResult.of(run, watch.end());
      } catch (CancellationException e) {
        if (control.isCancelled() || !clock.wasInterrupted()) {
          throw e;
        }
      } catch (InputException e) {
        return SweepResult.failed(config, String.valueOf(e.getMessage()));
      } catch (RuntimeException | OutOfMemoryError e) {
        LOG.warn("The configuration {} failed", ConfigText.summary(config), e);
        return SweepResult.failed(config, "Something unexpected failed: " + e);
      }
    }
  }

  private static void waitWhilePaused(WorkControl control, Clock clock) {
    if (control.isPaused()) {
      clock.show("Paused");
    }
    try {
      clock.pauseBegins();
      control.awaitTurn(Progress.NONE);
      clock.pauseEnds();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
    if (control.isCancelled()) {
      throw new CancellationException("cancelled");
    }
  }

  /** The progress of one configuration, made into that of the sweep. */
  private static final class Clock implements Progress {
    private final SweepPlan plan;
    private final WorkControl control;
    private final Listener listener;
    private int done;
    private double plannedBefore;
    private double spentBefore;
    private long started;
    private long pausedAt;
    private SweepPlan.Cell cell;
    private double fraction;
    private boolean interrupted;

    Clock(SweepPlan plan, WorkControl control, Listener listener) {
      this.plan = plan;
      this.control = control;
      this.listener = listener;
      this.cell = new SweepPlan.Cell(Preset.DEFAULT.config(), Workload.NONE, 0);
    }

    synchronized void begin(SweepPlan.Cell next) {
      cell = next;
      fraction = 0;
      started = System.nanoTime();
    }

    synchronized void pauseBegins() {
      pausedAt = System.nanoTime();
    }

    synchronized void pauseEnds() {
      started += System.nanoTime() - pausedAt;
      interrupted = false;
    }

    synchronized void end(SweepPlan.Cell finished) {
      done++;
      plannedBefore += planned(finished);
      spentBefore += (System.nanoTime() - started) / 1e9;
      fraction = 0;
    }

    /** Ranking itself is not planned for, and takes a moment too. */
    private static double planned(SweepPlan.Cell cell) {
      return cell.seconds() + .2;
    }

    @Override
    public void report(String message, double share) {
      synchronized (this) {
        fraction = Math.max(fraction, Math.clamp(share, 0, 1));
      }
      show(message);
    }

    void show(String message) {
      SweepProgress progress;
      synchronized (this) {
        double all = plan.cells().stream().mapToDouble(Clock::planned).sum();
        double own = done < plan.cells().size() ? planned(cell) : 0;
        double passed = plannedBefore + fraction * own;
        double spent = spentBefore + (fraction > 0 ? (System.nanoTime() - started) / 1e9 : 0);
        // Half of the plan is believed until the sweep's own pace is known.
        double pace = (spent + .25 * all) / (passed + .25 * all);
        progress =
            new SweepProgress(
                done,
                plan.cells().size(),
                cell.config(),
                message,
                all == 0 ? 1 : passed / all,
                Math.max(0, (all - passed) * pace),
                control.isPaused());
      }
      listener.progress(progress);
    }

    @Override
    public boolean isCancelled() {
      if (control.isCancelled() || Thread.currentThread().isInterrupted()) {
        return true;
      }
      if (control.isPaused()) {
        synchronized (this) {
          interrupted = true;
        }
        return true;
      }
      return false;
    }

    synchronized boolean wasInterrupted() {
      return interrupted;
    }
  }
}
