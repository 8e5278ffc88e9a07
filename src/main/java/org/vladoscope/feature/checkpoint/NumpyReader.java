package org.vladoscope.feature.checkpoint;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.vladoscope.file.FileRegion;
import org.vladoscope.file.MalformedException;
import org.vladoscope.file.Storage;
import org.vladoscope.file.ZipDirectory;
import org.vladoscope.file.numpy.NpyHeader;
import org.vladoscope.file.numpy.NpzFile;

/** NumPy's {@code .npy} arrays, alone or many in a zip archive ({@code .npz}). */
final class NumpyReader {

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
      if (!name.endsWith(NpzFile.SUFFIX)) {
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
          name.substring(0, name.length() - NpzFile.SUFFIX.length()),
          array(file, zip.storage(name)));
    }
    return new Checkpoint(file, "NumPy npz", tensors, Map.of());
  }

  static Checkpoint readNpy(Path file, long length) throws IOException, MalformedException {
    String name = String.valueOf(file.getFileName());
    String stem =
        name.endsWith(NpzFile.SUFFIX)
            ? name.substring(0, name.length() - NpzFile.SUFFIX.length())
            : name;
    StoredTensor array = array(file, new FileRegion(file, 0, length));
    return new Checkpoint(file, "NumPy npy", Map.of(stem, array), Map.of());
  }

  private static StoredTensor array(Path file, Storage storage)
      throws IOException, MalformedException {
    NpyHeader header = NpyHeader.read(storage);
    String code = header.type().code();
    // Numbers of weights are little-endian all of them.
    Dtype dtype = code.startsWith(">") ? null : TYPES.get(code.substring(1));
    if (dtype == null) {
      throw new MalformedException(
          "one of its arrays is of a type that is not read, " + MalformedException.shown(code));
    }
    long[] shape = header.shape();
    return StoredTensor.of(
        file,
        dtype,
        shape,
        header.fortran() ? columnMajor(shape) : rowMajor(shape),
        0,
        new Part(storage, header.from()));
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
