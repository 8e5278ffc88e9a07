package org.vladoscope.ui.session;

import java.util.Set;
import org.vladoscope.common.Progress;
import org.vladoscope.common.WorkControl;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.run.RunStore;
import org.vladoscope.run.SweepFile;
import org.vladoscope.run.SweepGrid;
import org.vladoscope.run.SweepPlan;
import org.vladoscope.run.SweepRunner;

/** Evaluations of many configurations of an opened map; never on the JavaFX thread. */
public interface Measurements {

  /** The runs that are kept with the map. */
  RunStore runs();

  /** Finds out what a sweep will compute. */
  SweepPlan plan(SweepGrid grid, Set<PipelineConfig> finished, Progress progress);

  /**
   * Runs a sweep; its results go to a file.
   *
   * @param truth what is right; the file was opened for it
   */
  void sweep(
      SweepPlan plan,
      SweepFile file,
      GroundTruth truth,
      WorkControl control,
      SweepRunner.Listener listener);
}
