package org.vladoscope.dataset.format.known;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.Pose;
import org.vladoscope.dataset.format.CsvFile;
import org.vladoscope.dataset.format.Evidence;
import org.vladoscope.dataset.format.Evidence.Images;
import org.vladoscope.dataset.format.Evidence.Role;
import org.vladoscope.dataset.format.Evidence.Source;
import org.vladoscope.dataset.format.FolderListing;
import org.vladoscope.dataset.format.FolderListing.Entry;
import org.vladoscope.dataset.format.MapReading;
import org.vladoscope.dataset.format.PlaceMapFormat;
import org.vladoscope.dataset.format.Recognition;
import org.vladoscope.dataset.geo.CameraCentre;

/**
 * kapture 1.0 and 1.1: images in {@code sensors/records_data}, named by {@code
 * sensors/records_camera.txt}, poses in {@code sensors/trajectories.txt} and {@code
 * sensors/rigs.txt}; alone, or as {@code mapping/} and {@code query/}.
 */
final class Kapture implements PlaceMapFormat {

  private static final String RECORDS = "sensors/records_camera.txt";
  private static final String TRAJECTORIES = "sensors/trajectories.txt";
  private static final String RIGS = "sensors/rigs.txt";
  private static final String PICTURES = "sensors/records_data";
  private static final String MAPPING = "mapping";
  private static final String QUERY = "query";

  /** When a sensor recorded something. */
  private record Moment(String time, String sensor) {}

  @Override
  public String id() {
    return "kapture";
  }

  @Override
  public String summary() {
    return "kapture 1.0 and 1.1: sensors/records_camera.txt, trajectories.txt and records_data/;"
        + " alone or as mapping/ and query/";
  }

  @Override
  public Recognition recognise(FolderListing folder) {
    boolean alone = isOne(folder, "");
    boolean mapping = isOne(folder, MAPPING);
    if (!alone && !mapping) {
      return new Recognition.NotThis(
          "there is no sensors/records_camera.txt with images in sensors/records_data, alone or"
              + " in mapping/");
    }
    if (alone && mapping) {
      return new Recognition.Undecided(
          folder.root()
              + " is a kapture and holds another in mapping/. Open the folder of one, or a folder"
              + " with mapping/ and query/ alone.");
    }
    String database = alone ? "" : MAPPING;
    Optional<String> queries =
        !alone && isOne(folder, QUERY) ? Optional.of(QUERY) : Optional.empty();
    List<Entry> tables =
        Stream.concat(Stream.of(database), queries.stream())
            .flatMap(
                part ->
                    Stream.of(RECORDS, TRAJECTORIES, RIGS)
                        .flatMap(name -> folder.file(FolderListing.join(part, name)).stream()))
            .toList();
    return new Recognition.Recognised(
        new Evidence(
            pictures(folder, database),
            queries.map(part -> pictures(folder, part)),
            List.of(
                new Source(
                    Role.POSES,
                    tables,
                    String.join(", ", tables.stream().map(Entry::name).toList())))));
  }

  private static boolean isOne(FolderListing folder, String part) {
    return folder.hasFolder(FolderListing.join(part, PICTURES))
        && folder.file(FolderListing.join(part, RECORDS)).isPresent();
  }

  private static Images pictures(FolderListing folder, String part) {
    return Images.below(folder, FolderListing.join(part, PICTURES));
  }

  @Override
  public PlaceMap read(Evidence found, double radius, Progress progress) {
    MapReading reading = new MapReading(found);
    Map<Path, Pose> poses = new HashMap<>();
    poses.putAll(poses(found.database(), reading, progress));
    found.queries().ifPresent(queries -> poses.putAll(poses(queries, reading, progress)));
    if (poses.isEmpty()) {
      return reading.mapByPhotographs(radius, progress);
    }
    reading.locate(image -> poses.get(image.file()));
    reading.warn("Positions of the kapture are taken as metres.");
    return reading.mapByRadius(radius);
  }

