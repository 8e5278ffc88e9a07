package org.vladoscope.dataset.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.CameraViews;
import org.vladoscope.dataset.Conditions;
import org.vladoscope.dataset.DistanceTruth;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.MapOrigin;
import org.vladoscope.dataset.Nearness;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.Pose;
import org.vladoscope.dataset.format.Evidence.Role;
import org.vladoscope.image.ImageDecoder;

/**
 * Makes a map of what was found, step by step: images, poses, cameras, ground truth. A format with
 * files of its own takes the steps it needs; no image is opened.
 */
public final class MapReading {

  /** The radius used in the literature, in metres. */
  public static final double DEFAULT_RADIUS = 25;

  private Evidence found;
  private final List<String> warnings = new ArrayList<>();
  private List<PlaceImage> database;
  private List<PlaceImage> queries;
  private CameraViews views = CameraViews.NONE;
  private String unit = Nearness.METRES;
  private @Nullable Function<PlaceMap, Conditions> conditions;

  /**
   * Begins with images without poses.
   *
   * @throws InputException if there are no images in one of the folders
   */
  public MapReading(Evidence found) {
    this.found = found;
    this.database = images(found.database());
    this.queries = found.queries().map(MapReading::images).orElse(List.of());
    warnings.addAll(found.database().listing().problems());
    found
        .queries()
        .filter(q -> !q.listing().equals(found.database().listing()))
        .ifPresent(q -> warnings.addAll(q.listing().problems()));
  }

  private static List<PlaceImage> images(Evidence.Images images) {
    if (images.files().isEmpty()) {
      throw noImages(images.listing(), images.folder());
    }
    return images.images();
  }

  /** What to say where there are no images. */
  public static InputException noImages(FolderListing listing, String folder) {
    String prefix = folder.isEmpty() ? "" : folder + "/";
    List<String> foreign =
        listing.files().stream()
            .filter(f -> f.kind() == FileKind.FOREIGN_IMAGE && f.name().startsWith(prefix))
            .map(FolderListing.Entry::name)
            .toList();
    return new InputException(
        "There are no images in "
            + (folder.isEmpty() ? listing.root() : listing.root().resolve(folder))
            + "; Vladoscope reads "
            + ImageDecoder.FORMATS
            + (foreign.isEmpty()
                ? "."
                : ", and cannot read the "
                    + Leftovers.count(foreign.size(), "image")
                    + " like "
                    + foreign.getFirst()
                    + "; save them as JPEG or PNG."));
  }

  /** The way of most formats: files of poses, cameras and ground truth by their usual names. */
  public static PlaceMap usual(Evidence found, double radius, Progress progress) {
    progress.check();
    MapReading reading = new MapReading(found);
    found.file(Role.POSES).ifPresent(file -> reading.locateByFile(file));
    reading.locateByNames();
    reading.locateByPhotographs(progress);
    reading.groupCameras();
    progress.check();
    return found
        .file(Role.GROUND_TRUTH)
        .map(reading::mapByFile)
        .orElseGet(() -> reading.mapByRadius(radius));
  }

  /** Gives images without a pose the pose that a function knows for them, or none. */
  public void locate(Function<PlaceImage, @Nullable Pose> poseOf) {
    database = located(database, poseOf);
    queries = located(queries, poseOf);
  }

  private static List<PlaceImage> located(
      List<PlaceImage> images, Function<PlaceImage, @Nullable Pose> poseOf) {
    List<PlaceImage> located = new ArrayList<>(images.size());
    for (PlaceImage image : images) {
      Pose pose = image.pose() == null ? poseOf.apply(image) : null;
      located.add(located(image, pose));
    }
    return located;
  }

  /** Leaves images out and says so, with a reason: "panoramas are left out". */
  public void leaveOut(Predicate<PlaceImage> which, String reason) {
    int before = database.size() + queries.size();
    database = database.stream().filter(which.negate()).toList();
    queries = queries.stream().filter(which.negate()).toList();
    int out = before - database.size() - queries.size();
    if (database.isEmpty() || (queries.isEmpty() && found.queries().isPresent())) {
      throw new InputException(
          "All images of "
              + found.database().listing().root()
              + " or all of its queries are left out: "
              + reason
              + ".");
    }
    if (out > 0) {
      warn(Leftovers.count(out, "image") + " of " + before + " not used: " + reason + ".");
    }
  }

  /** Adds a source that was found only in reading; what is said of the map names it. */
  public void found(Evidence.Source source) {
    found = found.with(source);
  }

  /**
   * Says that positions are not metres.
   *
   * @param name of their unit, in the plural
   */
  public void measureIn(String name) {
    unit = name;
  }

  /**
   * Says under which conditions queries were taken, instead of {@code conditions.csv} and folders.
   *
   * @param ofMap called with the map once its images are known
   */
  public void divide(Function<PlaceMap, Conditions> ofMap) {
    conditions = ofMap;
  }

  private Conditions conditions(PlaceMap map) {
    if (conditions != null) {
      return conditions.apply(map);
    }
    return found
        .file(Role.CONDITIONS)
        .map(file -> ConditionsFile.read(file.file(), map))
        .orElseGet(() -> map.queriesAreDatabase() ? Conditions.NONE : QueryFolders.of(queries));
  }

  /** Adds a sentence about what is not quite right with the files. */
  public void warn(String sentence) {
    warnings.add(sentence);
  }

  private void locateByFile(FolderListing.Entry file) {
    PosesFile.Located located =
        PosesFile.read(file.file(), warnings)
            .locate(
                ImageNames.of(file.name(), database, views, found.database().prefix()),
                ImageNames.of(file.name(), queries, views, queryPrefix()));
    database = located(database, located.database());
    queries = located(queries, located.queries());
  }

