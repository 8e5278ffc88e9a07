package org.vladoscope.file;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Function;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A run of bytes that is compressed in the file.
 *
 * @param file the file
 * @param position where the compressed bytes begin
 * @param compressed how many there are
 * @param bytes how many they become
 */
public record DeflatedRegion(Path file, long position, long compressed, long bytes)
    implements Storage {

  private static final int BUFFER = 1 << 16;

  @Override
  public <T> T read(long from, long length, Function<MemorySegment, T> use)
      throws IOException, MalformedException {
    if (from < 0 || length < 0 || from > bytes - length) {
      throw new MalformedException("a tensor reaches beyond its data");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        Arena arena = Arena.ofConfined()) {
      // Memory outside the heap, as for mapped files; never more than the limits of ZipDirectory.
      MemorySegment memory = arena.allocate(Math.max(1, length));
      inflate(channel, from, memory.asSlice(0, length));
      return use.apply(memory.asSlice(0, length));
    }
  }

  /** Fills {@code memory} with what begins {@code skip} bytes after the start. */
  private void inflate(FileChannel channel, long skip, MemorySegment memory)
      throws IOException, MalformedException {
    Inflater inflater = new Inflater(true);
    try {
      ByteBuffer in = ByteBuffer.allocate(BUFFER);
      byte[] out = new byte[BUFFER];
      long read = 0;
      long produced = 0;
      long end = skip + memory.byteSize();
      while (produced < end) {
        if (inflater.needsInput()) {
          in.clear().limit((int) Math.min(BUFFER, compressed - read));
          int n = in.hasRemaining() ? channel.read(in, position + read) : -1;
          if (n <= 0) {
            throw new MalformedException("its compressed data end too soon");
          }
          read += n;
          inflater.setInput(in.array(), 0, n);
        }
        int n = inflater.inflate(out);
        if (n == 0 && (inflater.finished() || inflater.needsDictionary())) {
          throw new MalformedException("its compressed data end too soon");
        }
        long first = Math.max(produced, skip);
        long last = Math.min(produced + n, end);
        if (last > first) {
          MemorySegment.copy(
              out,
              (int) (first - produced),
              memory,
              ValueLayout.JAVA_BYTE,
              first - skip,
              (int) (last - first));
        }
        produced += n;
      }
    } catch (DataFormatException e) {
      throw new MalformedException("its compressed data are damaged", e);
    } finally {
      inflater.end();
    }
  }
}
