package org.vladoscope.file.numpy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vladoscope.file.MalformedException;

/**
 * What an array is made of.
 *
 * @param kind NumPy's letter: {@code b} for true or false, {@code i} and {@code u} for integers
 *     with and without sign, {@code f} for floating point, {@code U} for text, {@code S} for bytes,
 *     {@code O} for objects
 * @param length bytes of a number, characters of a text; 0 for objects
 * @param bigEndian true if the first byte counts most
 */
public record ArrayType(char kind, int length, boolean bigEndian) {

  private static final Pattern CODE = Pattern.compile("([<>|=]?)([a-zA-Z?])(\\d{0,7})");
  private static final int MAX_TEXT = 1 << 16;

  /**
   * The type of a code such as {@code <f4}.
   *
   * @throws MalformedException if it is none that is read
   */
  static ArrayType of(String code) throws MalformedException {
    Matcher matcher = CODE.matcher(code);
    if (!matcher.matches()) {
      throw unknown(code);
    }
    char kind = matcher.group(2).charAt(0);
    int length = matcher.group(3).isEmpty() ? 0 : Integer.parseInt(matcher.group(3));
    boolean known =
        switch (kind) {
          case '?' -> length == 0;
          case 'b' -> length == 1;
          case 'f' -> length == 2 || length == 4 || length == 8;
          case 'i', 'u' -> length == 1 || length == 2 || length == 4 || length == 8;
          case 'U', 'S' -> length <= MAX_TEXT;
          case 'O' -> true;
          default -> false;
        };
    if (!known) {
      throw unknown(code);
    }
    boolean big = matcher.group(1).equals(">");
    return switch (kind) {
      case '?' -> new ArrayType('b', 1, big);
      case 'O' -> new ArrayType('O', 0, big);
      default -> new ArrayType(kind, length, big);
    };
  }

  private static MalformedException unknown(String code) {
    return new MalformedException(
        "its elements are of the type "
            + MalformedException.shown(code)
            + ", which is none of the plain numbers, texts and lists that are read");
  }

  /** The same in the other order of bytes. */
  ArrayType inOrder(String order) {
    return new ArrayType(kind, length, order.equals(">"));
  }

  /** Bytes of an element; 0 for objects. */
  public int bytes() {
    return kind == 'U' ? 4 * length : length;
  }

  /** True for numbers, and for true and false. */
  public boolean isNumber() {
    return "biuf".indexOf(kind) >= 0;
  }

  /** True for texts and bytes. */
  public boolean isText() {
    return kind == 'U' || kind == 'S';
  }

  private ByteBuffer ordered(byte[] data) {
    return ByteBuffer.wrap(data).order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
  }

  /** The number at an index; integers beyond 2⁵³ are rounded. */
  double number(byte[] data, int index) {
    ByteBuffer in = ordered(data);
    int at = index * length;
    if (kind == 'f') {
      return switch (length) {
        case 2 -> Float.float16ToFloat(in.getShort(at));
        case 4 -> in.getFloat(at);
        default -> in.getDouble(at);
      };
    }
    long value =
        switch (length) {
          case 1 -> in.get(at);
          case 2 -> in.getShort(at);
          case 4 -> in.getInt(at);
          default -> in.getLong(at);
        };
    if (kind == 'i') {
      return value;
    }
    return length == Long.BYTES
        ? (value >>> 1) * 2.0 + (value & 1)
        : value & ((1L << (Byte.SIZE * length)) - 1);
  }

  /** The text at an index, without the zeros that fill it up. */
  String text(byte[] data, int index) throws MalformedException {
    int at = index * bytes();
    if (kind == 'S') {
      int end = at + length;
      while (end > at && data[end - 1] == 0) {
        end--;
      }
      return new String(data, at, end - at, StandardCharsets.UTF_8);
    }
    ByteBuffer in = ordered(data);
    StringBuilder text = new StringBuilder();
    int end = length;
    while (end > 0 && in.getInt(at + 4 * (end - 1)) == 0) {
      end--;
    }
    for (int i = 0; i < end; i++) {
      int character = in.getInt(at + 4 * i);
      if (!Character.isValidCodePoint(character)) {
        throw new MalformedException("one of its texts holds no characters");
      }
      text.appendCodePoint(character);
    }
    return text.toString();
  }

  /** Its code, such as {@code <f4}. */
  public String code() {
    boolean ordered = kind != 'O' && kind != 'S' && length > 1;
    return (ordered ? bigEndian ? ">" : "<" : "|") + kind + (kind == 'O' ? "" : length);
  }

  /** For people. */
  public String words() {
    return switch (kind) {
      case 'b' -> "true or false";
      case 'i', 'u' -> "whole numbers";
      case 'f' -> "floating-point numbers";
      case 'O' -> "objects";
      default -> "texts";
    };
  }
}
