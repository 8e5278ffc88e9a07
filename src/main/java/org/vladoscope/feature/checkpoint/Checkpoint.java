package org.vladoscope.feature.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;
import org.vladoscope.common.ReadableFile;
import org.vladoscope.file.MalformedException;
import org.vladoscope.file.ZipDirectory;
import org.vladoscope.file.numpy.NpyHeader;

/**
 * The tensors of a file with trained weights, by name and in the order of the file. Their numbers
 * stay in the file until they are asked for, so a checkpoint takes little memory.
 *
 * <p>A file is hostile until proven otherwise: nothing in it is executed, names are never used as
 * paths, and all lengths are held against limits and against the file before memory is taken.
 */
public final class Checkpoint {

  /** What a tensor is called that makes up a file by itself, without a name. */
  static final String ALONE = "(one tensor without a name)";

  private static final int START = 16;

  private final Path file;
  private final String format;
  private final Map<String, StoredTensor> tensors;
  private final Map<String, String> notes;

  Checkpoint(
      Path file, String format, Map<String, StoredTensor> tensors, Map<String, String> notes) {
    this.file = file;
    this.format = format;
    this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    this.notes = Collections.unmodifiableMap(new LinkedHashMap<>(notes));
  }

  /**
   * Reads what a file holds. Its content decides on the format, not its name: PyTorch's zip
   * archives and older streams, safetensors, and NumPy's npz and npy are known.
   *
   * @throws InputException naming the file and the reason if it cannot be used
   */
  public static Checkpoint read(Path file) {
    if (Files.isDirectory(file)) {
      throw new InputException(
          file + " cannot be read as a checkpoint: it is a folder; name a file in it.");
    }
    try (FileChannel channel =
        FileChannel.open(ReadableFile.check(file), StandardOpenOption.READ)) {
      Checkpoint checkpoint = read(file, channel);
      if (checkpoint.tensors.isEmpty()) {
        throw new MalformedException("it holds no tensors");
      }
      return checkpoint;
    } catch (IOException e) {
      throw new InputException(file + " cannot be read: " + FileProblem.of(e) + ".", e);
    } catch (MalformedException e) {
      throw new InputException(
          file + " cannot be read as a checkpoint: " + e.getMessage() + ".", e);
    }
  }

  private static Checkpoint read(Path file, FileChannel channel)
      throws IOException, MalformedException {
    ByteBuffer start = ByteBuffer.allocate(START).order(ByteOrder.LITTLE_ENDIAN);
    while (start.hasRemaining() && channel.read(start, start.position()) >= 0) {
      // Goes on until the buffer is full or the file ends.
    }
    int length = start.position();
    if (length < START) {
      throw new MalformedException(length == 0 ? "it is empty" : "it is too short");
    }
    String text = new String(start.array(), StandardCharsets.ISO_8859_1);
    if (text.startsWith("PK\u0003\u0004") || text.startsWith("PK\u0005\u0006")) {
      ZipDirectory zip = ZipDirectory.read(file, channel);
      return NumpyReader.isNpz(zip)
          ? NumpyReader.readNpz(file, zip)
          : TorchReader.readZip(file, channel, zip);
    }
    if (text.startsWith(NpyHeader.MAGIC)) {
      return NumpyReader.readNpy(file, channel.size());
    }
    // Before pickles: a header's length may begin with the byte that a pickle begins with.
    long header = start.getLong(0);
    if (text.charAt(SafetensorsReader.LENGTH_BYTES) == '{' && header > 0 && header < 1L << 40) {
      return SafetensorsReader.read(file, channel, header);
    }
    if (text.charAt(0) == '\u0080') {
      return TorchReader.readLegacy(file, channel);
    }
    throw new MalformedException(
        text.stripLeading().startsWith("<")
            ? "it is a web page; open the address in a browser to see why"
            : "it is none of the formats that are known (PyTorch, safetensors, npz)");
  }

  /** The file. */
  public Path file() {
    return file;
  }

  /** Its format, for people. */
  public String format() {
    return format;
  }

  /** All tensors, in the order of the file. */
  public Map<String, StoredTensor> tensors() {
    return tensors;
  }

  /** Numbers and short texts beside the tensors, such as the epoch. */
  public Map<String, String> notes() {
    return notes;
  }
}
