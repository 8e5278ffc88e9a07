package org.vladoscope.foreign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vladoscope.file.numpy.NpyMatrix;

/** The rows of a NumPy matrix. */
record NpyRows(NpyMatrix matrix) implements DescriptorRows {

  static NpyRows open(Path file) throws IOException {
    return new NpyRows(NpyMatrix.open(file));
  }

  @Override
  public int count() {
    return matrix.rows();
  }

  @Override
  public int length() {
    return matrix.cols();
  }

  @Override
  public @Nullable List<String> names() {
    return null;
  }

  @Override
  public void read(int row, float[] into) throws IOException {
    matrix.read(row, into);
  }

  @Override
  public void close() throws IOException {
    matrix.close();
  }
}
