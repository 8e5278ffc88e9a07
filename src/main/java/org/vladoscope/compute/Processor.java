package org.vladoscope.compute;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a processor can do.
 *
 * @param flags the names that Linux has for its instruction sets; empty where that is not known
 */
public record Processor(Set<String> flags) {

  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
  private static final Set<String> BF16_FLAGS = Set.of("avx512_bf16", "amx_bf16", "bf16");
  private static final Set<String> BYTE_FLAGS =
      Set.of("avx512_vnni", "avx_vnni", "amx_int8", "i8mm", "asimddp");

  /** Copies the names. */
  public Processor {
    flags = Set.copyOf(flags);
  }

  /** This machine's. Only Linux tells; elsewhere no flags are known. */
  public static Processor current() {
    try {
      return Files.isReadable(PROCESSORS)
          ? of(Files.readAllLines(PROCESSORS))
          : new Processor(Set.of());
    } catch (IOException e) {
      return new Processor(Set.of());
    }
  }

  /** Reads the lines of Linux's /proc/cpuinfo. */
  static Processor of(List<String> lines) {
    return new Processor(
        lines.stream()
            .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
            .flatMap(line -> Arrays.stream(line.split("\\s+")))
            .collect(Collectors.toSet()));
  }

  /** Why it cannot use a precision, in a sentence; empty if it can. */
  public Optional<String> refusal(Precision precision) {
    return switch (precision) {
      case FP32 -> Optional.empty();
      case BF16 -> refusal("bf16", "bfloat16", BF16_FLAGS, "avx512_bf16 or amx_bf16");
      case INT8 -> refusal("int8", "8-bit", BYTE_FLAGS, "avx512_vnni or avx_vnni");
    };
  }

  private Optional<String> refusal(String name, String kind, Set<String> any, String examples) {
    return flags.stream().anyMatch(any::contains)
        ? Optional.empty()
        : Optional.of(
            String.format(
                "This processor has no %s instructions (%s), so precision %s would make everything"
                    + " slower; choose fp32.",
                kind, examples, name));
  }
}
