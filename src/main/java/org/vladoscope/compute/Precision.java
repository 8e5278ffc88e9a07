package org.vladoscope.compute;

import java.util.Locale;
import org.vladoscope.common.InputException;

/** What the factors of a product are rounded to; sums have 32 bits in any case. */
public enum Precision {
  /** 32-bit floating point, 24 significant bits. */
  FP32("fp32"),
  /**
   * bfloat16, 8 significant bits. Only where the processor multiplies such numbers, since others
   * are slower with them: see {@link Compute#refusal}.
   */
  BF16("bf16"),
  /**
   * Whole numbers from −127 to 127, scaled by row: for comparing descriptors only. Only where the
   * processor multiplies such numbers.
   */
  INT8("int8");

  private final String text;

  Precision(String text) {
    this.text = text;
  }

  /** Reads {@code fp32}, {@code bf16} or {@code int8}. */
  public static Precision parse(String text) {
    for (Precision precision : values()) {
      if (precision.text.equals(text.trim().toLowerCase(Locale.ROOT))) {
        return precision;
      }
    }
    throw new InputException("'" + text + "' is not a precision; choose fp32, bf16 or int8.");
  }

  @Override
  public String toString() {
    return text;
  }
}
