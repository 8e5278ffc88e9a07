package org.vladoscope.dataset.format;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.Pose;

/**
 * What was found in a folder: which files are taken for what. What is not named here is not used,
 * and that is said, too.
 *
 * @param database images of known places
 * @param queries images to be recognised; empty if there are none, and every database image is
 *     asked against the others
 * @param sources what says where images were taken and which belong together
 */
public record Evidence(Images database, Optional<Images> queries, List<Source> sources) {

  /** Copies the list. */
  public Evidence {
    sources = List.copyOf(sources);
  }

  /**
   * Images that are read.
   *
   * @param listing where they were found
   * @param folder the folder they all lie in at some depth, relative to the listed one; empty for
   *     that one
   * @param files the images, by name
   * @param parts folders in it that are read alone, where it is not read as a whole
   */
  public record Images(
      FolderListing listing, String folder, List<FolderListing.Entry> files, List<String> parts) {

    /** Ends the name of several folders that begin alike: {@code queries_*}. */
    public static final String SEVERAL = "*";

    /** Copies the lists. */
    public Images {
      files = List.copyOf(files);
      parts = List.copyOf(parts);
    }

    /** Of a folder that is read as a whole. */
    public Images(FolderListing listing, String folder, List<FolderListing.Entry> files) {
      this(listing, folder, files, List.of());
    }

    /**
     * All images that can be read below a folder, or below all folders beside each other that begin
     * as a name with {@link #SEVERAL} at its end.
     */
    public static Images below(FolderListing listing, String folder) {
      if (!folder.endsWith(SEVERAL) || listing.hasFolder(folder)) {
        return new Images(listing, folder, listing.images(folder));
      }
      String start = folder.substring(0, folder.length() - SEVERAL.length());
      String around = FolderListing.parent(folder);
      List<String> parts =
          listing.foldersIn(around).stream()
              .map(name -> FolderListing.join(around, FolderListing.lastPart(name)))
              .filter(part -> part.startsWith(start) && !listing.images(part).isEmpty())
              .toList();
      return new Images(
          listing,
          around,
          parts.stream().flatMap(part -> listing.images(part).stream()).toList(),
          parts);
    }

    /** The folder for people. */
    public String where() {
      return parts.isEmpty()
          ? (folder.isEmpty() ? listing.name() : folder) + "/"
          : String.join("/, ", parts) + "/";
    }

    /** "6 images in queries/". */
    public String words() {
      return Leftovers.count(files.size(), "image") + " in " + where();
    }

    /** The images with their names relative to the folder. */
    List<PlaceImage> images() {
      int start = folder.isEmpty() ? 0 : folder.length() + 1;
      return files.stream()
          .map(f -> new PlaceImage(f.name().substring(start), f.file(), null))
          .toList();
    }

    /** What may stand before a name in a file of the map: the folder as that file sees it. */
    String prefix() {
      return (folder.isEmpty() ? listing.name() : FolderListing.lastPart(folder)) + "/";
    }
  }

  /** What a file is good for. */
  public enum Role {
    /** Names the images that belong to the map. */
    IMAGES("images"),
    /** Says which images belong together. */
    GROUND_TRUTH("ground truth"),
    /** Says where images were taken. */
    POSES("poses"),
    /** Says which images show one place through different cameras. */
    CAMERAS("cameras"),
    /** Says under which conditions queries were taken. */
    CONDITIONS("conditions"),
    /** Says how the folder is read: a user's word, against which nothing that is found stands. */
    SAID("said by");

    private final String words;

    Role(String words) {
      this.words = words;
    }
  }

  /**
   * Where something is known from.
   *
   * @param role what is known
   * @param files the files that say it; none if names of images say it
   * @param words how it is said, for people: "poses.csv", "the names of 14 images"
   */
  public record Source(Role role, List<FolderListing.Entry> files, String words) {

    /** Copies the list. */
    public Source {
      files = List.copyOf(files);
    }

    /** A single file. */
    public static Source of(Role role, FolderListing.Entry file) {
      return new Source(role, List.of(file), file.name());
    }
  }

  /**
   * What most layouts have in common: folders of database and query images, beside them {@code
   * ground_truth.csv}, {@code poses.csv} and {@code cameras.csv}, and poses in names.
   *
   * @param base the folder of these files; empty for the listed one
   * @param database the folder of database images
   * @param queries the folder of query images, or null if there is none
   */
  public static Evidence usual(
      FolderListing folder, String base, String database, @Nullable String queries) {
    List<Source> sources = new ArrayList<>();
    add(sources, Role.GROUND_TRUTH, folder, FolderListing.join(base, "ground_truth.csv"));
    add(sources, Role.POSES, folder, FolderListing.join(base, "poses.csv"));
    if (sources.stream().noneMatch(s -> s.role() == Role.POSES)) {
      add(sources, Role.POSES, folder, FolderListing.join(base, "poses.txt"));
    }
    add(sources, Role.CAMERAS, folder, FolderListing.join(base, "cameras.csv"));
    if (queries != null) {
      add(sources, Role.CONDITIONS, folder, FolderListing.join(base, "conditions.csv"));
    }
    Evidence found =
        new Evidence(
            Images.below(folder, database),
            Optional.ofNullable(queries).map(q -> Images.below(folder, q)),
            sources);
    return found.withPosesInNames().withCameraFolders();
  }