  private static Map<Path, Pose> poses(Images images, MapReading reading, Progress progress) {
    FolderListing folder = images.listing();
    String part = images.folder().substring(0, images.folder().length() - PICTURES.length());
    Map<Moment, CameraCentre> turns = new HashMap<>();
    for (CsvFile.Line line : lines(folder, part + TRAJECTORIES, 9, progress)) {
      turn(line, folder, part + TRAJECTORIES)
          .ifPresent(turn -> turns.put(new Moment(line.field(0), line.field(1)), turn));
    }
    Map<String, List<CsvFile.Line>> mounts = new HashMap<>();
    for (CsvFile.Line line : lines(folder, part + RIGS, 9, progress)) {
      mounts.computeIfAbsent(line.field(1), sensor -> new ArrayList<>()).add(line);
    }
    Map<String, Pose> byName = new HashMap<>();
    for (CsvFile.Line line : lines(folder, part + RECORDS, 3, progress)) {
      String time = line.field(0);
      String sensor = line.field(1);
      CameraCentre own = turns.get(new Moment(time, sensor));
      if (own != null) {
        byName.put(line.field(2), own.pose());
        continue;
      }
      for (CsvFile.Line mount : mounts.getOrDefault(sensor, List.of())) {
        CameraCentre rig = turns.get(new Moment(time, mount.field(0)));
        if (rig != null) {
          turn(mount, folder, part + RIGS)
              .ifPresent(mounted -> byName.put(line.field(2), rig.pose(mounted)));
        }
      }
    }
    Map<Path, Pose> byFile = new HashMap<>();
    int start = images.folder().length() + 1;
    for (Entry file : images.files()) {
      Pose pose = byName.remove(file.name().substring(start));
      if (pose != null) {
        byFile.put(file.file(), pose);
      }
    }
    if (!byName.isEmpty()) {
      reading.warn(
          part
              + RECORDS
              + " names images with a pose that are not there, "
              + byName.size()
              + " in all, such as "
              + byName.keySet().stream().sorted().findFirst().orElse("")
              + ".");
    }
    int without = images.files().size() - byFile.size();
    if (without > 0 && !byFile.isEmpty()) {
      reading.warn(
          "There is no pose for "
              + without
              + " of "
              + images.files().size()
              + " images in "
              + images.where()
              + ".");
    }
    return byFile;
  }

  /** Lines of a table with so many fields; none if there is no such file. */
  private static List<CsvFile.Line> lines(
      FolderListing folder, String name, int fields, Progress progress) {
    progress.check();
    Optional<Entry> file = folder.file(name);
    if (file.isEmpty()) {
      return List.of();
    }
    List<CsvFile.Line> lines =
        CsvFile.read(file.get().file()).lines().stream()
            .filter(line -> !line.fields().getFirst().startsWith("#"))
            .toList();
    for (CsvFile.Line line : lines) {
      // Parts of a pose that are not known are left empty, also at the end of a line.
      boolean fits = fields == 9 ? line.fields().size() >= 2 : line.fields().size() == fields;
      if (!fits || line.fields().size() > fields) {
        throw new InputException(
            file.get().file()
                + " is damaged: line "
                + line.number()
                + " has "
                + line.fields().size()
                + " fields instead of "
                + fields
                + ".");
      }
    }
    return lines;
  }

  /** The pose in a line; empty if only a part of it is known. */
  private static Optional<CameraCentre> turn(CsvFile.Line line, FolderListing folder, String name) {
    double[] values = new double[7];
    for (int i = 0; i < values.length; i++) {
      String field = line.field(i + 2);
      if (field.isEmpty()) {
        return Optional.empty();
      }
      try {
        values[i] = Double.parseDouble(field);
      } catch (NumberFormatException e) {
        values[i] = Double.NaN;
      }
    }
    if (!CameraCentre.isPose(values)) {
      throw new InputException(
          folder.root().resolve(name)
              + " is damaged: line "
              + line.number()
              + " is no pose made of a quaternion and a shift.");
    }
    return Optional.of(CameraCentre.of(values));
  }
}
