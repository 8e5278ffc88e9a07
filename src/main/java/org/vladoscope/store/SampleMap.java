package org.vladoscope.store;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/** The map that comes with the program. */
public final class SampleMap {

  /** System property that names another folder to take as the sample map. */
  public static final String PROPERTY = "vladoscope.sample";

  /**
   * The query that the map begins with: re-ranking rescues it with the default settings. Processors
   * round differently, so the global search has its place at rank 5 or 2; others of the map are
   * rescued by some processors only.
   */
  public static final String FIRST_QUERY = "fog/place_070.jpg";

  private static final Path PLACE = Path.of("sample-maps", "town");

  private SampleMap() {}

  /** Its folder: below the working folder, or beside or above the program's own files. */
  public static Optional<Path> find() {
    String named = System.getProperty(PROPERTY);
    if (named != null) {
      return Optional.of(Path.of(named)).filter(Files::isDirectory);
    }
    for (Path base = Path.of("").toAbsolutePath(); base != null; base = base.getParent()) {
      if (Files.isDirectory(base.resolve(PLACE))) {
        return Optional.of(base.resolve(PLACE));
      }
    }
    for (Path base = programFolder(); base != null; base = base.getParent()) {
      if (Files.isDirectory(base.resolve(PLACE))) {
        return Optional.of(base.resolve(PLACE));
      }
    }
    return Optional.empty();
  }

  private static @org.jspecify.annotations.Nullable Path programFolder() {
    CodeSource source = SampleMap.class.getProtectionDomain().getCodeSource();
    try {
      return source == null ? null : Path.of(source.getLocation().toURI()).getParent();
    } catch (URISyntaxException | RuntimeException e) {
      return null;
    }
  }
}
