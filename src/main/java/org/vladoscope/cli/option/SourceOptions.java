package org.vladoscope.cli.option;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.DistanceTruth;
import org.vladoscope.dataset.FrameNumbers;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.Nearness;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.TruthCheck;
import org.vladoscope.dataset.format.ConditionsFile;
import org.vladoscope.dataset.format.MapReading;
import org.vladoscope.dataset.format.Roles;
import org.vladoscope.dataset.format.TruthFiles;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.dataset.format.saved.MapFile;
import org.vladoscope.dataset.format.saved.MapFiles;
import org.vladoscope.dataset.format.saved.TruthRule;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The options that say which map is measured, and what is right on it. */
public final class SourceOptions {

  @Spec(Spec.Target.MIXEE)
  @Nullable CommandSpec spec;

  @Mixin FormatOption format;

  @Parameters(
      paramLabel = "MAP",
      arity = "0..1",
      description = "Folder of the map, or a list of images in it that is meant among several.")
  @Nullable Path folder;

  @Option(
      names = "--database",
      paramLabel = "DIR",
      description = "Folder of database images, instead of MAP.")
  @Nullable Path database;

  @Option(
      names = "--queries",
      paramLabel = "DIR",
      description = "Folder of query images, with --database.")
  @Nullable Path queries;

  @Option(
      names = "--ground-truth",
      paramLabel = "FILE",
      description =
          "Lines of query,match[,match...], the .npz of the original (utmQ, utmDb, posDistThr),"
              + " GThard and GTsoft in .npz or .mat, lists of indices in .npy, or a .mat with a"
              + " dbStruct, instead of the map's own.")
  @Nullable Path groundTruth;

  @Option(
      names = "--radius",
      paramLabel = "METRES",
      description = "Greatest distance of a match where matches follow from poses (25).")
  @Nullable Double radius;

  @Option(
      names = "--soft-radius",
      paramLabel = "METRES",
      description = "Images further than the radius and up to this are neither right nor wrong.")
  @Nullable Double softRadius;

  @Option(
      names = "--max-heading",
      paramLabel = "DEGREES",
      description =
          "Matches that follow from poses must look the same way, up to so many degrees apart.")
  @Nullable Double maxHeading;

  @Option(
      names = "--frame-tolerance",
      paramLabel = "N",
      description =
          "Matches are the images of the same frame, N more or less: by the numbers in names, or by"
              + " place in the list.")
  @Nullable Integer frameTolerance;

  @Option(
      names = "--frame-offset",
      paramLabel = "N",
      description = "Frame i of the queries is frame i + N of the database (0).")
  @Nullable Integer frameOffset;

  @Option(
      names = "--conditions",
      paramLabel = "FILE",
      description =
          "A table with the columns query and condition, instead of what folders or the map's files"
              + " say; a query may have several lines.")
  @Nullable Path conditions;

  @Option(
      names = "--condition",
      paramLabel = "NAME",
      description =
          "Only the queries of one condition, among the database images that belong to it where"
              + " the map says which do.")
  @Nullable String condition;

  /** The options with the formats to choose from. */
  public SourceOptions(PlaceMapFormats formats) {
    this.format = new FormatOption(formats);
  }

  /** True if the user named folders within the map, or said what counts as right. */
  public boolean saysMore() {
    return database != null
        || queries != null
        || groundTruth != null
        || radius != null
        || softRadius != null
        || maxHeading != null
        || frameTolerance != null
        || frameOffset != null
        || conditions != null
        || condition != null;
  }

  /** The folder of the map, where it must be named. */
  public Path folder() {
    if (folder == null) {
      throw wrong("Missing required parameter: MAP.");
    }
    return folder;
  }

  /** True if the user said how the folder is read. */
  public boolean isRead() {
    return format.isGiven() || database != null;
  }

  /** The option that says in which format the folder is read. */
  public FormatOption format() {
    return format;
  }

  /**
   * How the folder is read by what the user said.
   *
   * @param found what is known without that; nothing if nothing is
   */
  public MapFile said(Optional<MapFile> found) {
    checkTruth();
    if (queries != null && database == null) {
      throw wrong("--queries needs --database.");
    }
    if (groundTruth != null && (radius != null || softRadius != null)) {
      throw wrong("--save keeps either --ground-truth or a radius, not both.");
    }
    if (condition != null) {
      throw wrong("--save keeps all conditions; name one with --condition when measuring.");
    }
    String name = found.map(MapFile::name).orElseGet(() -> MapFiles.name(folder()));
    Optional<Roles> roles =
        Optional.ofNullable(database)
            .map(d -> new Roles(inFolder(d), Optional.ofNullable(queries).map(this::inFolder)));
    TruthRule rule =
        frameTolerance != null
            ? new TruthRule.Frames(frameTolerance, frameOffset == null ? 0 : frameOffset)
            : groundTruth != null
                ? new TruthRule.OfFile(inFolder(groundTruth))
                : radius != null || softRadius != null || maxHeading != null
                    ? within()
                    : found.map(MapFile::truth).orElseGet(TruthRule.AsMapSays::new);
    MapFile said =
        isRead()
            ? new MapFile(name, format.id(), roles, rule)
            : found
                .orElseThrow(() -> wrong("Say how it is read, with --format or --database."))
                .withTruth(rule);
    return conditions == null ? said : said.withConditions(inFolder(conditions));
  }

