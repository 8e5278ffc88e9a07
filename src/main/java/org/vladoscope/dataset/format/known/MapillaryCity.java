package org.vladoscope.dataset.format.known;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.Conditions;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.Pose;
import org.vladoscope.dataset.format.CsvFile;
import org.vladoscope.dataset.format.Evidence;
import org.vladoscope.dataset.format.Evidence.Images;
import org.vladoscope.dataset.format.Evidence.Role;
import org.vladoscope.dataset.format.Evidence.Source;
import org.vladoscope.dataset.format.FolderListing;
import org.vladoscope.dataset.format.MapReading;
import org.vladoscope.dataset.format.PlaceMapFormat;
import org.vladoscope.dataset.format.Recognition;
import org.vladoscope.dataset.format.Roles;

/**
 * A city of Mapillary Street-Level Sequences: {@code database/images} and {@code query/images},
 * positions in {@code postprocessed.csv} beside each, headings and panoramas in {@code raw.csv},
 * sub-tasks in {@code subtask_index.csv}.
 */
final class MapillaryCity implements PlaceMapFormat {

  private static final String POSITIONS = "postprocessed.csv";
  private static final String DETAILS = "raw.csv";
  private static final String DATABASE = "database";
  private static final String QUERY = "query";

  @Override
  public String id() {
    return "mapillary";
  }

  @Override
  public String summary() {
    return "a city of Mapillary Street-Level Sequences: database/images, query/images and their"
        + " postprocessed.csv and raw.csv";
  }

  @Override
  public Recognition recognise(FolderListing folder) {
    List<String> cities =
        RolePair.in(folder).stream()
            .map(RolePair::base)
            .filter(city -> isPart(folder, city, DATABASE) && isPart(folder, city, QUERY))
            .toList();
    if (cities.isEmpty()) {
      return new Recognition.NotThis(
          "there is no database/images and query/images with a postprocessed.csv beside each");
    }
    if (cities.size() > 1) {
      return new Recognition.Undecided(
          folder.root()
              + " holds "
              + cities.size()
              + " cities: "
              + String.join(", ", cities)
              + ". Open the folder of one.",
          cities.stream().map(MapillaryCity::roles).toList());
    }
    return recognised(folder, cities.getFirst());
  }

  @Override
  public Recognition recognise(FolderListing folder, Roles roles) {
    String city = FolderListing.parent(FolderListing.parent(roles.database()));
    return roles.equals(roles(city)) && isPart(folder, city, DATABASE)
        ? recognised(folder, city)
        : new Recognition.NotThis(
            "there is no city with " + roles.database() + "/ and its postprocessed.csv");
  }

  private static Roles roles(String city) {
    return Roles.of(in(city, DATABASE, "images"), in(city, QUERY, "images"));
  }

  private static Recognition recognised(FolderListing folder, String city) {
    List<FolderListing.Entry> tables = new ArrayList<>();
    for (String part : List.of(DATABASE, QUERY)) {
      for (String table : List.of(POSITIONS, DETAILS)) {
        folder.file(in(city, part, table)).ifPresent(tables::add);
      }
    }
    Evidence found =
        new Evidence(
            Images.below(folder, in(city, DATABASE, "images")),
            Optional.of(Images.below(folder, in(city, QUERY, "images"))),
            List.of(source(Role.POSES, tables)));
    List<FolderListing.Entry> subtasks =
        Stream.of(DATABASE, QUERY)
            .flatMap(part -> folder.file(in(city, part, MapillarySubtasks.FILE)).stream())
            .toList();
    // Of the database alone they say nothing of queries, and stay unused.
    boolean areTold = folder.file(in(city, QUERY, MapillarySubtasks.FILE)).isPresent();
    return new Recognition.Recognised(
        areTold ? found.with(source(Role.CONDITIONS, subtasks)) : found);
  }

  private static Source source(Role role, List<FolderListing.Entry> tables) {
    return new Source(
        role,
        tables,
        tables.stream().map(FolderListing.Entry::name).collect(Collectors.joining(", ")));
  }

