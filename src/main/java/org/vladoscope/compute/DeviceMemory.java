package org.vladoscope.compute;

import java.util.Locale;

/** Tells whether a computation failed because the device has too little memory. */
public final class DeviceMemory {

  private DeviceMemory() {}

  /**
   * True if this failure or what caused it says so, as PyTorch does: "CUDA out of memory. Tried to
   * allocate …".
   */
  public static boolean isExhausted(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      String message = t.getMessage();
      if (message != null && message.toLowerCase(Locale.ROOT).contains("out of memory")) {
        return true;
      }
    }
    return false;
  }
}
