package org.vladoscope.dataset.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.vladoscope.common.InputException;
import org.vladoscope.dataset.geo.CameraCentre;
import org.vladoscope.image.ImageDecoder;

/**
 * Which column of a file of poses is what: by the names in its first line, or by their number.
 *
 * @param layout what positions are
 * @param places the column of each part that the file has, from 0
 * @param header true if the first line names the columns
 * @param expected how a line should look, for messages
 * @param unused names of columns that are not used
 */
record PoseColumns(
    Layout layout,
    Map<Part, Integer> places,
    boolean header,
    String expected,
    List<String> unused) {

  /** What positions are. */
  enum Layout {
    /** Metres east and north. */
    METRES,
    /** Degrees or metres: only the values can tell. */
    UNNAMED,
    /** Latitude and longitude. */
    DEGREES,
    /** The turn and shift from the world to the camera. */
    WORLD_TO_CAMERA
  }

  /** What a column may say, with the names it goes by. */
  enum Part {
    NAME("image", "name", "key", "filename", "file", "file_name", "image_name", "path"),
    X("x", "east", "easting", "utm_east", "tx"),
    Y("y", "north", "northing", "utm_north", "ty"),
    UP("z", "up", "height", "altitude", "alt", "tz"),
    HEADING("heading", "yaw", "angle", "ca"),
    LATITUDE("lat", "latitude"),
    LONGITUDE("lon", "lng", "long", "longitude"),
    QW("qw"),
    QX("qx"),
    QY("qy"),
    QZ("qz");

    private final Set<String> names;

    Part(String... names) {
      this.names = Set.of(names);
    }
  }

  private static final String HOW =
      "Its first line may name them: image, x, y, z (metres), heading (degrees), or image, lat, lon"
          + " (degrees).";

  private static final int OF_BENCHMARK = 8;

  /** Copies the collections. */
  PoseColumns {
    places = Map.copyOf(places);
    unused = List.copyOf(unused);
  }

  /**
   * The columns of a file.
   *
   * @throws InputException if they cannot be told apart, saying how to name them
   */
  static PoseColumns of(CsvFile file) {
    if (file.lines().isEmpty()) {
      return counted(file);
    }
    List<String> first = file.lines().getFirst().fields();
    boolean header =
        !ImageDecoder.isImageName(first.getFirst())
            && first.stream().skip(1).allMatch(field -> file.number(field) == null)
            && first.size() > 1;
    return header ? named(file.name(), first) : counted(file);
  }

  /** The columns that a first line names; the first column of each part counts. */
  static Map<Part, Integer> parts(List<String> header) {
    Map<Part, Integer> places = new TreeMap<>();
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i).toLowerCase(Locale.ROOT).replaceAll("\\s*[(\\[].*", "");
      for (Part part : Part.values()) {
        if (part.names.contains(name)) {
          places.putIfAbsent(part, i);
        }
      }
    }
    return places;
  }

  private static PoseColumns named(String fileName, List<String> header) {
    Map<Part, Integer> places = parts(header);
    if (!places.containsKey(Part.NAME) && !places.containsValue(0)) {
      places.put(Part.NAME, 0);
    }
    boolean metres = places.containsKey(Part.X) && places.containsKey(Part.Y);
    boolean degrees = places.containsKey(Part.LATITUDE) && places.containsKey(Part.LONGITUDE);
    if (!places.containsKey(Part.NAME) || (!metres && !degrees)) {
      throw new InputException(
          fileName
              + " does not say which of its columns "
              + String.join(", ", header)
              + " are the image and its position. "
              + HOW);
    }
    if (metres && places.containsKey(Part.QW)) {
      throw new InputException(
          fileName
              + " has a quaternion, and does not say whether its shift is the place of the camera"
              + " or takes the world to the camera. Leave out qw, qx, qy, qz if it is the place;"
              + " leave out the first line if lines are name qw qx qy qz tx ty tz from the world to"
              + " the camera.");
    }
    if (metres) {
      places.remove(Part.LATITUDE);
      places.remove(Part.LONGITUDE);
    } else {
      places.remove(Part.X);
      places.remove(Part.Y);
    }
    Set<String> plain = Set.of("x", "y");
    Layout layout =
        !metres
            ? Layout.DEGREES
            : plain.contains(header.get(place(places, Part.X)).toLowerCase(Locale.ROOT))
                ? Layout.UNNAMED
                : Layout.METRES;
    List<String> unused = new ArrayList<>();
    for (int i = 0; i < header.size(); i++) {
      if (!places.containsValue(i) && !header.get(i).isEmpty()) {
        unused.add(header.get(i));
      }
    }
    return new PoseColumns(layout, places, true, String.join(",", header), unused);
  }

  private static int place(Map<Part, Integer> places, Part part) {
    Integer place = places.get(part);
    return place == null ? Integer.MAX_VALUE : place;
  }

  private static PoseColumns counted(CsvFile file) {
    int columns = mostCommonSize(file.lines());
    if (columns == OF_BENCHMARK && areTurns(file)) {
      return inOrder(
          Layout.WORLD_TO_CAMERA,
          "name,qw,qx,qy,qz,tx,ty,tz",
          List.of(Part.NAME, Part.QW, Part.QX, Part.QY, Part.QZ, Part.X, Part.Y, Part.UP));
    }
    if (columns > 4) {
      throw new InputException(
          file.name()
              + " has "
              + columns
              + " columns, and nothing says what they are. "
              + HOW
              + " Without it, lines are image, x, y and maybe the heading, or name qw qx qy qz tx"
              + " ty tz from the world to the camera.");
    }
    return inOrder(
        Layout.UNNAMED, "image,x,y[,heading]", List.of(Part.NAME, Part.X, Part.Y, Part.HEADING));
  }

  private static PoseColumns inOrder(Layout layout, String expected, List<Part> parts) {
    Map<Part, Integer> places =
        IntStream.range(0, parts.size()).boxed().collect(Collectors.toMap(parts::get, i -> i));
    return new PoseColumns(layout, places, false, expected, List.of());
  }

  private static int mostCommonSize(Collection<CsvFile.Line> lines) {
    Map<Integer, Long> sizes =
        lines.stream()
            .filter(line -> line.fields().size() >= 3)
            .collect(Collectors.groupingBy(line -> line.fields().size(), Collectors.counting()));
    return sizes.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(3);
  }

  private static boolean areTurns(CsvFile file) {
    return file.lines().stream()
        .filter(line -> line.fields().size() == OF_BENCHMARK)
        .map(line -> line.fields().stream().skip(1).map(file::number).toList())
        .filter(numbers -> !numbers.contains(null))
        .map(numbers -> numbers.stream().mapToDouble(Double::doubleValue).toArray())
        .allMatch(CameraCentre::isPose);
  }

  /** The field of a part; empty if the file or the line has none. */
  String field(CsvFile.Line line, Part part) {
    Integer place = places.get(part);
    return place == null ? "" : line.field(place);
  }

  /** How many fields a line has at most; any number if the first line names the columns. */
  int most() {
    return header ? Integer.MAX_VALUE : Arrays.stream(expected.split(",")).toList().size();
  }
}
