package org.vladoscope.file.numpy;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vladoscope.file.MalformedException;
import org.vladoscope.file.Storage;

/**
 * What stands before the elements of an array.
 *
 * @param type what it is made of
 * @param shape lengths of the axes; empty for a single element
 * @param fortran true if the first axis runs fastest
 * @param from the byte its elements begin at
 */
public record NpyHeader(ArrayType type, long[] shape, boolean fortran, long from) {

  /** What a file begins with, a character a byte. */
  public static final String MAGIC = "\u0093NUMPY";

  private static final int MAX_HEADER = 1 << 16;
  private static final int MAX_AXES = 32;
  private static final Pattern TYPE = Pattern.compile("'descr':\\s*'([^']{1,20})'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order':\\s*(True|False)");

  /** Python 2 wrote {@code 10L} for long numbers. */
  private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([\\d,L ]{0,700})\\)");

  /**
   * Reads it.
   *
   * @throws MalformedException if it is no array, or none of plain elements
   */
  public static NpyHeader read(Storage storage) throws IOException, MalformedException {
    byte[] start =
        storage.read(
            0,
            Math.min(storage.bytes(), MAX_HEADER),
            memory -> memory.toArray(ValueLayout.JAVA_BYTE));
    if (start.length < 6 || !new String(start, 0, 6, StandardCharsets.ISO_8859_1).equals(MAGIC)) {
      throw new MalformedException("it is not a NumPy array");
    }
    if (start.length < 12) {
      throw new MalformedException("its header is cut off");
    }
    boolean wide = start[6] > 1;
    int from = wide ? 12 : 10;
    long length = (start[8] & 0xff) | (start[9] & 0xff) << 8;
    if (wide) {
      length |= (start[10] & 0xffL) << 16 | (start[11] & 0xffL) << 24;
    }
    if (length > start.length - from) {
      throw new MalformedException("its header is too long or cut off");
    }
    String text = new String(start, from, (int) length, StandardCharsets.ISO_8859_1);
    Matcher type = TYPE.matcher(text);
    Matcher order = ORDER.matcher(text);
    Matcher shape = SHAPE.matcher(text);
    if (!type.find() && text.contains("'descr'")) {
      throw new MalformedException(
          "its elements have several fields; plain numbers, texts and lists are read");
    }
    if (!type.hasMatch() || !order.find() || !shape.find()) {
      throw new MalformedException(
          "its header is damaged, " + MalformedException.shown(text.strip()));
    }
    return new NpyHeader(
        ArrayType.of(type.group(1)),
        shape(shape.group(1)),
        order.group(1).equals("True"),
        from + length);
  }

  private static long[] shape(String text) throws MalformedException {
    String[] parts = text.isBlank() ? new String[0] : text.split(",");
    if (parts.length > MAX_AXES) {
      throw new MalformedException("its shape is impossible");
    }
    long[] shape = new long[parts.length];
    try {
      for (int i = 0; i < shape.length; i++) {
        shape[i] = Long.parseLong(parts[i].strip().replace("L", ""));
      }
    } catch (NumberFormatException e) {
      throw new MalformedException("its shape is damaged", e);
    }
    return shape;
  }

  /**
   * How many elements it has.
   *
   * @throws MalformedException if that is more than fits into memory
   */
  int size() throws MalformedException {
    return size(shape);
  }

  static int size(long[] shape) throws MalformedException {
    long size = 1;
    try {
      for (long length : shape) {
        size = Math.multiplyExact(size, length);
      }
    } catch (ArithmeticException e) {
      throw new MalformedException("its shape is impossible", e);
    }
    if (size < 0 || size > Integer.MAX_VALUE - 8) {
      throw new MalformedException("it states " + size + " elements, which are too many");
    }
    return (int) size;
  }
}
