package org.vladoscope.compute;

import java.util.Locale;
import org.vladoscope.common.InputException;

/** What the factors of a product are rounded to; sums are 32-bit floating point in any case. */
public enum Precision {
  /** 32-bit floating point, 24 significant bits. */
  FP32("fp32"),
  /**
   * bfloat16, 8 significant bits. Only where the processor multiplies such numbers, since others
   * are slower with them: see {@link Compute#refusal}.
   */
  BF16("bf16");

  private final String text;

  Precision(String text) {
    this.text = text;
  }

  /** Reads {@code fp32} or {@code bf16}. */
  public static Precision parse(String text) {
    for (Precision precision : values()) {
      if (precision.text.equals(text.trim().toLowerCase(Locale.ROOT))) {
        return precision;
      }
    }
    throw new InputException("'" + text + "' is not a precision; choose fp32 or bf16.");
  }

  @Override
  public String toString() {
    return text;
  }
}
