package org.vladoscope.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.foreign.DescriptorFiles;
import org.vladoscope.foreign.GivenFiles;
import org.vladoscope.store.FileHashes;

/** Where the candidates of a query come from: from here, or from the files of another program. */
public sealed interface RetrievalSource {

  /** Global descriptors are computed as the other settings say. */
  RetrievalSource COMPUTED = new Computed();

  /** Global descriptors are computed as the other settings say. */
  record Computed() implements RetrievalSource {

    @Override
    public String id() {
      return "computed";
    }

    @Override
    public String label() {
      return "computed";
    }

    @Override
    public List<Path> files() {
      return List.of();
    }
  }

  /**
   * Global descriptors of all images, from files.
   *
   * @param database the database's; the queries' too if they have no file of their own
   * @param queries the queries', or null
   * @param hash names the content of the files, 64 hexadecimal digits
   */
  record Descriptors(Path database, @Nullable Path queries, String hash)
      implements RetrievalSource {

    /** Checks the hash. */
    public Descriptors {
      checked(hash);
    }

    @Override
    public String id() {
      return "descriptors";
    }

    @Override
    public String label() {
      return "descriptors of " + DescriptorFiles.title(database);
    }

    @Override
    public List<Path> files() {
      return Stream.of(Optional.of(database), Optional.ofNullable(queries))
          .flatMap(Optional::stream)
          .toList();
    }
  }

  /**
   * Rankings of all queries, from a file.
   *
   * @param file pairs or lists of candidates
   * @param hash names its content, 64 hexadecimal digits
   */
  record Rankings(Path file, String hash) implements RetrievalSource {

    /** Checks the hash. */
    public Rankings {
      checked(hash);
    }

    @Override
    public String id() {
      return "rankings";
    }

    @Override
    public String label() {
      return "ranking of " + name(file);
    }

    @Override
    public List<Path> files() {
      return List.of(file);
    }

    @Override
    public boolean hasDistances() {
      return false;
    }
  }

  /** Names it in files. */
  String id();

  /** For people: "computed", "descriptors of FILE". */
  String label();

  /** The files it reads. */
  List<Path> files();

  /** True if it is known how near candidates are, and not only in which order. */
  default boolean hasDistances() {
    return true;
  }

  /** True if candidates come from here. */
  default boolean isComputed() {
    return files().isEmpty();
  }

  /**
   * Global descriptors of another program. Reads the files whole, to name their content.
   *
   * @param given a file, or a folder with files of known names
   * @param queries the queries' file, if it is named too
   * @throws InputException if they cannot be read
   */
  static RetrievalSource descriptors(Path given, Optional<Path> queries) {
    DescriptorFiles files = DescriptorFiles.find(given, queries);
    Path own = files.queries();
    List<Path> all = own == null ? List.of(files.database()) : List.of(files.database(), own);
    return new Descriptors(files.database(), own, hash(all, new FileHashes()));
  }

  /**
   * Rankings of another program. Reads the file whole, to name its content.
   *
   * @throws InputException if it cannot be read
   */
  static RetrievalSource rankings(Path file) {
    return new Rankings(file, hash(List.of(file), new FileHashes()));
  }

  /**
   * What files are that someone gave without a word. Reads them whole if they are results of
   * another program.
   *
   * @return empty if they are no such results for this map
   * @throws InputException if they cannot be read, or can be understood in two ways
   */
  static Optional<RetrievalSource> recognised(List<Path> files, PlaceMap map, Progress progress) {
    return GivenFiles.recognise(files, map, progress)
        .map(
            given ->
                switch (given) {
                  case GivenFiles.Descriptors(Path database, Optional<Path> queries) ->
                      descriptors(database, queries);
                  case GivenFiles.Rankings(Path file) -> rankings(file);
                });
  }

  private static String hash(List<Path> files, FileHashes hashes) {
    return ContentHash.ofParts(
            files.stream().map(file -> hashes.of(file).hex()).toArray(String[]::new))
        .hex();
  }

  /**
   * Checks that the files still hold what they held when they were chosen.
   *
   * @param expected the hash at that time
   * @throws InputException if they do not, or are gone
   */
  static void checkUnchanged(RetrievalSource source, String expected, FileHashes hashes) {
    if (!hash(source.files(), hashes).equals(expected)) {
      throw new InputException(
          source.files().getFirst()
              + " is not the file it was when it was chosen; choose it again to use it as it is"
              + " now.");
    }
  }

  private static void checked(String hash) {
    if (!hash.matches("[0-9a-f]{64}")) {
      throw new InputException("'" + hash + "' is no SHA-256 of a file.");
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /** The class of a source by its {@link #id}. */
  static Class<? extends RetrievalSource> type(String id) {
    return switch (id) {
      case "computed" -> Computed.class;
      case "descriptors" -> Descriptors.class;
      case "rankings" -> Rankings.class;
      default -> throw new InputException("'" + id + "' is no source of candidates.");
    };
  }
}
