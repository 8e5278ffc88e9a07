package org.vladoscope.cli.benchmark;

import java.nio.file.Path;
import java.util.List;
import org.vladoscope.common.Progress;
import org.vladoscope.common.Timings;
import org.vladoscope.compute.Compute;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.store.DescriptorStore;

/** Measures the window. The command line knows it only by this, so that it needs no JavaFX. */
@FunctionalInterface
public interface WindowBenchmark {

  /**
   * What was measured.
   *
   * @param timings times of actions
   * @param pauses longest pauses of the window's thread during kinds of work
   * @param explanations where the thread was in pauses that were longer than they should be
   */
  record Result(List<Timings> timings, List<Timings> pauses, List<String> explanations) {}

  /**
   * Drives a window without a display.
   *
   * @param map folder of the map
   * @param repeat how often each action is measured
   */
  Result run(
      Path map,
      PipelineConfig config,
      Compute compute,
      DescriptorStore store,
      int repeat,
      Progress progress);
}
