package org.vladoscope.dataset.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;
import org.vladoscope.dataset.Pose;
import org.vladoscope.dataset.format.PoseColumns.Layout;
import org.vladoscope.dataset.format.PoseColumns.Part;
import org.vladoscope.dataset.geo.CameraCentre;
import org.vladoscope.dataset.geo.GeoFix;
import org.vladoscope.dataset.geo.GeoPoint;
import org.vladoscope.dataset.geo.UtmZone;

/**
 * {@code poses.csv}: one image a line with its position. The first line may name the columns; else
 * they are image, x, y and maybe the heading, or those of the visual localisation benchmark.
 * Positions are metres, or degrees, which are laid out in metres.
 */
final class PosesFile {

  /** Metres of a map are seldom all written without, and degrees never are. */
  private static final Pattern DECIMALS = Pattern.compile("-?\\d{1,3}[.,]\\d+");

  /** As written, so many decimals make centimetres of degrees. */
  private static final Pattern MANY_DECIMALS = Pattern.compile("-?\\d{1,3}[.,]\\d{4,}");

  /** Places nearer to each other than this in metres would all be one place. */
  private static final double ONE_PLACE = 1;

  private final CsvFile file;
  private final PoseColumns columns;
  private final List<String> warnings;
  private final Map<CsvFile.Line, Pose> poses = new LinkedHashMap<>();

  private PosesFile(CsvFile file, PoseColumns columns, List<String> warnings) {
    this.file = file;
    this.columns = columns;
    this.warnings = warnings;
  }

  /**
   * Reads a file; lines that make no sense become warnings.
   *
   * @throws InputException if nobody can tell what its columns are
   */
  static PosesFile read(Path path, List<String> warnings) {
    CsvFile file = CsvFile.read(path);
    if (file.lines().isEmpty()) {
      warnings.add(file.name() + " is empty.");
    }
    PosesFile result = new PosesFile(file, PoseColumns.of(file), warnings);
    result.read();
    return result;
  }

  private void read() {
    file.noteTo(warnings);
    List<CsvFile.Line> lines = file.lines().subList(columns.header() ? 1 : 0, file.lines().size());
    if (!columns.unused().isEmpty()) {
      warnings.add(
          "Not used in "
              + file.name()
              + ": the columns "
              + String.join(", ", columns.unused())
              + ".");
    }
    Problems problems = new Problems(file.name());
    Map<CsvFile.Line, GeoFix> fixes = new LinkedHashMap<>();
    boolean degrees = columns.layout() == Layout.DEGREES || areDegrees(lines);
    for (CsvFile.Line line : lines) {
      boolean understood =
          line.fields().size() <= columns.most()
              && (degrees ? readFix(line, fixes) : readPose(line));
      if (!understood) {
        problems.add(line.number(), "'" + line.text() + "' is not " + columns.expected());
      }
    }
    problems.addTo(warnings);
    if (!fixes.isEmpty()) {
      UtmZone zone = UtmZone.around(fixes.values().stream().map(GeoFix::point).toList());
      fixes.forEach((line, fix) -> poses.put(line, fix.in(zone)));
      warnings.add(
          "Positions in "
              + file.name()
              + " are taken as degrees (latitude, longitude) and converted to metres ("
              + zone.words()
              + ").");
    }
    if (columns.layout() == Layout.WORLD_TO_CAMERA) {
      warnings.add(
          "Lines of "
              + file.name()
              + " are taken as name qw qx qy qz tx ty tz from the world to the camera, in metres.");
    }
    checkHeadings();
  }