  /** Two folders that the user named, with the poses in a file beside both or in names. */
  public static Evidence ofFolders(FolderListing database, FolderListing queries) {
    Path parent = database.root().toAbsolutePath().normalize().getParent();
    Path other = queries.root().toAbsolutePath().normalize().getParent();
    List<Source> sources = new ArrayList<>();
    if (parent != null && parent.equals(other)) {
      for (String name : List.of("poses.csv", "poses.txt")) {
        Path file = parent.resolve(name);
        if (sources.isEmpty() && Files.isRegularFile(file)) {
          sources.add(
              new Source(
                  Role.POSES,
                  List.of(new FolderListing.Entry(name, file, FileKind.DATA, 0)),
                  file.toString()));
        }
      }
    }
    return new Evidence(Images.below(database, ""), Optional.of(Images.below(queries, "")), sources)
        .withPosesInNames();
  }

  private static void add(List<Source> sources, Role role, FolderListing folder, String name) {
    folder.file(name).ifPresent(file -> sources.add(Source.of(role, file)));
  }

  /** The same with a further source. */
  public Evidence with(Source source) {
    List<Source> all = new ArrayList<>(sources);
    all.add(source);
    return new Evidence(database, queries, all);
  }

  /** The same without what says something. */
  public Evidence without(Role role) {
    return new Evidence(database, queries, sources.stream().filter(s -> s.role() != role).toList());
  }

  /** True if something says this. */
  public boolean has(Role role) {
    return sources.stream().anyMatch(s -> s.role() == role);
  }

  /** The same; says if names of images carry poses. */
  Evidence withPosesInNames() {
    int images = 0;
    int located = 0;
    boolean madeUp = true;
    boolean degrees = false;
    for (FolderListing.Entry file : images()) {
      String name = FolderListing.lastPart(file.name());
      Pose pose = UtmNames.pose(name);
      images++;
      if (pose != null) {
        located++;
        madeUp &= pose.east() == 0;
      } else if (UtmNames.fix(name) != null) {
        located++;
        madeUp = false;
        degrees = true;
      }
    }
    if (located == 0) {
      return this;
    }
    String words =
        "the names of "
            + (located == images ? "all " : located + " of ")
            + Leftovers.count(images, "image")
            + (degrees ? " (@east@north@…, @…@latitude@longitude@…)" : " (@east@north@…)")
            + (madeUp ? "; east is always 0, so these are made-up places, not a survey" : "");
    return with(new Source(Role.POSES, List.of(), words));
  }

  private Evidence withCameraFolders() {
    if (file(Role.CAMERAS).isPresent()) {
      return this;
    }
    Set<String> folders = new LinkedHashSet<>();
    database.images().forEach(i -> CameraGroups.camera(i.name()).ifPresent(folders::add));
    return folders.size() < 2
        ? this
        : with(
            new Source(
                Role.CAMERAS, List.of(), "folders of the cameras " + String.join(", ", folders)));
  }

  private List<FolderListing.Entry> images() {
    List<FolderListing.Entry> all = new ArrayList<>(database.files());
    queries.ifPresent(q -> all.addAll(q.files()));
    return all;
  }

  /** The files with a role. */
  public List<FolderListing.Entry> files(Role role) {
    return sources.stream().filter(s -> s.role() == role).flatMap(s -> s.files().stream()).toList();
  }

  /** The first file with a role. */
  Optional<FolderListing.Entry> file(Role role) {
    return files(role).stream().findFirst();
  }

  /** Every file that is used, each once. */
  public Set<FolderListing.Entry> used() {
    Set<FolderListing.Entry> used = new LinkedHashSet<>(images());
    sources.forEach(s -> used.addAll(s.files()));
    return used;
  }

  /** What was taken for what, a phrase each. */
  public List<String> words() {
    List<String> words = new ArrayList<>();
    words.add("database: " + database.words());
    words.add(
        queries
            .map(q -> "queries: " + q.words())
            .orElse("queries: none, each database image is asked against the others"));
    sources.forEach(s -> words.add(s.role().words + ": " + s.words()));
    if (sources.stream().noneMatch(s -> s.role() == Role.GROUND_TRUTH)) {
      boolean poses = sources.stream().anyMatch(s -> s.role() == Role.POSES);
      words.add("ground truth: " + (poses ? "images taken near each other" : "none in the folder"));
    }
    if (!has(Role.CONDITIONS)) {
      QueryFolders.words(this).ifPresent(w -> words.add(Role.CONDITIONS.words + ": " + w));
    }
    return words;
  }

  /** What the user of any number measured on the map should know; sentences. */
  public List<String> notices() {
    List<String> notices = new ArrayList<>();
    if (queries.isEmpty()) {
      notices.add("No queries were found: each database image is asked against the others.");
    }
    NavigableSet<String> zones = new TreeSet<>();
    images().forEach(f -> UtmNames.zone(FolderListing.lastPart(f.name())).ifPresent(zones::add));
    if (zones.size() > 1) {
      notices.add(
          "Names are of several UTM zones ("
              + String.join(", ", zones)
              + "): distances in metres say nothing across zones.");
    }
    notices.addAll(Leftovers.of(this).notices());
    return notices;
  }

  /** What was found and is not used, a sentence each; empty if all is used. */
  public List<String> leftovers() {
    Leftovers left = Leftovers.of(this);
    List<String> words = new ArrayList<>(left.notices());
    if (!left.others().isEmpty()) {
      words.add("Of no use here: " + left.others() + ".");
    }
    return words;
  }
}
