package org.vladoscope.dataset.format.known;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.Pose;
import org.vladoscope.dataset.format.CsvFile;
import org.vladoscope.dataset.format.Evidence;
import org.vladoscope.dataset.format.Evidence.Role;
import org.vladoscope.dataset.format.Evidence.Source;
import org.vladoscope.dataset.format.FolderListing;
import org.vladoscope.dataset.format.FolderListing.Entry;
import org.vladoscope.dataset.format.MapReading;
import org.vladoscope.dataset.format.PlaceMapFormat;
import org.vladoscope.dataset.format.Recognition;

/**
 * Drives whose images are named by the time they were taken, with a table of where the vehicle was
 * when: {@code ins.csv} of RobotCar ({@code timestamp, …, northing, easting}), {@code track.csv}
 * and {@code test.csv} of OpenPlaceRecognition ({@code front_cam_ts, …, tx, ty}). Between two rows
 * the vehicle went straight.
 */
final class TimedTrack implements PlaceMapFormat {

  private static final int FEWEST_DIGITS = 10;
  private static final int MOST_DIGITS = 18 + 1;
  private static final int MOST_TABLES = 100;
  private static final String TIME = "timestamp";

  /** Such as {@code front_cam_ts}: the time at which the camera of that name took an image. */
  private static final String TIME_OF_CAMERA = "_ts";

  private static final List<String> EAST = List.of("easting", "east", "tx", "x");
  private static final List<String> NORTH = List.of("northing", "north", "ty", "y");

  /** Rows further apart than so many times the usual have a gap between them. */
  private static final double GAP = 10;

  @Override
  public String id() {
    return "timed-track";
  }

  @Override
  public String summary() {
    return "images named by timestamps and a table of positions by time: RobotCar (timestamp,"
        + " northing, easting), track.csv or test.csv of OpenPlaceRecognition (front_cam_ts, tx,"
        + " ty)";
  }

  @Override
  public Recognition recognise(FolderListing folder) {
    List<Entry> images = folder.images("");
    long timed = images.stream().filter(image -> time(image).isPresent()).count();
    if (images.isEmpty() || 2 * timed < images.size()) {
      return new Recognition.NotThis("its images are not named by timestamps");
    }
    Map<String, Entry> tables = tables(folder);
    if (tables.isEmpty()) {
      return new Recognition.NotThis(
          "there is no table with the columns timestamp, northing and easting or tx and ty");
    }
    List<RolePair> pairs = RolePair.in(folder);
    if (pairs.size() > 1 || pairs.stream().anyMatch(RolePair::isAChoice)) {
      return RolePair.recognition(folder, pairs);
    }
    List<Entry> used = List.copyOf(tables.values());
    List<Source> sources =
        List.of(
            new Source(
                Role.POSES,
                used,
                String.join(", ", used.stream().map(Entry::name).toList())
                    + ", by the time in names of images; heights and headings in it are left"
                    + " aside"));
    return new Recognition.Recognised(RolePair.evidence(folder, "", pairs, sources));
  }

  /** The time that names an image: a number of many digits. */
  private static OptionalLong time(Entry image) {
    String name = FolderListing.lastPart(image.name());
    return time(name.substring(0, name.lastIndexOf('.')));
  }

