package org.vladoscope.ui.view;

import org.jspecify.annotations.Nullable;

/** Tells the user that something happened, without stopping their work. */
public interface Notifier {

  /**
   * Something did not work.
   *
   * @param title what did not work
   * @param message why, and what to do
   * @param cause technical details, shown if the user asks for them
   */
  void error(String title, String message, @Nullable Throwable cause);

  /** Something is worth knowing. */
  void info(String title, String message);
}
