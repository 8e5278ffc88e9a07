package org.vladoscope.common;

import java.util.concurrent.CancellationException;

/**
 * How long work tells its caller how far it is, and learns that it should stop.
 *
 * <p>Implementations are called from any thread and must be quick.
 */
public interface Progress {

  /** Reports nothing and is never cancelled. */
  Progress NONE =
      new Progress() {
        @Override
        public void report(String message, double fraction) {}

        @Override
        public boolean isCancelled() {
          return false;
        }
      };

  /**
   * Tells what is being done.
   *
   * @param message a short phrase such as "Computing features, 12 of 111"
   * @param fraction share of the work that is done, 0 to 1
   */
  void report(String message, double fraction);

  /** True once the caller wants the work to stop. */
  boolean isCancelled();

  /**
   * Stops the work if the caller asked for it.
   *
   * @throws CancellationException if {@link #isCancelled()}
   */
  default void check() {
    if (isCancelled()) {
      throw new CancellationException("cancelled");
    }
  }

  /** A view that tells nothing and is cancelled with this one, for steps too small to be told. */
  default Progress silent() {
    Progress whole = this;
    return new Progress() {
      @Override
      public void report(String message, double fraction) {}

      @Override
      public boolean isCancelled() {
        return whole.isCancelled();
      }
    };
  }

  /** A view for a part of the work that spans {@code from} to {@code to} of the whole. */
  default Progress part(double from, double to) {
    Progress whole = this;
    return new Progress() {
      @Override
      public void report(String message, double fraction) {
        whole.report(message, from + (to - from) * fraction);
      }

      @Override
      public boolean isCancelled() {
        return whole.isCancelled();
      }
    };
  }
}