  private static OptionalLong time(String text) {
    boolean digits =
        text.length() >= FEWEST_DIGITS
            && text.length() <= MOST_DIGITS
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    try {
      return digits ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** The largest table of each folder of images, by that folder. */
  private static Map<String, Entry> tables(FolderListing folder) {
    Map<String, Entry> tables = new TreeMap<>();
    folder.files().stream()
        .filter(file -> file.name().toLowerCase(Locale.ROOT).endsWith(".csv"))
        .limit(MOST_TABLES)
        .filter(TimedTrack::isTable)
        .forEach(
            file ->
                tables.merge(
                    governed(folder, file), file, (a, b) -> b.bytes() > a.bytes() ? b : a));
    return tables;
  }

  private static boolean isTable(Entry file) {
    CsvFile.Line header = CsvFile.firstLine(file.file());
    return header != null
        && header.fields().stream().anyMatch(TimedTrack::isTime)
        && column(header.fields(), EAST) >= 0
        && column(header.fields(), NORTH) >= 0;
  }

  private static boolean isTime(String column) {
    return column.equals(TIME) || column.endsWith(TIME_OF_CAMERA);
  }

  private static int column(List<String> header, List<String> names) {
    return names.stream().mapToInt(header::indexOf).filter(i -> i >= 0).findFirst().orElse(-1);
  }

  /** The nearest folder around a table that has images. */
  private static String governed(FolderListing folder, Entry table) {
    String base = table.folder();
    while (!base.isEmpty() && folder.images(base).isEmpty()) {
      base = FolderListing.parent(base);
    }
    return base;
  }

  @Override
  public PlaceMap read(Evidence found, double radius, Progress progress) {
    FolderListing folder = found.database().listing();
    Map<String, Track> tracks = new LinkedHashMap<>();
    tables(folder)
        .forEach(
            (base, table) -> {
              progress.check();
              tracks.put(base, Track.read(table.file()));
            });
    Map<Path, Pose> poses = new HashMap<>();
    List<Entry> images = new ArrayList<>(found.database().files());
    found.queries().ifPresent(queries -> images.addAll(queries.files()));
    int between = 0;
    for (Entry image : images) {
      Track track = nearest(tracks, image.folder());
      OptionalLong time = time(image);
      if (track != null && time.isPresent()) {
        Track.Place place = track.at(FolderListing.lastPart(image.folder()), time.getAsLong());
        if (place != null) {
          poses.put(image.file(), place.pose());
          between += place.exact() ? 0 : 1;
        }
      }
    }
    if (poses.isEmpty()) {
      throw new InputException(
          "No image of "
              + folder.root()
              + " was taken at a time that "
              + String.join(", ", tables(folder).values().stream().map(Entry::name).toList())
              + " knows; are names and table in the same unit of time?");
    }
    MapReading reading = new MapReading(found);
    reading.locate(image -> poses.get(image.file()));
    if (between > 0) {
      reading.warn(
          between
              + " of "
              + images.size()
              + " images were taken between two rows; their places are on the straight line"
              + " between.");
    }
    if (poses.size() < images.size()) {
      reading.warn(
          images.size()
              - poses.size()
              + " of "
              + images.size()
              + " images have no position: their time is before, after or in a gap of the table.");
    }
    return reading.mapByRadius(radius);
  }

  private static @Nullable Track nearest(Map<String, Track> tracks, String folder) {
    for (String base = folder; ; base = FolderListing.parent(base)) {
      Track track = tracks.get(base);
      if (track != null || base.isEmpty()) {
        return track;
      }
    }
  }

  /**
   * Where the vehicle was when.
   *
   * @param byColumn for each column of times the places by time
   */
  private record Track(
      Map<String, NavigableMap<Long, Pose>> byColumn, Map<String, Double> usualGaps) {

    private record Place(Pose pose, boolean exact) {}

    static Track read(Path file) {
      CsvFile table = CsvFile.read(file);
      List<String> header = table.lines().getFirst().fields();
      int east = column(header, EAST);
      int north = column(header, NORTH);
      Map<String, NavigableMap<Long, Pose>> byColumn = new HashMap<>();
      for (CsvFile.Line line : table.lines().subList(1, table.lines().size())) {
        Double x = table.number(line.field(east));
        Double y = table.number(line.field(north));
        if (x == null || y == null) {
          throw new InputException(
              file
                  + " is damaged: line "
                  + line.number()
                  + " has no number in "
                  + header.get(east)
                  + " or "
                  + header.get(north)
                  + ".");
        }
        for (int c = 0; c < header.size(); c++) {
          OptionalLong time = isTime(header.get(c)) ? time(line.field(c)) : OptionalLong.empty();
          if (time.isPresent()) {
            byColumn
                .computeIfAbsent(header.get(c), name -> new TreeMap<>())
                .put(time.getAsLong(), new Pose(x, y, null));
          }
        }
      }
      Map<String, Double> gaps = new HashMap<>();
      byColumn.forEach((name, places) -> gaps.put(name, usualGap(places)));
      return new Track(byColumn, gaps);
    }

    /** The place of a camera, by its folder's name, at a time; null if nobody knows. */
    @Nullable Place at(String camera, long time) {
      String column =
          byColumn.containsKey(camera + TIME_OF_CAMERA)
              ? camera + TIME_OF_CAMERA
              : byColumn.size() == 1 ? byColumn.keySet().iterator().next() : TIME;
      NavigableMap<Long, Pose> places = byColumn.get(column);
      return places == null ? null : at(places, time, GAP * usualGaps.getOrDefault(column, 0.0));
    }

    private static @Nullable Place at(NavigableMap<Long, Pose> places, long time, double mostGap) {
      Map.Entry<Long, Pose> before = places.floorEntry(time);
      Map.Entry<Long, Pose> after = places.ceilingEntry(time);
      if (before == null || after == null) {
        return null;
      }
      if (before.getKey() == time) {
        return new Place(before.getValue(), true);
      }
      double gap = after.getKey() - before.getKey();
      if (gap > mostGap) {
        return null;
      }
      double share = (time - before.getKey()) / gap;
      Pose a = before.getValue();
      Pose b = after.getValue();
      return new Place(
          new Pose(
              a.east() + share * (b.east() - a.east()),
              a.north() + share * (b.north() - a.north()),
              null),
          false);
    }

    private static double usualGap(NavigableMap<Long, Pose> places) {
      long[] times = places.keySet().stream().mapToLong(Long::longValue).toArray();
      if (times.length < 2) {
        return 0;
      }
      long[] gaps = new long[times.length - 1];
      Arrays.setAll(gaps, i -> times[i + 1] - times[i]);
      Arrays.sort(gaps);
      return gaps[gaps.length / 2];
    }
  }
}
