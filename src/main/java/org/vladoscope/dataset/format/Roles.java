package org.vladoscope.dataset.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vladoscope.common.InputException;

/**
 * Which folders of a listed one hold what, where somebody has to say it.
 *
 * @param database the folder of database images, relative to the listed one, with slashes; empty
 *     for that one itself
 * @param queries the folder of queries, likewise, or several that begin alike, as {@code
 *     queries_*}; none if each database image is asked against the others
 */
public record Roles(String database, Optional<String> queries) {

  /** Checks that both lie within the listed folder and apart from each other. */
  public Roles {
    database = within("the folder of database images", database);
    queries = queries.map(q -> within("the folder of queries", q));
    if (queries.isPresent() && overlap(database, queries.get())) {
      throw new InputException(
          "the folder of database images '"
              + shown(database)
              + "' and the folder of queries '"
              + shown(queries.get())
              + "' overlap; name two that lie apart");
    }
  }

  /** Folders of database images and of queries. */
  public static Roles of(String database, String queries) {
    return new Roles(database, Optional.of(queries));
  }

  /**
   * A path within a folder, relative to it, with slashes; empty for the folder itself.
   *
   * @param what what it names, for messages
   * @throws InputException if it leads out of the folder; a phrase without a full stop
   */
  public static String within(String what, String path) {
    String plain = path.replace('\\', '/');
    List<String> parts = new ArrayList<>();
    boolean absolute = plain.startsWith("/") || plain.matches("^[A-Za-z]:.*");
    for (String part : plain.split("/", -1)) {
      if (absolute || part.equals("..") || part.indexOf('\0') >= 0) {
        throw new InputException(
            what
                + " is '"
                + path.replace('\0', '?')
                + "', which leads out of the map's folder; name it relative to that folder, without"
                + " ..");
      }
      if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }

  private static boolean overlap(String a, String b) {
    return isIn(a, b) || isIn(b, a);
  }

  private static boolean isIn(String folder, String outer) {
    return outer.isEmpty() || folder.equals(outer) || folder.startsWith(outer + "/");
  }

  /** A folder as people write it: a dot for the listed one itself. */
  public static String shown(String folder) {
    return folder.isEmpty() ? "." : folder;
  }

  /** True if these are the folders that were found. */
  boolean areOf(Evidence found) {
    return found.database().folder().equals(database)
        && found.queries().map(Evidence.Images::folder).equals(queries);
  }

  /** The folder around both; files that go with them lie there. */
  public String base() {
    String base = queries.isEmpty() ? database : FolderListing.parent(database);
    while (queries.isPresent() && !isIn(queries.get(), base)) {
      base = FolderListing.parent(base);
    }
    return base;
  }

  /** What is found in these folders, read as most layouts are. */
  public Recognition recognition(FolderListing folder) {
    List<String> both = new ArrayList<>(List.of(database));
    queries.ifPresent(both::add);
    for (String one : both) {
      boolean areSeveral = one.endsWith(Evidence.Images.SEVERAL);
      if (!folder.hasFolder(one) && !areSeveral) {
        return new Recognition.NotThis("there is no folder " + one + "/");
      }
      if (Evidence.Images.below(folder, one).files().isEmpty()) {
        return new Recognition.NotThis("there are no images in " + shown(one) + "/");
      }
    }
    return new Recognition.Recognised(
        Evidence.usual(folder, base(), database, queries.orElse(null)));
  }
}
