package org.vladoscope.common;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** NumPy's {@code .npy}: plain arrays of numbers. */
public final class NpyFile {

  static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  static final Pattern HEADER =
      Pattern.compile(
          "'descr':\\s*'([<>|=])([fiub])(\\d+)'.*'fortran_order':\\s*(True|False).*'shape':\\s*\\(([\\d,"
              + " ]*)\\)");

  /** Far more than any list of positions has. */
  private static final long MOST_VALUES = 1L << 26;

  private NpyFile() {}

  /**
   * An array.
   *
   * @param shape lengths of the axes; empty for a single number
   * @param values all values in C order
   */
  public record Array(int[] shape, double[] values) {}

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
   * @param file replaced if it exists
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, int rows, int cols, Rows source) throws IOException {
    String dictionary =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (" + rows + ", " + cols + "), }";
    int unpadded = MAGIC.length + 4 + dictionary.length() + 1;
    int padding = (64 - unpadded % 64) % 64;
    byte[] header = (dictionary + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
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
  }

  /**
   * Reads an array of integers or floating-point numbers.
   *
   * @param in positioned at its begin; read to the array's end and not closed
   * @throws IOException if it is no such array, with a phrase that says why
   */
  public static Array read(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    byte[] start = new byte[8];
    data.readFully(start);
    if (!Arrays.equals(start, 0, 6, MAGIC, 0, 6)) {
      throw new IOException("it is not a NumPy array");
    }
    int wide = start[6] >= 2 ? 4 : 2;
    byte[] length = new byte[4];
    data.readFully(length, 0, wide);
    int headerLength = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (headerLength < 0 || headerLength > 1 << 16) {
      throw new IOException("its header is damaged");
    }
    byte[] headerBytes = new byte[headerLength];
    data.readFully(headerBytes);
    String header = new String(headerBytes, StandardCharsets.UTF_8);
    Matcher matcher = HEADER.matcher(header);
    if (!matcher.find()) {
      throw new IOException("it holds no plain numbers");
    }
    int[] shape =
        Pattern.compile(",")
            .splitAsStream(matcher.group(5))
            .map(String::strip)
            .filter(s -> !s.isEmpty())
            .mapToInt(Integer::parseInt)
            .toArray();
    long count = 1;
    for (int side : shape) {
      count *= side;
      if (count > MOST_VALUES) {
        throw new IOException("it is too large");
      }
    }
    int width = Integer.parseInt(matcher.group(3));
    byte[] content = new byte[Math.multiplyExact((int) count, width)];
    data.readFully(content);
    ByteBuffer buffer =
        ByteBuffer.wrap(content)
            .order(matcher.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    double[] values = new double[(int) count];
    String kind = matcher.group(2) + width;
    for (int i = 0; i < values.length; i++) {
      values[i] = value(buffer, kind);
    }
    return new Array(shape, matcher.group(4).equals("True") ? inRowOrder(values, shape) : values);
  }

  private static double value(ByteBuffer in, String kind) throws IOException {
    return switch (kind) {
      case "f4" -> in.getFloat();
      case "f8" -> in.getDouble();
      case "i8", "u8" -> in.getLong();
      case "i4" -> in.getInt();
      case "u4" -> Integer.toUnsignedLong(in.getInt());
      case "i2" -> in.getShort();
      case "u2" -> Short.toUnsignedInt(in.getShort());
      case "i1" -> in.get();
      case "u1", "b1" -> Byte.toUnsignedInt(in.get());
      default -> throw new IOException("numbers of the kind " + kind + " are not understood");
    };
  }

  /** From columns one after the other to rows one after the other, for matrices. */
  private static double[] inRowOrder(double[] values, int[] shape) {
    if (shape.length != 2) {
      return values;
    }
    double[] result = new double[values.length];
    for (int i = 0; i < shape[0]; i++) {
      for (int j = 0; j < shape[1]; j++) {
        result[i * shape[1] + j] = values[j * shape[0] + i];
      }
    }
    return result;
  }
}
