package org.vladoscope.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AllocationLimitTest {

  private static final Path MEMORY = Path.of("/proc/meminfo");

  @Test
  void nineTenthsOfTheFreeMemoryAreRefusedWhileItIsOpenAndNotAfterwards() throws Throwable {
    assumeTrue(Files.exists(MEMORY), "only Linux has such limits");
    long most = free() / 10 * 9;
    assumeTrue(canAllocate(most), "this machine gives no process so much");

    boolean whileOpen;
    try (AllocationLimit limit = AllocationLimit.ofFreeMemory()) {
      assertThat(limit).isNotNull();
      whileOpen = canAllocate(most);
      assertThat(canAllocate(64 << 20)).isTrue();
    }

    assertThat(whileOpen).isFalse();
    assertThat(canAllocate(most)).isTrue();
  }

  private static long free() throws IOException {
    return Pattern.compile("MemAvailable:\\s+(\\d+) kB")
        .matcher(Files.readString(MEMORY))
        .results()
        .mapToLong(found -> Long.parseLong(found.group(1)) << 10)
        .sum();
  }

  /** Asks the C library, and writes nothing into what it gives. */
  private static boolean canAllocate(long bytes) throws Throwable {
    Linker linker = Linker.nativeLinker();
    var malloc =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("malloc"),
            FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_LONG));
    var free =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("free"),
            FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));
    MemorySegment memory = (MemorySegment) malloc.invokeExact(bytes);
    boolean given = memory.address() != 0;
    free.invokeExact(memory);
    return given;
  }
}