  private boolean readPose(CsvFile.Line line) {
    Double x = number(line, Part.X);
    Double y = number(line, Part.Y);
    Double up = number(line, Part.UP);
    Double heading = number(line, Part.HEADING);
    if (x == null || y == null || isNoNumber(line, Part.UP) || isNoNumber(line, Part.HEADING)) {
      return false;
    }
    if (columns.layout() != Layout.WORLD_TO_CAMERA) {
      poses.put(line, new Pose(x, y, heading, up));
      return true;
    }
    double[] values = new double[7];
    for (int i = 0; i < values.length; i++) {
      Double value = file.number(line.field(i + 1));
      if (value == null) {
        return false;
      }
      values[i] = value;
    }
    poses.put(line, CameraCentre.of(values).pose());
    return true;
  }

  private boolean readFix(CsvFile.Line line, Map<CsvFile.Line, GeoFix> fixes) {
    boolean named = columns.layout() == Layout.DEGREES;
    Double latitude = number(line, named ? Part.LATITUDE : Part.X);
    Double longitude = number(line, named ? Part.LONGITUDE : Part.Y);
    if (latitude == null
        || longitude == null
        || !GeoPoint.isOnEarth(latitude, longitude)
        || isNoNumber(line, Part.UP)
        || isNoNumber(line, Part.HEADING)) {
      return false;
    }
    fixes.put(
        line,
        new GeoFix(
            new GeoPoint(latitude, longitude), number(line, Part.HEADING), number(line, Part.UP)));
    return true;
  }

  private @Nullable Double number(CsvFile.Line line, Part part) {
    return file.number(columns.field(line, part));
  }

  /** True for a field that says something, but no number; "nan" says that nothing is known. */
  private boolean isNoNumber(CsvFile.Line line, Part part) {
    String field = columns.field(line, part);
    return !field.isEmpty() && !field.equalsIgnoreCase("nan") && file.number(field) == null;
  }

  /**
   * Whether positions that nothing names are latitude and longitude: such as lie within a step of
   * each other if they were metres, far from zero, with many decimals.
   *
   * @throws InputException if columns named x and y are degrees, or degrees are in another order
   */
  private boolean areDegrees(List<CsvFile.Line> lines) {
    if (columns.layout() != Layout.UNNAMED) {
      return false;
    }
    Extent x = new Extent();
    Extent y = new Extent();
    int written = 0;
    int broken = 0;
    int count = 0;
    for (CsvFile.Line line : lines) {
      Double east = number(line, Part.X);
      Double north = number(line, Part.Y);
      if (east != null && north != null) {
        x.add(east);
        y.add(north);
        count++;
        broken +=
            DECIMALS.matcher(columns.field(line, Part.X)).matches()
                    && DECIMALS.matcher(columns.field(line, Part.Y)).matches()
                ? 1
                : 0;
        written +=
            MANY_DECIMALS.matcher(columns.field(line, Part.X)).matches()
                    && MANY_DECIMALS.matcher(columns.field(line, Part.Y)).matches()
                ? 1
                : 0;
      }
    }
    boolean fit = x.most() <= 90 && y.most() <= 180;
    boolean fitTurned = x.most() <= 180 && y.most() <= 90;
    if (count < 2 || 2 * broken < count || !(fit || fitTurned)) {
      return false;
    }
    boolean near = x.span() < ONE_PLACE && y.span() < ONE_PLACE;
    boolean fromZero = x.most() > 5 * x.span() || y.most() > 5 * y.span();
    if (2 * written < count) {
      if (near && fromZero) {
        throw new InputException(
            "Positions in "
                + file.name()
                + " all lie within a metre if they are metres, and may be degrees. Name the columns"
                + " in the first line: lat and lon for degrees, east and north for metres.");
      }
      return false;
    }
    if (near && fromZero && (columns.header() || !fit)) {
      throw new InputException(
          "Positions in "
              + file.name()
              + " look like degrees, and nothing says which is the latitude. Name the columns in"
              + " the first line: lat and lon for degrees, east and north for metres.");
    }
    if (!near || !fromZero) {
      warnings.add(
          "Positions in "
              + file.name()
              + " are taken as metres, though they could be degrees; if they are, name the columns"
              + " lat and lon in the first line.");
    }
    return near && fromZero;
  }

