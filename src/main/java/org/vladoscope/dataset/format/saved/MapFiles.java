package org.vladoscope.dataset.format.saved;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;
import org.vladoscope.common.ReadableFile;
import org.vladoscope.store.ApplicationFolders;
import org.vladoscope.store.WholeFile;

/**
 * Where {@link MapFile}s are kept: as {@code map.json} in the map's folder or, where that can only
 * be read, among the application's data under the folder's path.
 */
public final class MapFiles {

  /** Name of the file in the map's folder. */
  public static final String NAME = "map.json";

  /** A file that is longer says something else. */
  private static final long MOST_BYTES = 1 << 20;

  private final Path elsewhere;
  private final Predicate<Path> writable;

  /**
   * Files of this user.
   *
   * @param elsewhere where to keep what cannot be kept with its map
   */
  public MapFiles(Path elsewhere) {
    this(elsewhere, Files::isWritable);
  }

  /** The same with another opinion on which folders can be written. */
  public MapFiles(Path elsewhere, Predicate<Path> writable) {
    this.elsewhere = elsewhere;
    this.writable = writable;
  }

  /** Files of the user who runs the program. */
  public static MapFiles ofUser() {
    return new MapFiles(ApplicationFolders.ofUser().data().resolve("maps"));
  }

  /**
   * What was said of a folder, and where.
   *
   * @param file the file that says it
   * @param said what it says
   */
  public record Found(Path file, MapFile said) {}

  /**
   * What was said of a folder; nothing if nothing was, or if its {@code map.json} is of some other
   * program.
   *
   * @throws InputException if the file is damaged, naming it and the field
   */
  public Optional<Found> find(Path folder) {
    Path beside = folder.resolve(NAME);
    Path kept = kept(folder);
    boolean keptFirst = Files.isRegularFile(kept) && !writable.test(folder);
    Optional<Found> first = read(folder, keptFirst ? kept : beside);
    return first.isPresent() ? first : read(folder, keptFirst ? beside : kept);
  }

  private static Optional<Found> read(Path folder, Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    byte[] content;
    try {
      if (Files.size(file) > MOST_BYTES) {
        return Optional.empty();
      }
      content = Files.readAllBytes(ReadableFile.check(file));
    } catch (IOException e) {
      throw new InputException(
          "The map file " + file + " cannot be read: " + FileProblem.of(e) + ".", e);
    }
    return MapFileJson.read(file, content, name(folder)).map(said -> new Found(file, said));
  }

  /** What to call a folder. */
  public static String name(Path folder) {
    return String.valueOf(
        Objects.requireNonNullElse(folder.toAbsolutePath().normalize().getFileName(), folder));
  }

  /** Where it is written. */
  public Path file(Path folder) {
    return writable.test(folder) ? folder.resolve(NAME) : kept(folder);
  }

  private Path kept(Path folder) {
    Path place;
    try {
      place = folder.toRealPath();
    } catch (IOException e) {
      place = folder.toAbsolutePath().normalize();
    }
    String key = ContentHash.ofParts(place.toString()).abbreviated();
    return elsewhere.resolve(key + "-" + NAME);
  }

  /**
   * Keeps what was said of a folder, in place of what was said before.
   *
   * @return the file
   * @throws InputException if it cannot be written, or another program's file has its name
   */
  public Path save(Path folder, MapFile said) {
    Path file = file(folder);
    if (Files.exists(file) && read(folder, file).isEmpty()) {
      throw new InputException(
          file + " is a file of another program and is left as it is; the map is not saved.");
    }
    WholeFile.write(file, MapFileJson.write(said));
    return file;
  }
}
