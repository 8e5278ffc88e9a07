package org.vladoscope.cli.option;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.DistanceTruth;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.TruthCheck;
import org.vladoscope.dataset.format.MapSource;
import org.vladoscope.dataset.format.PlaceMaps;
import org.vladoscope.dataset.format.TruthFiles;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The options that say which map is measured, and what is right on it. */
public final class SourceOptions {

  @Spec(Spec.Target.MIXEE)
  @Nullable CommandSpec spec;

  @Parameters(paramLabel = "MAP", arity = "0..1", description = "Folder of the map.")
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
          "Lines of query,match[,match...], or the .npz of the original (utmQ, utmDb, posDistThr),"
              + " instead of the map's own.")
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
      names = "--frame-tolerance",
      paramLabel = "N",
      description = "Matches are the images of the same place in the sequence, N more or less.")
  @Nullable Integer frameTolerance;

  @Option(
      names = "--frame-offset",
      paramLabel = "N",
      description = "The first query shows what database image N (from 0) shows (0).")
  @Nullable Integer frameOffset;

  private ParameterException wrong(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }

  private void check() {
    if (folder == null && (database == null || queries == null || groundTruth == null)) {
      throw wrong(
          "Missing required parameter: MAP, or --database, --queries and --ground-truth together.");
    }
    if (folder != null && (database != null || queries != null)) {
      throw wrong("Give either MAP or --database and --queries, not both.");
    }
    if (frameTolerance == null && frameOffset != null) {
      throw wrong("--frame-offset needs --frame-tolerance.");
    }
    if (frameTolerance != null && (groundTruth != null || radius != null || softRadius != null)) {
      throw wrong("--frame-tolerance cannot go with --ground-truth, --radius or --soft-radius.");
    }
  }

  /** Reads the map with its ground truth; warnings are among the map's. */
  public PlaceMap read(Progress progress) {
    check();
    PlaceMap map = PlaceMaps.read(source(), progress);
    if (frameTolerance != null) {
      int offset = frameOffset == null ? 0 : frameOffset;
      return checked(map, DistanceTruth.ofFrames(map, offset).within(frameTolerance));
    }
    if (groundTruth != null && (folder != null || isNpz())) {
      TruthFiles.Imported imported = TruthFiles.read(groundTruth, map, radius);
      GroundTruth truth = imported.truth();
      if (softRadius != null && imported.distances().isPresent()) {
        double hard = radius == null ? imported.radius() : radius;
        truth = imported.distances().get().within(hard, softRadius);
      }
      return map.withGroundTruth(truth, imported.warnings());
    }
    if (softRadius != null) {
      double hard = radius == null ? MapSource.DEFAULT_RADIUS : radius;
      return checked(map, DistanceTruth.ofPoses(map).within(hard, softRadius));
    }
    return map.withGroundTruth(map.groundTruth(), TruthCheck.warnings(map.groundTruth(), map));
  }

  private static PlaceMap checked(PlaceMap map, GroundTruth truth) {
    return map.withGroundTruth(truth, TruthCheck.warnings(truth, map));
  }

  private boolean isNpz() {
    return String.valueOf(groundTruth).endsWith(".npz");
  }

  private MapSource source() {
    double metres = radius == null ? MapSource.DEFAULT_RADIUS : radius;
    if (folder != null) {
      return PlaceMaps.source(folder, metres);
    }
    Path images = Objects.requireNonNull(database);
    return new MapSource(
        String.valueOf(images.getFileName()),
        images,
        images,
        Objects.requireNonNull(queries),
        isNpz() ? null : groundTruth,
        null,
        null,
        metres);
  }
}
