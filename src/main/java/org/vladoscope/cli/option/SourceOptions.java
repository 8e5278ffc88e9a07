package org.vladoscope.cli.option;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.TruthCheck;
import org.vladoscope.dataset.format.ConditionsFile;
import org.vladoscope.dataset.format.MapReading;
import org.vladoscope.dataset.format.Roles;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.dataset.format.saved.MapFile;
import org.vladoscope.dataset.format.saved.MapFiles;
import org.vladoscope.dataset.format.saved.Radii;
import org.vladoscope.dataset.format.saved.TruthFinder;
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
    if (format.hasImageRoot()) {
      throw wrong(
          "map.json keeps what lies in MAP, which --image-root does not; link the images into"
              + " MAP.");
    }
    if (queries != null && database == null) {
      throw wrong("--queries needs --database.");
    }
    if (condition != null) {
      throw wrong("--save keeps all conditions; name one with --condition when measuring.");
    }
    String name = found.map(MapFile::name).orElseGet(() -> MapFiles.name(folder()));
    Optional<Roles> roles =
        Optional.ofNullable(database)
            .map(d -> new Roles(inFolder(d), Optional.ofNullable(queries).map(this::inFolder)));
    TruthRule rule =
        rule(this::inFolder)
            .or(() -> found.map(MapFile::truth))
            .orElseGet(TruthRule.AsMapSays::new);
    MapFile said =
        isRead()
            ? new MapFile(name, format.id(), roles, rule)
            : found
                .orElseThrow(() -> wrong("Say how it is read, with --format or --database."))
                .withTruth(rule);
    return conditions == null ? said : said.withConditions(inFolder(conditions));
  }

  /**
   * What counts as right, if the user said it.
   *
   * @param path the path of a file as the rule has it
   */
  private Optional<TruthRule> rule(Function<Path, String> path) {
    try {
      Radii radii = new Radii(optional(radius), optional(softRadius));
      if (frameTolerance != null) {
        return Optional.of(
            new TruthRule.Frames(frameTolerance, frameOffset == null ? 0 : frameOffset));
      }
      if (groundTruth != null) {
        return Optional.of(new TruthRule.OfFile(path.apply(groundTruth), radii));
      }
      return radii.isUnsaid() && maxHeading == null
          ? Optional.empty()
          : Optional.of(new TruthRule.Within(radii, optional(maxHeading)));
    } catch (InputException e) {
      throw wrong("What counts as right cannot be meant: " + e.getMessage() + ".");
    }
  }

  private static OptionalDouble optional(@Nullable Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
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
    TruthRule rule = rule(Path::toString).orElseGet(TruthRule.AsMapSays::new);
    PlaceMap found = new TruthFinder(map(progress), Path.of("")).mapBy(rule);
    PlaceMap judged =
        found.withGroundTruth(found.groundTruth(), TruthCheck.warnings(found.groundTruth(), found));
    if (conditions != null) {
      judged = judged.withConditions(ConditionsFile.read(conditions, judged));
    }
    return condition == null ? judged : judged.only(condition);
  }

  private PlaceMap map(Progress progress) {
    double metres = radius == null ? MapReading.DEFAULT_RADIUS : radius;
    return folder != null
        ? format.read(folder, metres, progress)
        : PlaceMapFormats.readFolders(
            Objects.requireNonNull(database), Objects.requireNonNull(queries), metres, progress);
  }
}