  private static boolean isPart(FolderListing folder, String city, String part) {
    return folder.file(in(city, part, POSITIONS)).isPresent()
        && folder.hasFolder(in(city, part, "images"));
  }

  private static String in(String city, String part, String name) {
    return FolderListing.join(city, part + "/" + name);
  }

  @Override
  public PlaceMap read(Evidence found, double radius, Progress progress) {
    Map<String, Pose> poses = new HashMap<>();
    Map<String, Double> headings = new HashMap<>();
    Set<String> panoramas = new HashSet<>();
    for (FolderListing.Entry table : found.files(Role.POSES)) {
      progress.check();
      if (FolderListing.lastPart(table.name()).equals(POSITIONS)) {
        readPositions(table, poses);
      } else {
        readDetails(table, headings, panoramas);
      }
    }
    MapReading reading = new MapReading(found);
    reading.leaveOut(
        image -> panoramas.contains(key(image)),
        "they are panoramas, which the data set's own tools leave out as well");
    reading.locate(
        image -> {
          Pose pose = poses.get(key(image));
          return pose == null
              ? null
              : new Pose(pose.east(), pose.north(), headings.get(key(image)));
        });
    if (found.files(Role.CONDITIONS).stream()
        .anyMatch(f -> FolderListing.lastPart(f.name()).equals(MapillarySubtasks.FILE))) {
      reading.divide(map -> subtasks(found, map));
    }
    return reading.mapByRadius(radius);
  }

  private static Conditions subtasks(Evidence found, PlaceMap map) {
    return MapillarySubtasks.conditions(
        part(found, QUERY),
        part(found, DATABASE),
        map.queries().stream().map(MapillaryCity::key).toList(),
        map.database().stream().map(MapillaryCity::key).toList());
  }

  /** The sub-tasks of one part of the city, if there are any. */
  private static Optional<MapillarySubtasks> part(Evidence found, String part) {
    return found.files(Role.CONDITIONS).stream()
        .filter(table -> FolderListing.lastPart(table.folder()).equals(part))
        .findFirst()
        .map(table -> MapillarySubtasks.read(table.file(), table.file().resolveSibling(POSITIONS)));
  }

  private static String key(PlaceImage image) {
    String file = FolderListing.lastPart(image.name());
    return file.substring(0, file.lastIndexOf('.'));
  }

  private static void readPositions(FolderListing.Entry table, Map<String, Pose> poses) {
    for (List<String> row : rows(table, "key", "easting", "northing")) {
      Double east = number(row.get(1));
      Double north = number(row.get(2));
      if (east != null && north != null) {
        poses.put(row.getFirst(), new Pose(east, north, null));
      }
    }
  }

  private static void readDetails(
      FolderListing.Entry table, Map<String, Double> headings, Set<String> panoramas) {
    for (List<String> row : rows(table, "key", "ca", "pano")) {
      Double heading = number(row.get(1));
      if (heading != null) {
        headings.put(row.getFirst(), heading);
      }
      if (row.get(2).equalsIgnoreCase("true")) {
        panoramas.add(row.getFirst());
      }
    }
  }

  /** The columns of these names; lines that end before one of them are left out. */
  private static List<List<String>> rows(FolderListing.Entry table, String... names) {
    List<CsvFile.Line> lines = CsvFile.read(table.file()).lines();
    if (lines.isEmpty()) {
      throw new InputException(table.file() + " is empty.");
    }
    List<String> header = lines.getFirst().fields();
    List<Integer> columns = Arrays.stream(names).map(n -> column(header, n, table)).toList();
    int last = Collections.max(columns);
    return lines.stream()
        .skip(1)
        .map(CsvFile.Line::fields)
        .filter(fields -> fields.size() > last)
        .map(fields -> columns.stream().map(fields::get).toList())
        .toList();
  }

  private static int column(List<String> header, String name, FolderListing.Entry table) {
    int column = header.indexOf(name);
    if (column < 0) {
      throw new InputException(
          table.file() + " has no column '" + name + "'; its first line must name the columns.");
    }
    return column;
  }

  private static @Nullable Double number(String text) {
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? value : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
