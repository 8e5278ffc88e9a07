package org.vladoscope.file.numpy;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;
import org.vladoscope.file.ByteSource;
import org.vladoscope.file.FileRegion;
import org.vladoscope.file.MalformedException;
import org.vladoscope.file.Storage;
import org.vladoscope.file.pickle.Unpickler;

/**
 * NumPy's {@code .npy}: arrays of numbers and texts, and of objects, whose pickle can build data
 * and run nothing.
 */
public final class NpyFile {

  private static final byte[] MAGIC = NpyHeader.MAGIC.getBytes(StandardCharsets.ISO_8859_1);

  /** Far more than any list of images or positions has. */
  private static final long MOST_BYTES = 256L << 20;

  /** What a pickle may take: each step can make an object, so this bounds memory. */
  private static final int MAX_STEPS = 10_000_000;

  private NpyFile() {}

  /** Gives the rows of a matrix one by one. */
  @FunctionalInterface
  public interface Rows {
    /** A row, as long as all others. */
    float[] row(int index) throws IOException;
  }

  /**
   * Writes a matrix of 32-bit floats as NumPy does, row by row, so that it need not fit into
   * memory.
   *
   * @param out stays the caller's to close
   * @throws IOException if it cannot be written
   */
  public static void write(OutputStream out, int rows, int cols, Rows source) throws IOException {
    String dictionary =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (" + rows + ", " + cols + "), }";
    int unpadded = MAGIC.length + 4 + dictionary.length() + 1;
    int padding = (64 - unpadded % 64) % 64;
    byte[] header = (dictionary + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
    out.write(MAGIC);
    out.write(new byte[] {1, 0, (byte) header.length, (byte) (header.length >> 8)});
    out.write(header);
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * cols).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < rows; i++) {
      bytes.clear();
      bytes.asFloatBuffer().put(source.row(i), 0, cols);
      out.write(bytes.array());
    }
  }

  /**
   * Reads an array.
   *
   * @throws InputException naming the file and the reason, if it is none that can be used
   */
  public static NpyArray read(Path file) {
    try {
      return read(new FileRegion(file, 0, Files.size(file)));
    } catch (IOException e) {
      throw new InputException(file + " cannot be read: " + FileProblem.of(e) + ".", e);
    } catch (MalformedException e) {
      throw new InputException(file + " cannot be used: " + e.getMessage() + ".", e);
    }
  }

  /**
   * Reads an array. Memory is taken for what is there, not for what the header claims.
   *
   * @throws MalformedException if it is none that is read, with a phrase that says why
   */
  public static NpyArray read(Storage storage) throws IOException, MalformedException {
    NpyHeader header = NpyHeader.read(storage);
    int size = header.size();
    long there = storage.bytes() - header.from();
    boolean objects = header.type().kind() == 'O';
    long bytes = objects ? there : (long) size * header.type().bytes();
    if (bytes > there) {
      throw new MalformedException(
          "its header states " + bytes + " bytes of elements, but only " + there + " are there");
    }
    if (bytes > MOST_BYTES || size > MOST_BYTES) {
      throw new MalformedException(
          "it is larger than " + (MOST_BYTES >> 20) + " MB, which is too large for a list");
    }
    byte[] data =
        storage.read(header.from(), bytes, memory -> memory.toArray(ValueLayout.JAVA_BYTE));
    if (!objects) {
      return NpyArray.of(header.type(), header.shape(), header.fortran(), data);
    }
    Object content = Unpickler.read(ByteSource.of(data), new ArrayConstructors(), MAX_STEPS);
    if (!(ArrayConstructors.value(content) instanceof NpyArray array)
        || array.size() != size
        || !Arrays.equals(Arrays.stream(array.shape()).asLongStream().toArray(), header.shape())) {
      throw new MalformedException("its pickle holds another array than its header says");
    }
    return array;
  }
}
