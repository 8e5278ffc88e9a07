package org.vladoscope.foreign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;

/** Descriptors as they lie in a file, read one by one. Safe to use from several threads. */
interface DescriptorRows extends AutoCloseable {

  /** How many there are. */
  int count();

  /** Values of each. */
  int length();

  /** Names of images, one for each row, if the file has them; else null. */
  @Nullable List<String> names();

  /**
   * Reads one.
   *
   * @param into as long as a descriptor
   * @throws IOException if it cannot be read, with a phrase that says why
   */
  void read(int row, float[] into) throws IOException;

  @Override
  void close() throws IOException;

  /**
   * Opens a file by its ending.
   *
   * @throws InputException if it holds no descriptors
   */
  static DescriptorRows open(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    try {
      if (name.endsWith(".npy")) {
        return NpyRows.open(file);
      }
      if (name.endsWith(".h5") || name.endsWith(".hdf5")) {
        return HdfRows.open(file);
      }
      if (name.endsWith(".faiss") || name.endsWith(".index")) {
        return FaissRows.open(file);
      }
    } catch (IOException e) {
      throw new InputException(
          "The descriptors of " + file + " cannot be read: " + FileProblem.of(e) + ".", e);
    }
    throw new InputException(
        file + " holds no global descriptors: give a .npy, .h5 or .faiss file, or a folder.");
  }
}
