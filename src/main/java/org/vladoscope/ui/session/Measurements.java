package org.vladoscope.ui.session;

import java.util.Set;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.workspace.PipelineConfig;
import org.vladoscope.workspace.RunStore;
import org.vladoscope.workspace.SweepControl;
import org.vladoscope.workspace.SweepFile;
import org.vladoscope.workspace.SweepGrid;
import org.vladoscope.workspace.SweepPlan;
import org.vladoscope.workspace.SweepRunner;

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
      SweepControl control,
      SweepRunner.Listener listener);
}