  private static List<PlaceImage> located(List<PlaceImage> images, Map<Integer, Pose> poses) {
    return IntStream.range(0, images.size())
        .mapToObj(i -> located(images.get(i), poses.get(i)))
        .toList();
  }

  private static PlaceImage located(PlaceImage image, @Nullable Pose pose) {
    return pose == null ? image : new PlaceImage(image.name(), image.file(), pose);
  }

  private void locateByNames() {
    Map<PlaceImage, Pose> poses =
        UtmNames.poses(all().filter(image -> image.pose() == null).toList(), warnings);
    locate(poses::get);
  }

  private Stream<PlaceImage> all() {
    return Stream.concat(database.stream(), queries.stream());
  }

  /** Looks into the heads of images, if nothing else says where any was taken. */
  private void locateByPhotographs(Progress progress) {
    boolean told = found.sources().stream().anyMatch(source -> source.role() == Role.POSES);
    if (told && all().anyMatch(image -> image.pose() != null)) {
      return;
    }
    PhotoPoses poses = PhotoPoses.of(all().map(PlaceImage::file).toList(), progress);
    warnings.addAll(poses.warnings());
    if (!poses.byFile().isEmpty()) {
      locate(image -> poses.byFile().get(image.file()));
      found(new Evidence.Source(Role.POSES, List.of(), poses.words()));
    }
  }

  /**
   * What a few photographs say of where they were taken, a phrase; nothing if something else says
   * it. To look into all of a large map takes long.
   */
  public static Optional<String> glance(Evidence found, Progress progress) {
    return found.has(Role.POSES) || found.has(Role.GROUND_TRUTH) || found.has(Role.SAID)
        ? Optional.empty()
        : Optional.of(
            PhotoPoses.glance(
                found.used().stream()
                    .filter(file -> file.kind() == FileKind.IMAGE)
                    .map(FolderListing.Entry::file)
                    .toList(),
                progress));
  }

  private String queryPrefix() {
    return found.queries().orElse(found.database()).prefix();
  }

  /** Puts images of several cameras together, by {@code cameras.csv} or folders of cameras. */
  private void groupCameras() {
    CamerasFile file =
        found.file(Role.CAMERAS).map(f -> CamerasFile.read(f.file(), warnings)).orElse(null);
    CameraGroups known = groups(file, database, found.database().prefix());
    CameraGroups asked = groups(file, queries, queryPrefix());
    if (file != null) {
      file.reportUnused(warnings);
    }
    database = known.places();
    queries = asked.places();
    views = known.views().and(asked.views());
  }

  private CameraGroups groups(@Nullable CamerasFile file, List<PlaceImage> images, String prefix) {
    return file == null ? CameraGroups.byFolder(images) : file.group(images, prefix, warnings);
  }

  /** What to call a map whose list was opened itself. */
  private static String stem(FolderListing.Entry list) {
    String name = FolderListing.lastPart(list.name());
    return name.substring(0, name.lastIndexOf('.'));
  }

  /** The map, without a ground truth. */
  public PlaceMap map() {
    boolean queriesAreDatabase = found.queries().isEmpty();
    DistanceTruth.heights(database, queries).ifPresent(warnings::add);
    FolderListing folder = found.database().listing();
    PlaceMap map =
        new PlaceMap(
            folder.opened().map(MapReading::stem).orElseGet(folder::name),
            folder.root(),
            database,
            queriesAreDatabase ? database : queries,
            queriesAreDatabase,
            views,
            GroundTruth.unknown(),
            warnings,
            new MapOrigin("", found.words(), found.notices(), unit),
            Conditions.NONE);
    return map.withConditions(conditions(map));
  }

  /**
   * The map by a ground truth that was read.
   *
   * @param truth of as many queries as there are
   */
  public PlaceMap mapBy(GroundTruth truth) {
    return map().withGroundTruth(truth, List.of());
  }

  private PlaceMap mapByFile(FolderListing.Entry file) {
    PlaceMap map = map();
    List<String> further = new ArrayList<>();
    GroundTruth truth =
        CsvGroundTruth.read(file.file(), map, found.database().prefix(), queryPrefix(), further);
    return map.withGroundTruth(truth, further);
  }

  /**
   * The map, where only the photographs themselves can say where they were taken (GPS in EXIF).
   *
   * @param radius metres, 0 or more
   */
  public PlaceMap mapByPhotographs(double radius, Progress progress) {
    locateByPhotographs(progress);
    return mapByRadius(radius);
  }

  /**
   * The map; matches of a query are the database images taken within a radius, if poses are known.
   *
   * @param radius metres, 0 or more
   */
  public PlaceMap mapByRadius(double radius) {
    List<PlaceImage> asked = found.queries().isPresent() ? queries : database;
    boolean isAsked = asked.stream().anyMatch(image -> image.pose() != null);
    boolean isKnown = database.stream().anyMatch(image -> image.pose() != null);
    if (!isAsked || !isKnown) {
      if (isAsked || isKnown) {
        String what = isKnown ? "query" : "database image";
        found(
            new Evidence.Source(
                Role.GROUND_TRUTH, List.of(), "none, for no " + what + " has a position"));
      }
      return map();
    }
    long without = asked.stream().filter(query -> query.pose() == null).count();
    if (without > 0) {
      warn(
          without == 1
              ? "1 query has no pose and counts as having no match."
              : without + " queries have no pose and count as having no match.");
    }
    PlaceMap map = map();
    return map.withGroundTruth(DistanceTruth.ofPoses(map).within(radius), List.of());
  }
}
