package org.vladoscope.ui.evaluate.mix;

import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.vladoscope.mix.MixableMap;

/** The one map whose clusters are in memory: who asks for another one frees it. */
final class HeldMap {

  private @Nullable MixableMap held;
  private long asked;
  private boolean closed;

  /** Frees what is held; what is asked for now is held later. */
  synchronized long ask() {
    release();
    return ++asked;
  }

  /**
   * Holds a map; from any thread.
   *
   * @param number what {@link #ask} gave; if another one was asked for since, the map is freed
   * @throws CancellationException if so
   */
  synchronized MixableMap hold(long number, MixableMap map) {
    if (closed || number != asked) {
      map.close();
      throw new CancellationException("nobody waits for this map any more");
    }
    held = map;
    return map;
  }

  private void release() {
    if (held != null) {
      held.close();
      held = null;
    }
  }

  /** Frees what is held and whatever may still come. */
  synchronized void close() {
    closed = true;
    release();
  }
}
