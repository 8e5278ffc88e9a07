package org.vladoscope.ui.explore.erase;

import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.Progress;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.erase.ErasableMap;
import org.vladoscope.ui.session.Analysis;

/** The descriptors of the open map under the settings that were asked for last, read once. */
final class ErasableMaps {

  private @Nullable PipelineConfig config;
  private @Nullable ErasableMap map;
  private boolean closed;

  /** Reads them, unless they were; not on the JavaFX thread. */
  ErasableMap get(Analysis analysis, Progress progress) {
    synchronized (this) {
      ErasableMap known = map;
      if (known != null && analysis.config().equals(config)) {
        return known;
      }
    }
    ErasableMap opened = analysis.erasable(progress);
    synchronized (this) {
      ErasableMap before = map;
      if (before != null) {
        before.close();
      }
      if (closed) {
        opened.close();
        throw new CancellationException("the map is closed");
      }
      map = opened;
      config = analysis.config();
      return opened;
    }
  }

  /** Frees the memory. */
  synchronized void close() {
    closed = true;
    ErasableMap last = map;
    map = null;
    if (last != null) {
      last.close();
    }
  }
}
