package org.vladoscope.dataset.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.vladoscope.common.InputException;
import org.vladoscope.dataset.DistanceTruth;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.truth.DbStruct;
import org.vladoscope.dataset.truth.IndexLists;
import org.vladoscope.dataset.truth.TruthMatrix;
import org.vladoscope.dataset.truth.UtmArrays;
import org.vladoscope.file.numpy.NpyArray;
import org.vladoscope.file.numpy.NpyFile;
import org.vladoscope.file.numpy.NpzFile;

/** Reads another ground truth for a map that is open. */
public final class TruthFiles {

  private static final String EXPECTED =
      ".csv or .txt (query,match[,match…]), .npz (utmQ, utmDb, posDistThr, or GThard, GTsoft), .npy"
          + " (a list of database indices for each query) or .mat (GThard, GTsoft, or dbStruct)";

  private TruthFiles() {}

  /**
   * What a file says.
   *
   * @param truth which images belong together; by the stated radius or, without one, by the usual
   *     one, if the file says where they were taken
   * @param distances how far they are apart, if the file says where they were taken: for other
   *     radii
   * @param radius the radius in metres that the file states, if it does
   * @param notes what should be known of how the file was understood, sentences
   */
  public record Imported(
      GroundTruth truth,
      Optional<DistanceTruth> distances,
      OptionalDouble radius,
      List<String> notes) {

    /** Copies the list. */
    public Imported {
      notes = List.copyOf(notes);
    }

    private static Imported of(GroundTruth truth, List<String> notes) {
      return new Imported(truth, Optional.empty(), OptionalDouble.empty(), notes);
    }
  }

