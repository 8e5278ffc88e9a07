package org.vladoscope.compute;

import java.util.Locale;
import org.vladoscope.common.InputException;

/** Where the user wants the arithmetic to run. */
public enum DeviceChoice {
  /** The first GPU that PyTorch can use, else the CPU. */
  AUTO,
  /** Always the CPU. */
  CPU,
  /** A GPU, or an error that says there is none. */
  GPU;

  /** Reads {@code auto}, {@code cpu} or {@code gpu}. */
  public static DeviceChoice parse(String text) {
    for (DeviceChoice choice : values()) {
      if (choice.name().equalsIgnoreCase(text.trim())) {
        return choice;
      }
    }
    throw new InputException("'" + text + "' is not a device; choose auto, cpu or gpu.");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
