package org.vladoscope.common;

import org.jspecify.annotations.Nullable;

/**
 * Something the user gave cannot be used. The message is shown to the user as it stands: one
 * sentence that names the thing, its value and what to do. Values come from outside, so that it is
 * kept free of characters that a terminal would obey, see {@link PlainText}.
 */
public class InputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** An error with a message for the user. */
  public InputException(String message) {
    super(PlainText.of(message));
  }

  /** An error with a message for the user and its technical cause. */
  public InputException(String message, @Nullable Throwable cause) {
    super(PlainText.of(message), cause);
  }
}
