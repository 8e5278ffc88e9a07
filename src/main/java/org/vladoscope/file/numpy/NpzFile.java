package org.vladoscope.file.numpy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;
import org.vladoscope.common.ReadableFile;
import org.vladoscope.file.MalformedException;
import org.vladoscope.file.Storage;
import org.vladoscope.file.ZipDirectory;

/** NumPy's {@code .npz}: arrays by name, each read when it is asked for. */
public final class NpzFile {

  /** The ending of an array's entry. */
  public static final String SUFFIX = ".npy";

  /** Lists and tables of true and false get a thousand times smaller by compression. */
  private static final long FREELY_COMPRESSED = 256L << 20;

  private final Path file;
  private final Map<String, Storage> arrays;

  private NpzFile(Path file, Map<String, Storage> arrays) {
    this.file = file;
    this.arrays = arrays;
  }

  /**
   * Looks which arrays there are.
   *
   * @throws InputException naming the file and the reason, if it is no such archive
   */
  public static NpzFile open(Path file) {
    try (FileChannel channel =
        FileChannel.open(ReadableFile.check(file), StandardOpenOption.READ)) {
      ZipDirectory zip = ZipDirectory.read(file, channel);
      Map<String, Storage> arrays = new LinkedHashMap<>();
      for (String name : zip.names()) {
        if (name.endsWith(SUFFIX)) {
          arrays.put(
              name.substring(0, name.length() - SUFFIX.length()),
              zip.storage(name, FREELY_COMPRESSED));
        }
      }
      return new NpzFile(file, arrays);
    } catch (IOException e) {
      throw new InputException(file + " cannot be read: " + FileProblem.of(e) + ".", e);
    } catch (MalformedException e) {
      throw new InputException(file + " cannot be used: " + e.getMessage() + ".", e);
    }
  }

  /** The names of the arrays. */
  public Set<String> names() {
    return arrays.keySet();
  }

  /**
   * An array, if there is one of that name.
   *
   * @throws InputException naming file, array and reason, if it is none that can be used
   */
  public Optional<NpyArray> array(String name) {
    Storage storage = arrays.get(name);
    if (storage == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(NpyFile.read(storage));
    } catch (IOException e) {
      throw new InputException(file + " cannot be read: " + FileProblem.of(e) + ".", e);
    } catch (MalformedException e) {
      throw new InputException(
          "The array " + name + " of " + file + " cannot be used: " + e.getMessage() + ".", e);
    }
  }
}
