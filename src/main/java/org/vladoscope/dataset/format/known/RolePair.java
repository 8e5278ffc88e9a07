package org.vladoscope.dataset.format.known;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vladoscope.dataset.format.Evidence;
import org.vladoscope.dataset.format.FolderListing;
import org.vladoscope.dataset.format.Recognition;
import org.vladoscope.dataset.format.Roles;

/**
 * Folders of database images beside folders of queries, by the names the field gives them.
 *
 * @param base the folder in which they lie; empty for the listed one
 * @param databases folders of database images, at least one
 * @param queries folders of queries, at least one
 */
record RolePair(String base, List<String> databases, List<String> queries) {

  private static final Set<String> DATABASE =
      Set.of("database", "db", "ref", "reference", "references", "gallery", "index");

  private static final Set<String> QUERIES = Set.of("query", "queries");

  /** Such as {@code queries_v1} and {@code queries_v2}. */
  private static final String SEVERAL_QUERIES = "queries_";

  /** Says something only beside a folder of database images. */
  private static final String SHORT_QUERIES = "q";

  /** Copies the lists. */
  RolePair {
    databases = List.copyOf(databases);
    queries = List.copyOf(queries);
  }

  /** Whether a folder is called as one of queries, whatever lies beside it. */
  static boolean namesQueries(String folder) {
    String name = FolderListing.lastPart(folder).toLowerCase(Locale.ROOT);
    return QUERIES.contains(name) || name.startsWith(SEVERAL_QUERIES);
  }

  /**
   * All pairs at any depth, such as lie in folders of database or query images left out. Folders
   * without images do not count.
   */
  static List<RolePair> in(FolderListing listing) {
    Map<String, RolePair> byBase = new TreeMap<>();
    for (String folder : listing.folders()) {
      String name = FolderListing.lastPart(folder).toLowerCase(Locale.ROOT);
      boolean database = DATABASE.contains(name);
      boolean queries = namesQueries(folder) || name.equals(SHORT_QUERIES);
      if ((database || queries) && !listing.images(folder).isEmpty()) {
        String base = FolderListing.parent(folder);
        RolePair known = byBase.getOrDefault(base, new RolePair(base, List.of(), List.of()));
        byBase.put(
            base,
            new RolePair(
                base,
                database ? with(known.databases, folder) : known.databases,
                database ? known.queries : with(known.queries, folder)));
      }
    }
    List<RolePair> pairs = new ArrayList<>();
    // Outer folders come first.
    for (RolePair pair : byBase.values()) {
      boolean whole = !pair.databases.isEmpty() && !pair.queries.isEmpty();
      if (whole && pairs.stream().noneMatch(outer -> outer.holds(pair.base))) {
        pairs.add(pair);
      }
    }
    return pairs;
  }

  /** The pairs that lie directly in a folder, one at most. */
  static List<RolePair> directlyIn(FolderListing listing, String base) {
    return in(listing).stream().filter(pair -> pair.base.equals(base)).toList();
  }

  /** True if there are several folders of a kind. */
  boolean isAChoice() {
    return databases.size() > 1 || queries.size() > 1;
  }

  private static List<String> with(List<String> folders, String folder) {
    List<String> all = new ArrayList<>(folders);
    all.add(folder);
    return all;
  }

  private boolean holds(String folder) {
    return databases.stream().anyMatch(d -> isIn(folder, d))
        || queries.stream().anyMatch(q -> isIn(folder, q));
  }

  private static boolean isIn(String folder, String outer) {
    return folder.equals(outer) || folder.startsWith(outer + "/");
  }

  /**
   * The recognition of a format on the pairs that are its own.
   *
   * @param pairs at least one
   */
  static Recognition recognition(FolderListing listing, List<RolePair> pairs) {
    RolePair first = pairs.getFirst();
    if (pairs.size() > 1) {
      return new Recognition.Undecided(
          listing.root()
              + " holds "
              + pairs.size()
              + " maps: "
              + pairs.stream().map(p -> p.counted(listing)).collect(Collectors.joining("; "))
              + ". Open "
              + pairs.stream()
                  .map(p -> listing.root().resolve(p.base).toString())
                  .collect(Collectors.joining(" or "))
              + ".",
          choices(pairs));
    }
    if (first.isAChoice()) {
      return new Recognition.Undecided(
          listing.root()
              + " has several folders to choose from: "
              + first.counted(listing)
              + ". Say which are meant, with --database DIR --queries DIR on the command line"
              + first
                  .together()
                  .map(
                      all ->
                          ", or take all of them, each a condition: vladoscope inspect "
                              + listing.root()
                              + " --save --database "
                              + first.databases.getFirst()
                              + " --queries '"
                              + all
                              + "'.")
                  .orElse("."),
          choices(pairs));
    }
    return new Recognition.Recognised(
        Evidence.usual(listing, first.base, first.databases.getFirst(), first.queries.getFirst()));
  }

  /**
   * What is read of a folder that may be divided into one of database images and one of queries.
   *
   * @param pictures the folder of all images; the database if it is not divided
   * @param pairs none or one that is no choice
   */
  static Evidence evidence(
      FolderListing listing, String pictures, List<RolePair> pairs, List<Evidence.Source> sources) {
    if (pairs.isEmpty()) {
      return new Evidence(Evidence.Images.below(listing, pictures), Optional.empty(), sources);
    }
    RolePair pair = pairs.getFirst();
    return new Evidence(
        Evidence.Images.below(listing, pair.databases.getFirst()),
        Optional.of(Evidence.Images.below(listing, pair.queries.getFirst())),
        sources);
  }

  private static List<Roles> choices(List<RolePair> pairs) {
    List<Roles> choices = new ArrayList<>();
    for (RolePair pair : pairs) {
      for (String database : pair.databases) {
        pair.queries.forEach(queries -> choices.add(Roles.of(database, queries)));
        pair.together().ifPresent(all -> choices.add(Roles.of(database, all)));
      }
    }
    return choices;
  }

  /** A name for all folders of queries, if there are several that begin alike. */
  private Optional<String> together() {
    boolean alike =
        queries.size() > 1
            && queries.stream()
                .allMatch(q -> FolderListing.lastPart(q).startsWith(SEVERAL_QUERIES));
    return alike
        ? Optional.of(FolderListing.join(base, SEVERAL_QUERIES + Evidence.Images.SEVERAL))
        : Optional.empty();
  }

  private String counted(FolderListing listing) {
    return Stream.concat(databases.stream(), queries.stream())
        .map(folder -> Evidence.Images.below(listing, folder).words())
        .collect(Collectors.joining(", "));
  }

  /** "a/database/ and a/queries/". */
  String words() {
    return String.join("/ or ", databases) + "/ and " + String.join("/ or ", queries) + "/";
  }
}
