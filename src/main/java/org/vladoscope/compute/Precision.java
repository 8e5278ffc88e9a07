package org.vladoscope.compute;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.vladoscope.common.InputException;

/** How many digits networks and matrix products compute with. */
public enum Precision {
  /** 32-bit floating point, 24 significant bits. */
  FP32("fp32"),
  /**
   * Factors rounded to bfloat16, 8 significant bits; sums in 32-bit floating point. Only where the
   * processor multiplies such numbers, since others are slower with them.
   */
  BF16("bf16");

  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
  private static final Set<String> BF16_FLAGS = Set.of("avx512_bf16", "amx_bf16", "bf16");

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

  /**
   * Checks that this machine's processor has instructions for it.
   *
   * @throws InputException if not
   */
  void checkAvailable() {
    if (!isAvailable(processorLines())) {
      throw new InputException(
          "This processor has no bfloat16 instructions (avx512_bf16 or amx_bf16), so --precision"
              + " bf16 would make everything slower; leave it out.");
    }
  }

  /**
   * True if a processor has instructions for it.
   *
   * @param processor the lines of Linux's /proc/cpuinfo
   */
  boolean isAvailable(List<String> processor) {
    return this == FP32
        || processor.stream()
            .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
            .flatMap(line -> Arrays.stream(line.split("\\s+")))
            .collect(Collectors.toSet())
            .stream()
            .anyMatch(BF16_FLAGS::contains);
  }

  private static List<String> processorLines() {
    try {
      return Files.isReadable(PROCESSORS) ? Files.readAllLines(PROCESSORS) : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
