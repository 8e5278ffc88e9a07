package org.vladoscope.file.numpy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes small arrays for tests; objects as NumPy for Python 2 pickled them. */
public final class NumpyWriter {

  private NumpyWriter() {}

  /** Python's {@code xrange}. */
  public record Range(int first, int end) {}

  /** A file with any header and content. */
  public static void raw(Path file, String type, String shape, byte[] content) throws IOException {
    String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }\n";
    ByteBuffer out = ByteBuffer.allocate(10 + header.length() + content.length);
    out.order(ByteOrder.LITTLE_ENDIAN).put((byte) 0x93);
    out.put("NUMPY\u0001\u0000".getBytes(StandardCharsets.ISO_8859_1));
    out.putShort((short) header.length()).put(header.getBytes(StandardCharsets.ISO_8859_1));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, out.put(content).array());
  }

  private static String shape(int... shape) {
    return Arrays.stream(shape).mapToObj(n -> n + ",").collect(Collectors.joining(" ", "(", ")"));
  }

  /** Texts of equal room, as {@code <U}. */
  public static void texts(Path file, List<String> texts) throws IOException {
    int length = texts.stream().mapToInt(String::length).max().orElse(1);
    ByteBuffer out = ByteBuffer.allocate(4 * length * texts.size()).order(ByteOrder.LITTLE_ENDIAN);
    for (String text : texts) {
      for (int i = 0; i < length; i++) {
        out.putInt(i < text.length() ? text.charAt(i) : 0);
      }
    }
    raw(file, "<U" + length, shape(texts.size()), out.array());
  }

  /** 64-bit integers. */
  public static void integers(Path file, int[] shape, long... values) throws IOException {
    ByteBuffer out = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(values).forEach(out::putLong);
    raw(file, "<i8", shape(shape), out.array());
  }

  /** True and false. */
  public static void truths(Path file, boolean[][] rows) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (boolean[] row : rows) {
      for (boolean value : row) {
        out.write(value ? 1 : 0);
      }
    }
    raw(file, "|b1", shape(rows.length, rows[0].length), out.toByteArray());
  }

  /** Lists, numbers, texts and ranges. */
  public static void objects(Path file, int[] shape, List<?> objects) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(out, "cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n(K\u0000tU\u0001btR");
    write(out, "(K\u0001(");
    for (int length : shape) {
      value(out, length);
    }
    write(out, "tcnumpy\ndtype\n(U\u0002O8K\u0000K\u0001tR(K\u0003U\u0001|NNNtb\u0089");
    value(out, objects);
    write(out, "tb.");
    pickled(file, shape, out.toByteArray());
  }

  /** A pickle of any content. */
  public static void pickled(Path file, int[] shape, byte[] pickle) throws IOException {
    byte[] whole = new byte[pickle.length + 2];
    whole[0] = (byte) 0x80;
    whole[1] = 2;
    System.arraycopy(pickle, 0, whole, 2, pickle.length);
    raw(file, "|O", shape(shape), whole);
  }

  private static void write(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static void value(ByteArrayOutputStream out, Object value) {
    switch (value) {
      case Integer number -> {
        out.write('J');
        out.writeBytes(
            ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array());
      }
      case Double number -> {
        out.write('G');
        out.writeBytes(ByteBuffer.allocate(8).putDouble(number).array());
      }
      case String text -> write(out, "U" + (char) text.length() + text);
      case Range range -> {
        write(out, "c__builtin__\nxrange\n(");
        value(out, range.first);
        value(out, range.end);
        write(out, "tR");
      }
      case List<?> list -> {
        write(out, "](");
        list.forEach(item -> value(out, item));
        write(out, "e");
      }
      default -> throw new IllegalArgumentException(value.toString());
    }
  }

  /** Arrays that were written into files, in an archive. */
  public static void archive(Path file, Map<String, Path> arrays) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, Path> array : arrays.entrySet()) {
        zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
        Files.copy(array.getValue(), zip);
        zip.closeEntry();
      }
    }
  }
}
