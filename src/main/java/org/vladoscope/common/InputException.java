package org.vladoscope.common;

import org.jspecify.annotations.Nullable;

/**
 * Something the user gave cannot be used. The message is shown to the user as it stands: one
 * sentence that names the thing, its value and what to do.
 */
public class InputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** An error with a message for the user. */
  public InputException(String message) {
    super(message);
  }

  /** An error with a message for the user and its technical cause. */
  public InputException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
