package org.vladoscope.cli.window;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;
import org.vladoscope.compute.Compute;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.config.RetrievalSource;
import org.vladoscope.store.DescriptorStore;

/**
 * With what the window is to be opened.
 *
 * @param map a map to open at once, or null for the welcome screen
 * @param config the configuration that maps begin with; results of another program are those of
 *     {@code map}
 * @param compute opens what computes
 * @param store opens the cache
 * @param startupTime true to print how long the start took and close the window again
 */
public record WindowStart(
    @Nullable Path map,
    PipelineConfig config,
    Supplier<Compute> compute,
    Supplier<DescriptorStore> store,
    boolean startupTime) {

  /**
   * Checks that results have a map.
   *
   * @throws InputException if they have none
   */
  public WindowStart {
    if (map == null && !config.retrieval().equals(RetrievalSource.COMPUTED)) {
      throw new InputException(
          "Results of another program are those of a map; name its folder, too: vladoscope gui MAP"
              + " \u2026");
    }
  }
}