  /**
   * Reads a file by its ending.
   *
   * <ul>
   *   <li>{@code .npz} as the original Patch-NetVLAD writes it ({@code utmQ}, {@code utmDb}, {@code
   *       posDistThr}; two columns, or three with the height), or with {@code GThard} and {@code
   *       GTsoft}; rows in the order of the images by name;
   *   <li>{@code .npy} with a list of database indices for each query, or a table of true and
   *       false;
   *   <li>{@code .mat} with {@code GThard} and {@code GTsoft}, or a {@code dbStruct}, whose images
   *       are found by name;
   *   <li>{@code .csv} with lines of {@code query,match[,match…]}.
   * </ul>
   *
   * @throws InputException if it cannot be used, saying why
   */
  public static Imported read(Path file, PlaceMap map) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return switch (FileKind.ending(name)) {
      case "npz" -> npz(file, map);
      case "npy" -> npy(file, map);
      case "mat" -> mat(file, map);
      case "csv", "txt" -> csv(file, map);
      default ->
          throw new InputException(file + " is no ground truth; it can be " + EXPECTED + ".");
    };
  }

  /** The table of what belongs together in a {@code .npz} or {@code .mat} file, if it has one. */
  public static Optional<TruthMatrix> matrix(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return name.endsWith(".mat")
        ? TruthMatrix.ofMatlab(file)
        : TruthMatrix.of(file, NpzFile.open(file));
  }

  /**
   * Refuses to count images by their place where it is not clear which order is meant.
   *
   * @throws InputException if names have another order as numbers than as texts
   */
  public static void requireOneOrder(Path file, PlaceMap map) {
    for (List<PlaceImage> images : List.of(map.database(), map.queries())) {
      int[] order = byNumber(images);
      for (int i = 0; i < order.length; i++) {
        if (order[i] != i) {
          throw new InputException(
              file
                  + " counts images by their place in the list, but as numbers the names of "
                  + map.name()
                  + " have another order than as texts ("
                  + images.get(order[i]).name()
                  + " before "
                  + images.get(i).name()
                  + "). Give them leading zeros, or name the images in a .csv.");
        }
      }
    }
  }

  /**
   * Places of images in the order of the numbers they are named by; as they are if they are not.
   */
  private static int[] byNumber(List<PlaceImage> images) {
    int[] order = IntStream.range(0, images.size()).toArray();
    List<String> stems =
        images.stream()
            .map(image -> FolderListing.lastPart(image.name()))
            .map(name -> name.substring(0, Math.max(0, name.lastIndexOf('.'))))
            .toList();
    String begin = stems.isEmpty() ? "" : stems.getFirst().replaceFirst("\\d+$", "");
    boolean numbered =
        stems.stream()
            .allMatch(
                stem ->
                    stem.startsWith(begin) && stem.substring(begin.length()).matches("\\d{1,18}"));
    if (numbered) {
      order =
          IntStream.of(order)
              .boxed()
              .sorted(
                  Comparator.comparingLong(
                      i -> Long.parseLong(stems.get(i).substring(begin.length()))))
              .mapToInt(Integer::intValue)
              .toArray();
    }
    return order;
  }

  private static Imported csv(Path file, PlaceMap map) {
    List<String> warnings = new ArrayList<>();
    GroundTruth truth =
        CsvGroundTruth.read(
            file, map, "database/", map.queriesAreDatabase() ? "database/" : "queries/", warnings);
    return Imported.of(truth, warnings);
  }

  private static Imported matrix(Path file, TruthMatrix matrix, PlaceMap map) {
    requireOneOrder(file, map);
    return Imported.of(matrix.truth(map.queries().size(), map.database().size()), List.of());
  }

  private static Imported npy(Path file, PlaceMap map) {
    NpyArray array = NpyFile.read(file);
    if (array.type().kind() == 'b') {
      return matrix(file, TruthMatrix.of(file, array), map);
    }
    IndexLists lists = IndexLists.of(file, array);
    int queries = map.queries().size();
    List<int[]> positives = lists.positives(queries, map.database().size());
    if (!lists.namesQueries()) {
      requireOneOrder(file, map);
      return Imported.of(GroundTruth.of(positives), List.of());
    }
    // Pairs are those of VPR-Bench, which counts by the numbers in names.
    int[] known = byNumber(map.database());
    int[] asked = byNumber(map.queries());
    int[][] placed = new int[queries][];
    for (int q = 0; q < queries; q++) {
      placed[asked[q]] = IntStream.of(positives.get(q)).map(d -> known[d]).toArray();
    }
    return Imported.of(GroundTruth.of(List.of(placed)), List.of());
  }

  private static Imported npz(Path file, PlaceMap map) {
    NpzFile arrays = NpzFile.open(file);
    Optional<TruthMatrix> matrix = TruthMatrix.of(file, arrays);
    if (matrix.isPresent()) {
      return matrix(file, matrix.get(), map);
    }
    UtmArrays utm = UtmArrays.of(file, arrays);
    int queries = utm.queries().length;
    int database = utm.database().length;
    int wantedQueries = map.queries().size();
    int wantedDatabase = map.database().size();
    if (queries != wantedQueries || database != wantedDatabase) {
      boolean swapped = queries == wantedDatabase && database == wantedQueries;
      throw new InputException(
          file
              + " has "
              + queries
              + " queries and "
              + database
              + " database images, "
              + map.name()
              + " has "
              + wantedQueries
              + " and "
              + wantedDatabase
              + (swapped
                  ? ". Queries and database look swapped."
                  : ". Is it of another list of images?"));
    }
    List<String> warnings = new ArrayList<>();
    if (utm.axes() == 3) {
      warnings.add(
          "The positions in "
              + file.getFileName()
              + " have a third column; distances are taken in space, not on the map.");
    }
    return byDistance(
        DistanceTruth.ofPositions(utm.queries(), utm.database()), utm.radius(), warnings);
  }

  private static Imported byDistance(DistanceTruth distances, double stated, List<String> notes) {
    OptionalDouble radius =
        Double.isNaN(stated) ? OptionalDouble.empty() : OptionalDouble.of(stated);
    return new Imported(
        distances.within(radius.orElse(MapReading.DEFAULT_RADIUS)),
        Optional.of(distances),
        radius,
        notes);
  }

  private static Imported mat(Path file, PlaceMap map) {
    Optional<TruthMatrix> matrix = TruthMatrix.ofMatlab(file);
    if (matrix.isPresent()) {
      return matrix(file, matrix.get(), map);
    }
    DbStruct struct =
        DbStruct.read(file)
            .orElseThrow(
                () ->
                    new InputException(
                        file + " has neither GThard nor a dbStruct; expected is one of them."));
    double[][] database = positions(file, map.database(), struct.database(), struct.databaseAt());
    double[][] queries = positions(file, map.queries(), struct.queries(), struct.queriesAt());
    return byDistance(DistanceTruth.ofPositions(queries, database), struct.radius(), List.of());
  }

  /** The position of each image, found by its name, whatever folders stand before either name. */
  private static double[][] positions(
      Path file, List<PlaceImage> images, List<String> names, double[][] known) {
    Map<String, List<Integer>> byLastPart = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      byLastPart.computeIfAbsent(lastStem(names.get(i)), k -> new ArrayList<>()).add(i);
    }
    double[][] positions = new double[images.size()][];
    for (int i = 0; i < positions.length; i++) {
      String image = "/" + stem(images.get(i).name());
      List<Integer> alike =
          byLastPart.getOrDefault(lastStem(images.get(i).name()), List.of()).stream()
              .filter(n -> isSame(image, "/" + stem(names.get(n))))
              .toList();
      if (alike.size() != 1) {
        throw new InputException(
            file
                + (alike.isEmpty() ? " does not name " : " names more than once ")
                + images.get(i).name()
                + ". Is it of another list of images?");
      }
      positions[i] = known[alike.getFirst()];
    }
    return positions;
  }

  private static boolean isSame(String one, String other) {
    return one.endsWith(other) || other.endsWith(one);
  }

  private static String lastStem(String name) {
    return FolderListing.lastPart(stem(name));
  }

  private static String stem(String name) {
    return ImageNames.stem(ImageNames.plain(name.strip()));
  }
}
