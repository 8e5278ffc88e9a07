package org.vladoscope.file.matlab;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.zip.InflaterInputStream;
import org.vladoscope.file.MalformedException;

/**
 * Variables of version 5, as "MAT-File Format" (The MathWorks) describes them: elements of a type,
 * a length and data, one in the other. Own code, because the library that reads them takes the
 * memory that a damaged length asks for, prints, and needs parts of the JDK that are being removed.
 * Here an element is a slice of the one around it, so no length can ask for more than there is.
 */
final class Mat5Reader {

  private static final int HEADER = 128;
  private static final int HEAD = 1024;
  private static final int MAX_DEPTH = 16;
  private static final int COMPRESSED = 15;
  private static final int MATRIX = 14;
  private static final int CELL = 1;
  private static final int STRUCT = 2;
  private static final int CHAR = 4;
  private static final int SPARSE = 5;
  private static final int FIRST_NUMERIC = 6;
  private static final int LAST_NUMERIC = 15;

  private final ByteBuffer file;
  private final ByteOrder order;
  private final Set<String> wanted;
  private long inflated;

  private record Element(int type, ByteBuffer data) {}

  private record Head(int kind, int rows, int cols, String name) {}

  Mat5Reader(byte[] bytes, Set<String> wanted) throws MalformedException {
    String end =
        bytes.length < HEADER ? "" : new String(bytes, 126, 2, StandardCharsets.ISO_8859_1);
    if (!end.equals("IM") && !end.equals("MI")) {
      throw new MalformedException(
          "it is no MATLAB file of version 5 or 7.3; save it with -v7 or -v7.3");
    }
    this.order = end.equals("IM") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    this.file = ByteBuffer.wrap(bytes).order(order).position(HEADER);
    this.wanted = wanted;
  }

  Map<String, MatValue> read() throws IOException, MalformedException {
    Map<String, MatValue> variables = new LinkedHashMap<>();
    try {
      while (file.remaining() >= 8) {
        Element element = element(file);
        if (element.type == COMPRESSED) {
          ByteBuffer start = inflated(element.data, HEAD);
          if (wanted.contains(head(start.position(8)).name)) {
            element = element(inflated(element.data, MatFile.MOST_BYTES));
          }
        }
        if (element.type == MATRIX) {
          Head head = head(element.data);
          if (wanted.contains(head.name)) {
            variables.put(head.name, value(head, element.data, 0));
          }
        }
      }
    } catch (BufferUnderflowException | IllegalArgumentException | ArithmeticException e) {
      throw new MalformedException("it is damaged or cut off", e);
    }
    return variables;
  }

