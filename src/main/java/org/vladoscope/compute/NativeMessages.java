package org.vladoscope.compute;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What native libraries print by themselves, such as "Corrupt JPEG data" without the name of a
 * file. They write to the file descriptor of the standard error stream, which no setting of theirs
 * changes everywhere.
 */
public final class NativeMessages {

  private static final Logger LOG = LoggerFactory.getLogger(NativeMessages.class);

  private static final int STANDARD_ERROR = 2;
  // open(2), write(2): the same numbers on Linux and macOS.
  private static final int O_WRONLY = 1;
  private static final int EINTR = 4;

  private NativeMessages() {}

  /**
   * Turns the descriptor to nothing, and {@link System#err} to a copy of what it was. Whoever holds
   * the old {@code System.err} writes to nothing from then on. Does nothing on Windows, nor if it
   * fails.
   *
   * @param charset of {@code System.err}
   */
  public static void hide(Charset charset) {
    if (System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows")) {
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      int terminal = (int) oneNumber("dup").invokeExact(STANDARD_ERROR);
      int nothing =
          (int)
              function("open", ValueLayout.ADDRESS, ValueLayout.JAVA_INT)
                  .invokeExact(arena.allocateFrom("/dev/null"), O_WRONLY);
      if (terminal < 0 || nothing < 0) {
        return;
      }
      // First, so that nothing of the program's own is lost.
      System.setErr(new PrintStream(new Terminal(terminal), true, charset));
      int moved =
          (int)
              function("dup2", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT)
                  .invokeExact(nothing, STANDARD_ERROR);
      int closed = (int) oneNumber("close").invokeExact(nothing);
      LOG.debug("What native libraries print is hidden: {}, {}", moved, closed);
    } catch (Throwable e) {
      LOG.debug("What native libraries print cannot be hidden", e);
    }
  }

  private static MethodHandle oneNumber(String name) {
    return function(name, ValueLayout.JAVA_INT);
  }

  private static MethodHandle function(String name, MemoryLayout... arguments) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
  }

  /** Writes to a descriptor. */
  private static final class Terminal extends OutputStream {
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final long ERRNO_OFFSET =
        STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

    private final int descriptor;
    private final MethodHandle write;

    Terminal(int descriptor) {
      Linker linker = Linker.nativeLinker();
      this.descriptor = descriptor;
      this.write =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow("write"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_INT,
                  ValueLayout.ADDRESS,
                  ValueLayout.JAVA_LONG),
              Linker.Option.captureCallState("errno"));
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      Objects.checkFromIndexSize(from, length, bytes.length);
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment state = arena.allocate(STATE);
        MemorySegment memory = arena.allocate(Math.max(1, length));
        MemorySegment.copy(bytes, from, memory, ValueLayout.JAVA_BYTE, 0, length);
        long done = 0;
        while (done < length) {
          done += written(state, memory.asSlice(done), length - done);
        }
      }
    }

    private long written(MemorySegment state, MemorySegment memory, long length)
        throws IOException {
      long count;
      try {
        count = (long) write.invokeExact(state, descriptor, memory, length);
      } catch (Throwable e) {
        throw new IOException("the standard error stream cannot be written to", e);
      }
      if (count < 0) {
        int error = state.get(ValueLayout.JAVA_INT, ERRNO_OFFSET);
        if (error != EINTR) {
          throw new IOException("the standard error stream fails with error " + error);
        }
        return 0;
      }
      return count;
    }
  }
}
