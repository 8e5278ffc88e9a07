package org.vladoscope.ui.task;

import org.vladoscope.common.Progress;

/**
 * Work that runs outside the JavaFX thread.
 *
 * @param <T> what comes out
 */
@FunctionalInterface
public interface Job<T> {

  /**
   * Does the work.
   *
   * @param progress where to say how far it is, and whether to stop
   */
  T run(Progress progress) throws Exception;
}