  private ByteBuffer inflated(ByteBuffer data, long limit) throws IOException, MalformedException {
    byte[] bytes = new byte[data.remaining()];
    data.duplicate().get(bytes);
    try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
      byte[] content = limit == HEAD ? head(in) : in.readNBytes((int) limit + 1);
      inflated += content.length;
      if (inflated > MatFile.MOST_BYTES) {
        throw new MalformedException("it unpacks to more than 256 MB");
      }
      return ByteBuffer.wrap(content).order(order);
    } catch (java.util.zip.ZipException | java.io.EOFException e) {
      throw new MalformedException("its compressed data are damaged", e);
    }
  }

  private static byte[] head(InputStream in) throws IOException {
    byte[] head = new byte[HEAD];
    int read = 0;
    for (int n = 0; n >= 0 && read < HEAD; n = in.read(head, read, HEAD - read)) {
      read += n;
    }
    return head;
  }

  private static Element element(ByteBuffer in) {
    int tag = in.getInt();
    // Up to four bytes stand beside their type.
    boolean small = tag >>> 16 != 0;
    int type = small ? tag & 0xffff : tag;
    int length = small ? tag >>> 16 : in.getInt();
    if (length < 0 || length > in.remaining() || (small && length > 4)) {
      throw new BufferUnderflowException();
    }
    ByteBuffer data = in.slice(in.position(), length).order(in.order());
    int padded = length + (8 - length % 8) % 8;
    int room = small ? 4 : type == COMPRESSED ? length : padded;
    in.position(in.position() + Math.min(room, in.remaining()));
    return new Element(type, data);
  }

  private Head head(ByteBuffer in) throws MalformedException {
    if (!in.hasRemaining()) {
      return new Head(FIRST_NUMERIC, 0, 0, "");
    }
    int flags = element(in).data.getInt();
    ByteBuffer axes = element(in).data;
    int rows = axes.getInt();
    int cols = 1;
    while (axes.remaining() >= Integer.BYTES) {
      cols = Math.multiplyExact(cols, axes.getInt());
    }
    if (rows < 0 || cols < 0) {
      throw new MalformedException("one of its variables has an impossible size");
    }
    Math.multiplyExact(rows, cols);
    return new Head(flags & 0xff, rows, cols, ascii(element(in).data));
  }

  private static String ascii(ByteBuffer data) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  private MatValue value(Head head, ByteBuffer in, int depth) throws MalformedException {
    if (depth > MAX_DEPTH) {
      throw new MalformedException("its variables are nested too deeply");
    }
    int size = head.rows * head.cols;
    return switch (head.kind) {
      case CELL -> new MatValue.Cells(nested(in, size, depth));
      case STRUCT -> structure(in, size, depth);
      case CHAR -> new MatValue.Text(size == 0 ? "" : text(element(in), size));
      case SPARSE -> sparse(head, in);
      default -> {
        if (head.kind < FIRST_NUMERIC || head.kind > LAST_NUMERIC) {
          yield new MatValue.Other();
        }
        yield size == 0
            ? new MatValue.Numbers(head.rows, head.cols, i -> 0)
            : new MatValue.Numbers(head.rows, head.cols, numbers(element(in), size));
      }
    };
  }

  private List<MatValue> nested(ByteBuffer in, int count, int depth) throws MalformedException {
    List<MatValue> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ByteBuffer data = element(in).data;
      values.add(value(head(data), data, depth + 1));
    }
    return values;
  }

  private MatValue structure(ByteBuffer in, int size, int depth) throws MalformedException {
    int length = element(in).data.getInt();
    ByteBuffer names = element(in).data;
    if (size != 1 || length < 1) {
      return new MatValue.Other();
    }
    List<String> fields = new ArrayList<>();
    while (names.remaining() >= length) {
      fields.add(ascii(names.slice(names.position(), length)));
      names.position(names.position() + length);
    }
    List<MatValue> values = nested(in, fields.size(), depth);
    Map<String, MatValue> byName = new LinkedHashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      byName.put(fields.get(i), values.get(i));
    }
    return new MatValue.Fields(byName);
  }

  private static String text(Element element, int size) throws MalformedException {
    // 16: UTF-8
    if (element.type == 16) {
      return ascii(element.data);
    }
    // 17: UTF-16
    Element characters = element.type == 17 ? new Element(4, element.data) : element;
    IntToDoubleFunction codes = numbers(characters, size);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < size; i++) {
      text.append((char) codes.applyAsDouble(i));
    }
    return text.toString();
  }

  private static MatValue sparse(Head head, ByteBuffer in) throws MalformedException {
    int[] rowOf = integers(element(in));
    int[] from = integers(element(in));
    checkSparse(head.cols, rowOf, from);
    int count = from[head.cols];
    IntToDoubleFunction numbers = numbers(element(in), count);
    double[] all = new double[count];
    for (int i = 0; i < count; i++) {
      all[i] = numbers.applyAsDouble(i);
    }
    return MatValue.Numbers.sparse(head.rows, head.cols, rowOf, from, all);
  }

  /** Refuses columns that do not lie one behind the other within the numbers. */
  static void checkSparse(int cols, int[] rowOf, int[] from) throws MalformedException {
    boolean ordered = from.length == cols + 1 && from[0] == 0 && from[cols] <= rowOf.length;
    for (int i = 0; ordered && i < cols; i++) {
      ordered = from[i] <= from[i + 1];
    }
    if (!ordered) {
      throw new MalformedException("a sparse matrix in it is damaged");
    }
  }

  private static int[] integers(Element element) throws MalformedException {
    int count = element.data.remaining() / Integer.BYTES;
    IntToDoubleFunction numbers = numbers(element, count);
    int[] integers = new int[count];
    for (int i = 0; i < count; i++) {
      integers[i] = (int) numbers.applyAsDouble(i);
    }
    return integers;
  }

  /** The numbers of an element, decoded when they are asked for. */
  private static IntToDoubleFunction numbers(Element element, int count) throws MalformedException {
    ByteBuffer data = element.data;
    int bytes =
        switch (element.type) {
          case 1, 2 -> 1;
          case 3, 4 -> 2;
          case 5, 6, 7 -> 4;
          case 9, 12, 13 -> 8;
          default -> throw new MalformedException("it holds numbers of a kind that is not known");
        };
    if ((long) count * bytes > data.remaining()) {
      throw new MalformedException("one of its variables has fewer numbers than it states");
    }
    return switch (element.type) {
      case 1 -> i -> data.get(i);
      case 2 -> i -> data.get(i) & 0xff;
      case 3 -> i -> data.getShort(2 * i);
      case 4 -> i -> data.getShort(2 * i) & 0xffff;
      case 5 -> i -> data.getInt(4 * i);
      case 6 -> i -> data.getInt(4 * i) & 0xffff_ffffL;
      case 7 -> i -> data.getFloat(4 * i);
      case 9 -> i -> data.getDouble(8 * i);
      default -> i -> data.getLong(8 * i);
    };
  }
}
