package org.vladoscope.feature.checkpoint;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** NumPy's {@code .npy} arrays, alone or many in a zip archive ({@code .npz}). */
final class NumpyReader {

  static final String MAGIC = "\u0093NUMPY";
  private static final String SUFFIX = ".npy";
  private static final int MAX_HEADER = 1 << 16;

  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': '([<|])([a-z])(\\d)', 'fortran_order': (True|False), 'shape':"
              + " \\(([0-9, ]{0,200})\\), \\}\\s*");

  private static final Map<String, Dtype> TYPES =
      Map.of(
          "f8", Dtype.FLOAT64,
          "f4", Dtype.FLOAT32,
          "f2", Dtype.FLOAT16,
          "i8", Dtype.INT64,
          "i4", Dtype.INT32,
          "i2", Dtype.INT16,
          "i1", Dtype.INT8,
          "u1", Dtype.UINT8,
          "b1", Dtype.BOOL);

  private NumpyReader() {}

  /** True if an archive holds nothing but arrays. */
  static boolean isNpz(ZipDirectory zip) {
    boolean some = false;
    for (String name : zip.names()) {
      if (!name.endsWith(SUFFIX)) {
        return false;
      }
      some = true;
    }
    return some;
  }

  static Checkpoint readNpz(Path file, ZipDirectory zip) throws IOException, MalformedException {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    for (String name : zip.names()) {
      tensors.put(
          name.substring(0, name.length() - SUFFIX.length()), array(file, zip.storage(name)));
    }
    return new Checkpoint(file, "NumPy npz", tensors, Map.of());
  }

  static Checkpoint readNpy(Path file, long length) throws IOException, MalformedException {
    String name = String.valueOf(file.getFileName());
    String stem = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    StoredTensor array = array(file, new FileRegion(file, 0, length));
    return new Checkpoint(file, "NumPy npy", Map.of(stem, array), Map.of());
  }

  private static StoredTensor array(Path file, Storage storage)
      throws IOException, MalformedException {
    byte[] start =
        storage.read(
            0,
            Math.min(storage.bytes(), MAX_HEADER),
            memory -> memory.toArray(ValueLayout.JAVA_BYTE));
    if (start.length < 12 || !new String(start, 0, 6, StandardCharsets.ISO_8859_1).equals(MAGIC)) {
      throw new MalformedException("one of its entries is no NumPy array");
    }
    boolean longHeader = start[6] > 1;
    int from = longHeader ? 12 : 10;
    long length = (start[8] & 0xff) | (start[9] & 0xff) << 8;
    if (longHeader) {
      length |= (start[10] & 0xffL) << 16 | (start[11] & 0xffL) << 24;
    }
    if (length > start.length - from) {
      throw new MalformedException("the header of one of its arrays is too long or cut off");
    }
    String header = new String(start, from, (int) length, StandardCharsets.ISO_8859_1);
    Matcher matcher = HEADER.matcher(header);
    Dtype dtype = matcher.matches() ? TYPES.get(matcher.group(2) + matcher.group(3)) : null;
    if (dtype == null) {
      throw new MalformedException(
          "one of its arrays is of a type that is not read, "
              + MalformedException.shown(header.strip()));
    }
    long[] shape = shape(matcher.group(5));
    Storage numbers = new Part(storage, from + length);
    return StoredTensor.of(
        file,
        dtype,
        shape,
        matcher.group(4).equals("True") ? columnMajor(shape) : rowMajor(shape),
        0,
        numbers);
  }

  private static long[] shape(String text) throws MalformedException {
    String[] parts = text.isBlank() ? new String[0] : text.split(",");
    long[] shape = new long[parts.length];
    try {
      for (int i = 0; i < shape.length; i++) {
        shape[i] = Long.parseLong(parts[i].strip());
      }
    } catch (NumberFormatException e) {
      throw new MalformedException("the shape of one of its arrays is damaged", e);
    }
    return shape;
  }

  private static long[] rowMajor(long[] shape) throws MalformedException {
    try {
      return StoredTensor.rowMajor(shape);
    } catch (ArithmeticException e) {
      throw new MalformedException("the shape of one of its arrays is impossible", e);
    }
  }

  private static long[] columnMajor(long[] shape) throws MalformedException {
    long[] reversed = new long[shape.length];
    for (int a = 0; a < shape.length; a++) {
      reversed[a] = shape[shape.length - 1 - a];
    }
    long[] strides = rowMajor(reversed);
    long[] result = new long[shape.length];
    for (int a = 0; a < shape.length; a++) {
      result[a] = strides[shape.length - 1 - a];
    }
    return result;
  }

  /** A storage from a byte on. */
  private record Part(Storage whole, long skip) implements Storage {
    @Override
    public long bytes() {
      return whole.bytes() - skip;
    }

    @Override
    public <T> T read(long from, long length, Function<MemorySegment, T> use)
        throws IOException, MalformedException {
      return whole.read(skip + from, length, use);
    }
  }
}
