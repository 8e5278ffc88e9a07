package org.vladoscope.compute;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a computation that nobody has tried before, such as a network that a user brought along,
 * from taking all memory of the machine, which would end this process or others without a word.
 * While it is open, the process may allocate three quarters of what is free and no more; beyond
 * that the tensor library fails with an exception. Does nothing where Linux's {@code
 * setrlimit(RLIMIT_DATA)} does not exist.
 */
public final class AllocationLimit implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AllocationLimit.class);

  /** From Linux's resource.h: private writable memory, mapped or not from the break. */
  private static final int RLIMIT_DATA = 2;

  /** What Java itself may want to take meanwhile. */
  private static final long LEAST_BYTES = 512L << 20;

  private final long before;

  private AllocationLimit(long before) {
    this.before = before;
  }

  /** Limits what this process may allocate until it is closed. */
  public static AllocationLimit ofFreeMemory() {
    try {
      long taken = kilobytes(Path.of("/proc/self/status"), "VmData") << 10;
      long free = kilobytes(Path.of("/proc/meminfo"), "MemAvailable") << 10;
      long before = limit();
      long wanted = taken + Math.max(LEAST_BYTES, free / 4 * 3);
      if (before != Long.MIN_VALUE && Long.compareUnsigned(wanted, before) < 0 && set(wanted)) {
        return new AllocationLimit(before);
      }
    } catch (IOException e) {
      LOG.debug("How much memory is free is not known", e);
    }
    return new AllocationLimit(Long.MIN_VALUE);
  }

  @Override
  public void close() {
    if (before != Long.MIN_VALUE && !set(before)) {
      LOG.warn("The limit of this process's memory could not be lifted again.");
    }
  }

  private static long kilobytes(Path file, String name) throws IOException {
    Matcher matcher =
        Pattern.compile("(?m)^" + name + ":\\s+(\\d+) kB").matcher(Files.readString(file));
    if (!matcher.find()) {
      throw new IOException(file + " does not say " + name);
    }
    return Long.parseLong(matcher.group(1));
  }

  /** The limit in bytes, unsigned; {@link Long#MIN_VALUE} if it is not known. */
  private static long limit() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment limits = arena.allocate(ValueLayout.JAVA_LONG, 2);
      return call("getrlimit", limits) ? limits.get(ValueLayout.JAVA_LONG, 0) : Long.MIN_VALUE;
    }
  }

  private static boolean set(long bytes) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment limits = arena.allocate(ValueLayout.JAVA_LONG, 2);
      if (!call("getrlimit", limits)) {
        return false;
      }
      limits.set(ValueLayout.JAVA_LONG, 0, bytes);
      return call("setrlimit", limits);
    }
  }

  private static boolean call(String name, MemorySegment limits) {
    try {
      Linker linker = Linker.nativeLinker();
      MethodHandle function =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow(name),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
      return (int) function.invokeExact(RLIMIT_DATA, limits) == 0;
    } catch (Throwable e) {
      LOG.debug("{} failed", name, e);
      return false;
    }
  }
}