  /** Least and greatest of some numbers. */
  private static final class Extent {
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;

    void add(double value) {
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }

    double span() {
      return greatest - least;
    }

    double most() {
      return Math.max(Math.abs(least), Math.abs(greatest));
    }
  }

  private void checkHeadings() {
    List<Double> headings = new ArrayList<>();
    for (Pose pose : poses.values()) {
      if (pose.heading() != null) {
        headings.add(pose.heading());
      }
    }
    if (headings.stream().anyMatch(heading -> Math.abs(heading) > 360)) {
      throw new InputException(
          file.name()
              + " has "
              + (columns.header() ? "headings" : "a fourth column with numbers")
              + " beyond 360, which are no degrees. If they are heights, name the columns in the"
              + " first line: image, x, y, z.");
    }
    boolean radians =
        headings.stream().allMatch(h -> Math.abs(h) <= 2 * Math.PI)
            && headings.stream().anyMatch(h -> h != Math.rint(h));
    if (radians) {
      warnings.add(
          "Headings in "
              + file.name()
              + " are taken as degrees, though all lie between -6.3 and 6.3, as radians do.");
    }
  }

  /** Poses of images by their place in the lists of database images and of queries. */
  record Located(Map<Integer, Pose> database, Map<Integer, Pose> queries) {}

  /** Nobody can tell which of two poses is meant. */
  private void checkSame(
      @Nullable Pose before, Map.Entry<CsvFile.Line, Pose> now, @Nullable Long lineBefore) {
    if (before != null && !before.equals(now.getValue())) {
      throw new InputException(
          file.name()
              + " gives '"
              + columns.field(now.getKey(), Part.NAME)
              + "' two poses, in lines "
              + lineBefore
              + " and "
              + now.getKey().number()
              + "; leave one of them.");
    }
  }

  /** Finds the images that lines name; those that name none become warnings, as do repetitions. */
  Located locate(ImageNames database, ImageNames queries) {
    Located located = new Located(new HashMap<>(), new HashMap<>());
    Map<Integer, Long> linesOfDatabase = new HashMap<>();
    Map<Integer, Long> linesOfQueries = new HashMap<>();
    Problems problems = new Problems(file.name());
    int both = 0;
    for (Map.Entry<CsvFile.Line, Pose> entry : poses.entrySet()) {
      CsvFile.Line line = entry.getKey();
      String name = columns.field(line, Part.NAME);
      ImageNames.Match known = database.find(name);
      ImageNames.Match asked = queries.find(name);
      if (known == null && asked == null) {
        problems.add(line.number(), "there is no image '" + name + "'");
        continue;
      }
      int lengthKnown = known == null ? 0 : known.length();
      int lengthAsked = asked == null ? 0 : asked.length();
      both += known != null && asked != null && lengthKnown == lengthAsked ? 1 : 0;
      Long before = null;
      if (known != null && lengthKnown >= lengthAsked) {
        database.take(known, name);
        before = linesOfDatabase.putIfAbsent(known.index(), line.number());
        checkSame(located.database.putIfAbsent(known.index(), entry.getValue()), entry, before);
      }
      if (asked != null && lengthAsked >= lengthKnown) {
        queries.take(asked, name);
        Long other = linesOfQueries.putIfAbsent(asked.index(), line.number());
        checkSame(located.queries.putIfAbsent(asked.index(), entry.getValue()), entry, other);
        before = before == null ? other : before;
      }
      if (before != null) {
        problems.add(line.number(), "'" + name + "' has the same pose in line " + before);
      }
    }
    problems.addTo(warnings);
    if (both > 0) {
      warnings.add(
          file.name()
              + " names "
              + Leftovers.count(both, "image")
              + " that database and queries both have; both are given the pose.");
    }
    database.noteTo(warnings);
    queries.noteTo(warnings);
    return located;
  }
}
