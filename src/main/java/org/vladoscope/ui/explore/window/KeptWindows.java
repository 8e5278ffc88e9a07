package org.vladoscope.ui.explore.window;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.window.CellBox;
import org.vladoscope.window.WindowIndex;

/** The index that was built last, until there is another or the map is closed. */
final class KeptWindows {

  private @Nullable PipelineConfig config;
  private @Nullable WindowIndex index;
  private boolean closed;

  /** The index, if it serves a window under these settings. */
  synchronized Optional<WindowIndex> fitting(PipelineConfig wanted, CellBox box, int stride) {
    WindowIndex known = index;
    return known != null && wanted.equals(config) && known.fits(box, stride)
        ? Optional.of(known)
        : Optional.empty();
  }

  /** Keeps an index instead of the one before. */
  synchronized void keep(PipelineConfig of, WindowIndex built) {
    if (closed) {
      built.close();
      throw new CancellationException("the map is closed");
    }
    free();
    config = of;
    index = built;
  }

  /** Frees the memory; another one may be built. */
  synchronized void free() {
    WindowIndex last = index;
    index = null;
    config = null;
    if (last != null) {
      last.close();
    }
  }

  /** Frees the memory for good. */
  synchronized void close() {
    closed = true;
    free();
  }
}
