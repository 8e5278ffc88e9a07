package org.vladoscope.file;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.function.Function;

/** Bytes of a file that are read when they are needed, and kept by nobody. */
public interface Storage {

  /** How many bytes there are. */
  long bytes();

  /**
   * Hands out a part of the bytes for the length of a call.
   *
   * @param from first byte
   * @param length number of bytes
   */
  <T> T read(long from, long length, Function<MemorySegment, T> use)
      throws IOException, MalformedException;
}