  private TruthRule within() {
    double metres = radius == null ? MapReading.DEFAULT_RADIUS : radius;
    return new TruthRule.Within(
        metres,
        softRadius == null ? metres : softRadius,
        maxHeading == null ? OptionalDouble.empty() : OptionalDouble.of(maxHeading));
  }

  /** A path relative to the map's folder, of one that may be relative to the working folder. */
  private String inFolder(Path path) {
    Path root = folder().toAbsolutePath().normalize();
    Path absolute = path.toAbsolutePath().normalize();
    return (absolute.startsWith(root) ? root.relativize(absolute) : path).toString();
  }

  private ParameterException wrong(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }

  private void check() {
    if (folder == null && (database == null || queries == null)) {
      throw wrong("Missing required parameter: MAP, or --database and --queries together.");
    }
    if (folder != null && (database != null || queries != null)) {
      throw wrong("Give either MAP or --database and --queries, not both.");
    }
    if (folder == null && format.isGiven()) {
      throw wrong(
          "--format is for MAP, and so is --image-root; --database and --queries say themselves"
              + " what is what.");
    }
    checkTruth();
  }

  private void checkTruth() {
    if (frameTolerance == null && frameOffset != null) {
      throw wrong("--frame-offset needs --frame-tolerance.");
    }
    if (frameTolerance != null
        && (groundTruth != null || radius != null || softRadius != null || maxHeading != null)) {
      throw wrong(
          "--frame-tolerance cannot go with --ground-truth, --radius, --soft-radius or"
              + " --max-heading.");
    }
    if (maxHeading != null && groundTruth != null) {
      throw wrong("--max-heading is for matches by poses; --ground-truth names them itself.");
    }
  }

  /** Reads the map with its ground truth; warnings are among the map's. */
  public PlaceMap read(Progress progress) {
    check();
    PlaceMap map = judged(map(progress));
    if (conditions != null) {
      map = map.withConditions(ConditionsFile.read(conditions, map));
    }
    return condition == null ? map : map.only(condition);
  }

  private PlaceMap judged(PlaceMap map) {
    if (frameTolerance != null) {
      int offset = frameOffset == null ? 0 : frameOffset;
      FrameNumbers frames = FrameNumbers.of(map);
      PlaceMap told =
          frames.note().isEmpty()
              ? map
              : map.withGroundTruth(map.groundTruth(), List.of(frames.note()));
      return checked(told, DistanceTruth.ofFrames(map, frames, offset).within(frameTolerance));
    }
    if (groundTruth != null) {
      TruthFiles.Imported imported = TruthFiles.read(groundTruth, map, radius);
      if (imported.distances().isEmpty() && (radius != null || softRadius != null)) {
        throw wrong(
            groundTruth
                + " says which images match, not how far apart they are: --radius and --soft-radius"
                + " have nothing to measure.");
      }
      GroundTruth truth = imported.truth();
      if (softRadius != null && imported.distances().isPresent()) {
        double hard = radius == null ? imported.radius() : radius;
        truth = imported.distances().get().within(hard, softRadius);
      }
      return map.withGroundTruth(truth, imported.warnings());
    }
    boolean otherRadius = radius != null && map.groundTruth().radius().orElse(Double.NaN) != radius;
    if (softRadius != null || maxHeading != null || otherRadius) {
      return byPoses(map);
    }
    return map.withGroundTruth(map.groundTruth(), TruthCheck.warnings(map.groundTruth(), map));
  }

  private PlaceMap byPoses(PlaceMap map) {
    boolean metres = map.origin().unit().equals(Nearness.METRES);
    if (radius == null && !metres) {
      throw wrong("Positions are not in metres: give --radius in " + map.origin().unit() + ".");
    }
    double own = map.groundTruth().radius().orElse(MapReading.DEFAULT_RADIUS);
    double hard = radius == null ? own : radius;
    DistanceTruth distances =
        DistanceTruth.ofPoses(map)
            .turned(maxHeading == null ? OptionalDouble.empty() : OptionalDouble.of(maxHeading));
    String note = distances.headingNote();
    PlaceMap told = note.isEmpty() ? map : map.withGroundTruth(map.groundTruth(), List.of(note));
    return checked(told, distances.within(hard, softRadius == null ? hard : softRadius));
  }

  private static PlaceMap checked(PlaceMap map, GroundTruth truth) {
    return map.withGroundTruth(truth, TruthCheck.warnings(truth, map));
  }

  private PlaceMap map(Progress progress) {
    double metres = radius == null ? MapReading.DEFAULT_RADIUS : radius;
    return folder != null
        ? format.read(folder, metres, progress)
        : PlaceMapFormats.readFolders(
            Objects.requireNonNull(database), Objects.requireNonNull(queries), metres, progress);
  }
}
