package org.vladoscope.foreign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;

/**
 * The files of a set of global descriptors.
 *
 * @param database the database's descriptors; the queries' too if they have no file of their own
 * @param queries the queries' descriptors, or null
 */
public record DescriptorFiles(Path database, @Nullable Path queries) {

  /** Files that belong together in a folder, and what writes them. */
  private static final List<DescriptorFiles> KNOWN =
      List.of(
          of("database_descriptors.npy", "queries_descriptors.npy"), // VPR-methods-evaluation
          of("database/globalfeats.npy", "queries/globalfeats.npy"), // --descriptors
          of("database/index.faiss", "queries_descriptors.npy"), // OpenPlaceRecognition
          of("index.faiss", "queries_descriptors.npy"));

  private static DescriptorFiles of(String database, String queries) {
    return new DescriptorFiles(Path.of(database), Path.of(queries));
  }

  /**
   * Finds the files.
   *
   * @param given a file, or a folder with files of known names
   * @param queries the queries' file, if it was named too
   * @throws InputException if there are none, or two sets of them
   */
  public static DescriptorFiles find(Path given, Optional<Path> queries) {
    if (!Files.exists(given)) {
      throw new InputException("There are no global descriptors at " + given + ".");
    }
    if (!Files.isDirectory(given)) {
      queries.ifPresent(DescriptorFiles::requireFile);
      return new DescriptorFiles(given, queries.orElse(null));
    }
    List<DescriptorFiles> found = new ArrayList<>();
    for (DescriptorFiles known : KNOWN) {
      Path database = given.resolve(known.database);
      Path own = given.resolve(Objects.requireNonNull(known.queries));
      if (Files.isRegularFile(database)) {
        found.add(
            new DescriptorFiles(database, queries.orElse(Files.isRegularFile(own) ? own : null)));
      }
    }
    if (found.isEmpty()) {
      throw new InputException(
          given
              + " has neither database_descriptors.npy nor database/globalfeats.npy nor"
              + " index.faiss; name the file itself.");
    }
    if (found.size() > 1) {
      throw new InputException(
          given
              + " has both "
              + found.get(0).database
              + " and "
              + found.get(1).database
              + "; name the one you mean.");
    }
    queries.ifPresent(DescriptorFiles::requireFile);
    return found.getFirst();
  }

  private static void requireFile(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new InputException("There are no descriptors of queries at " + file + ".");
    }
  }

  /**
   * What a set of descriptors is called: its folder if its files have known names, which many have,
   * else the file.
   *
   * @param database the database's descriptors
   */
  public static String title(Path database) {
    Path whole = database.toAbsolutePath().normalize();
    for (DescriptorFiles known : KNOWN) {
      int depth = whole.getNameCount() - known.database.getNameCount();
      if (whole.endsWith(known.database) && depth > 0) {
        return String.valueOf(whole.getName(depth - 1));
      }
    }
    return name(database);
  }

  /**
   * True if a file or folder may be meant as descriptors, by its name and by those in it. Quick: no
   * file is read.
   */
  public static boolean mayBe(Path given) {
    if (Files.isDirectory(given)) {
      return KNOWN.stream().anyMatch(known -> Files.isRegularFile(given.resolve(known.database)));
    }
    return name(given).matches("(?i).*\\.(npy|h5|hdf5|faiss|index)");
  }

  /** True if it is meant as descriptors: {@code .npy} files hold many things, of which a matrix. */
  static boolean isMeant(Path given) {
    if (!mayBe(given)) {
      return false;
    }
    if (Files.isDirectory(given) || !name(given).matches("(?i).*\\.npy")) {
      return true;
    }
    try (NpyRows rows = NpyRows.open(given)) {
      return rows.length() > 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
