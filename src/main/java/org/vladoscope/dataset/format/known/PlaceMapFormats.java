package org.vladoscope.dataset.format.known;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.Evidence;
import org.vladoscope.dataset.format.FolderListing;
import org.vladoscope.dataset.format.MapReading;
import org.vladoscope.dataset.format.PlaceMapFormat;
import org.vladoscope.dataset.format.Recognition;
import org.vladoscope.dataset.format.saved.MapFiles;

/**
 * The formats of maps. Each looks at a folder; the one that recognises it reads it. No folder is
 * read by a guess among several.
 */
public final class PlaceMapFormats {

  /** The one place where a new format is made known. */
  private static final List<PlaceMapFormat> KNOWN =
      List.of(
          new DatabaseAndQueries(),
          new SplitFolders(),
          new NamedPair(),
          new MapillaryCity(),
          new ColmapProject(),
          new Kapture(),
          new TimedTrack(),
          new ConditionFolders(),
          new TutorialFolders(),
          new VprBench(),
          new IndexTrio(),
          new DbStructMap(),
          new BareFolder());

  private final List<PlaceMapFormat> found;
  private final MapFiles files;

  /** Those that are found out, and the file in which a user has said it. */
  private final List<PlaceMapFormat> formats;

  /** Where images lie that lists name, besides the folder that is opened. */
  private final @Nullable Path imageRoot;

  /**
   * Formats to choose from.
   *
   * @param found at least one, each with a name of its own
   * @param files where users say how a folder is read, in one of these formats
   * @throws IllegalArgumentException if two have the same name
   */
  public PlaceMapFormats(List<PlaceMapFormat> found, MapFiles files) {
    this(found, files, null);
  }

  private PlaceMapFormats(List<PlaceMapFormat> found, MapFiles files, @Nullable Path imageRoot) {
    this.found = List.copyOf(found);
    this.files = files;
    this.imageRoot = imageRoot;
    List<PlaceMapFormat> all = new ArrayList<>(found);
    all.add(new SavedMap(files, this));
    this.formats = List.copyOf(all);
    if (new HashSet<>(ids()).size() < formats.size()) {
      throw new IllegalArgumentException("two formats have the same name: " + ids());
    }
  }

  /** The formats that the program knows. */
  public static PlaceMapFormats known() {
    return known(MapFiles.ofUser());
  }

  /** The same with another place for what users say. */
  public static PlaceMapFormats known(MapFiles files) {
    return new PlaceMapFormats(KNOWN, files);
  }

  /** Where users say how a folder is read. */
  public MapFiles files() {
    return files;
  }

  /** These formats and one more. */
  public PlaceMapFormats and(PlaceMapFormat format) {
    List<PlaceMapFormat> all = new ArrayList<>(found);
    all.add(format);
    return new PlaceMapFormats(all, files, imageRoot);
  }

  /** The same; images that a list names are looked for in another folder too. */
  public PlaceMapFormats withImagesIn(Path folder) {
    return new PlaceMapFormats(found, files, folder);
  }

  /** Where images are looked for that a list names, besides the folder of the list. */
  public Optional<Path> imageRoot() {
    return Optional.ofNullable(imageRoot);
  }

  /** True if a file, by its name, may be a list of images that is opened instead of its folder. */
  public boolean opens(Path file) {
    String name = String.valueOf(file.getFileName());
    return formats.stream().anyMatch(format -> format.opens(name));
  }

  /** The formats' names. */
  public List<String> ids() {
    return formats.stream().map(PlaceMapFormat::id).toList();
  }

  /** All formats. */
  public List<PlaceMapFormat> all() {
    return formats;
  }

  /**
   * The format of a name.
   *
   * @throws InputException if there is none, naming those there are
   */
  public PlaceMapFormat byId(String id) {
    return formats.stream()
        .filter(f -> f.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "There is no map format '"
                        + id
                        + "'; choose "
                        + ids().stream().collect(Collectors.joining(" or "))
                        + "."));
  }

  /**
   * Reads a map in whichever format its folder has.
   *
   * @throws InputException if it is no map, saying why, or several formats recognise it
   */
  public PlaceMap read(Path folder, Progress progress) {
    return read(folder, null, MapReading.DEFAULT_RADIUS, progress);
  }

  /**
   * Reads a map.
   *
   * @param format the format to read it in, or null to find out
   * @param radius greatest distance in metres of a positive, where positives follow from poses
   * @throws org.vladoscope.dataset.format.UndecidedMap if it can be read in several ways
   * @throws InputException if it is no map, saying why
   */
  public PlaceMap read(
      Path folder, @Nullable PlaceMapFormat format, double radius, Progress progress) {
    progress.report("Looking for images in " + folder.getFileName(), 0);
    Inspection.Claim claim = inspect(folder, format, progress).decided();
    PlaceMap map = claim.read(radius, progress);
    progress.report("Found " + map.database().size() + " database images", 1);
    return map;
  }

  /**
   * What the formats make of a folder; nothing is read.
   *
   * @param folder the folder, or a list of images in it that is meant among several
   * @param format the only format to ask, or null for all
   */
  public Inspection inspect(Path folder, @Nullable PlaceMapFormat format, Progress progress) {
    String name = String.valueOf(folder.getFileName());
    List<PlaceMapFormat> asked = format == null ? formats : List.of(format);
    boolean isList = Files.isRegularFile(folder) && asked.stream().anyMatch(f -> f.opens(name));
    if (isList) {
      asked = asked.stream().filter(f -> f.opens(name)).toList();
    }
    FolderListing own =
        isList
            ? FolderListing.around(folder, "map", progress)
            : FolderListing.of(folder, "map", progress);
    FolderListing listing =
        imageRoot == null
            ? own
            : own.with(FolderListing.of(imageRoot, "folder of images", progress));
    return new Inspection(
        listing,
        asked.stream().map(f -> new Inspection.Finding(f, recognition(f, listing))).toList());
  }

  private Recognition recognition(PlaceMapFormat format, FolderListing listing) {
    Recognition recognition = format.recognise(listing);
    boolean ignoresRoot =
        imageRoot != null
            && recognition instanceof Recognition.Recognised recognised
            && recognised.evidence().files(Evidence.Role.IMAGES).isEmpty();
    return ignoresRoot
        ? new Recognition.NotThis("it reads no list of images, which alone can lie apart from them")
        : recognition;
  }

  /**
   * Reads a map from two folders that the user named, whatever else lies beside them.
   *
   * @param radius greatest distance in metres of a positive, where positives follow from poses
   */
  public static PlaceMap readFolders(
      Path database, Path queries, double radius, Progress progress) {
    FolderListing known = FolderListing.of(database, "folder of database images", progress);
    FolderListing asked = FolderListing.of(queries, "folder of query images", progress);
    Evidence found = Evidence.ofFolders(known, asked);
    PlaceMap map = MapReading.usual(found, radius, progress);
    return map.withOrigin(map.origin().as("given folders"));
  }
}
