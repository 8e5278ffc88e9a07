package org.vladoscope.dataset.format;

import org.vladoscope.common.InputException;

/** A folder can be read in several ways, and only the user knows which is meant. */
public final class UndecidedMap extends InputException {

  private static final long serialVersionUID = 1L;

  /** With a message that says what was found and how to choose. */
  public UndecidedMap(String message) {
    super(message);
  }
}
