package org.vladoscope.ui.task;

import java.util.function.Consumer;
import org.vladoscope.common.Progress;

/**
 * Work that runs outside the JavaFX thread and tells what it knows so far.
 *
 * @param <T> what comes out
 * @param <P> what is known before
 */
@FunctionalInterface
public interface StreamingJob<T, P> {

  /**
   * Does the work.
   *
   * @param progress where to say how far it is, and whether to stop
   * @param sofar takes what is known so far; from any thread
   */
  T run(Progress progress, Consumer<P> sofar) throws Exception;
}
