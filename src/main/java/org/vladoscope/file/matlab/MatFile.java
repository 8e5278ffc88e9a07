package org.vladoscope.file.matlab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;
import org.vladoscope.common.ReadableFile;
import org.vladoscope.file.MalformedException;

/** MATLAB's {@code .mat}: variables by name, of version 5 (since 1996) and of version 7.3. */
public final class MatFile {

  /** Far more than any list of images has. */
  static final long MOST_BYTES = 256L << 20;

  private static final byte[] HDF5 = "\u0089HDF\r\n".getBytes(StandardCharsets.ISO_8859_1);

  private MatFile() {}

  /**
   * Reads those of the variables that the file has.
   *
   * @throws InputException naming the file and the reason, if it cannot be used
   */
  public static Map<String, MatValue> read(Path file, Set<String> variables) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new MalformedException(
            "it is larger than " + (MOST_BYTES >> 20) + " MB, which is too large for a list");
      }
      byte[] bytes = Files.readAllBytes(ReadableFile.check(file));
      return isHdf5(bytes, 512) || isHdf5(bytes, 0)
          ? Hdf5Variables.read(bytes, variables)
          : new Mat5Reader(bytes, variables).read();
    } catch (IOException e) {
      throw new InputException(file + " cannot be read: " + FileProblem.of(e) + ".", e);
    } catch (MalformedException e) {
      throw new InputException(file + " cannot be used: " + e.getMessage() + ".", e);
    }
  }

  private static boolean isHdf5(byte[] bytes, int from) {
    int to = from + HDF5.length;
    return bytes.length > to && Arrays.equals(bytes, from, to, HDF5, 0, HDF5.length);
  }
}
