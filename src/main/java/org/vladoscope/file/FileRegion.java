package org.vladoscope.file;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Function;

/**
 * A run of bytes of a file as they are. It is mapped, so that large tensors pass through memory
 * page by page.
 *
 * @param file the file
 * @param position where the run begins
 * @param bytes how long it is
 */
public record FileRegion(Path file, long position, long bytes) implements Storage {

  @Override
  public <T> T read(long from, long length, Function<MemorySegment, T> use)
      throws IOException, MalformedException {
    if (from < 0 || length < 0 || from > bytes - length) {
      throw new MalformedException("a tensor reaches beyond its data");
    }
    if (length == 0) {
      return use.apply(MemorySegment.NULL);
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        Arena arena = Arena.ofConfined()) {
      if (channel.size() < position + bytes) {
        throw new MalformedException("it became shorter while it was read");
      }
      return use.apply(channel.map(MapMode.READ_ONLY, position + from, length, arena));
    }
  }
}
