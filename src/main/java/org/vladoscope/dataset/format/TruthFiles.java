package org.vladoscope.dataset.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;
import org.vladoscope.dataset.DistanceTruth;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.TruthCheck;
import org.vladoscope.file.MalformedException;
import org.vladoscope.file.numpy.NpyArray;
import org.vladoscope.file.numpy.NpzFile;

/** Reads another ground truth for a map that is open. */
public final class TruthFiles {

  private TruthFiles() {}

  /**
   * What a file says.
   *
   * @param truth which images belong together
   * @param distances how far they are apart, if the file says where they were taken: for other
   *     radii
   * @param radius the file's own radius in metres, or NaN
   * @param warnings what is suspicious, for people
   */
  public record Imported(
      GroundTruth truth, Optional<DistanceTruth> distances, double radius, List<String> warnings) {

    /** Copies the list. */
    public Imported {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Reads {@code .npz} as the original Patch-NetVLAD writes it ({@code utmQ}, {@code utmDb}, {@code
   * posDistThr}; two columns, or three with the height; rows in the order of the images by name),
   * or {@code .csv} lines of {@code query,match[,match…]}.
   *
   * @param radius greatest distance of a match in metres instead of the file's own, or null
   * @throws InputException if it cannot be used, saying why
   */
  public static Imported read(Path file, PlaceMap map, @Nullable Double radius) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".npz")) {
      return npz(file, map, radius);
    }
    if (name.endsWith(".csv") || name.endsWith(".txt")) {
      List<String> warnings = new ArrayList<>();
      GroundTruth truth =
          CsvGroundTruth.read(
              file,
              map,
              "database/",
              map.queriesAreDatabase() ? "database/" : "queries/",
              warnings);
      warnings.addAll(TruthCheck.warnings(truth, map));
      return new Imported(truth, Optional.empty(), Double.NaN, warnings);
    }
    throw new InputException(
        file + " is neither .npz (utmQ, utmDb, posDistThr) nor .csv (query,match[,match…]).");
  }

  private static Imported npz(Path file, PlaceMap map, @Nullable Double radius) {
    NpzFile arrays = NpzFile.open(file);
    double[][] queries = positions(file, arrays, "utmQ");
    double[][] database = positions(file, arrays, "utmDb");
    int wantedQueries = map.queries().size();
    int wantedDatabase = map.database().size();
    if (queries.length != wantedQueries || database.length != wantedDatabase) {
      boolean swapped = queries.length == wantedDatabase && database.length == wantedQueries;
      throw new InputException(
          file
              + " has "
              + queries.length
              + " queries and "
              + database.length
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
    int axes = axes(file, queries, database);
    DistanceTruth distances = DistanceTruth.ofPositions(queries, database);
    NpyArray threshold = arrays.array("posDistThr").orElse(null);
    double own =
        threshold == null || threshold.size() == 0
            ? MapReading.DEFAULT_RADIUS
            : numbers(file, "posDistThr", threshold)[0];
    GroundTruth truth = distances.within(Objects.requireNonNullElse(radius, own));
    List<String> warnings = new ArrayList<>();
    if (threshold == null && radius == null) {
      warnings.add(
          String.valueOf(file.getFileName())
              + " has no posDistThr; images within 25 m are taken as matches.");
    }
    if (axes == 3) {
      warnings.add(
          "The positions in "
              + file.getFileName()
              + " have a third column; distances are taken in space, not on the map.");
    }
    warnings.addAll(TruthCheck.warnings(truth, map));
    return new Imported(truth, Optional.of(distances), own, warnings);
  }

  /** How many coordinates positions have, 2 or 3. */
  private static int axes(Path file, double[][] queries, double[][] database) {
    int axes = queries.length == 0 ? 2 : queries[0].length;
    if (database.length > 0 && queries.length > 0 && database[0].length != axes) {
      throw new InputException(
          "The arrays utmQ and utmDb of "
              + file
              + " have "
              + axes
              + " and "
              + database[0].length
              + " columns; they must have the same.");
    }
    return axes;
  }

  private static double[][] positions(Path file, NpzFile arrays, String name) {
    NpyArray array = arrays.array(name).orElse(null);
    if (array == null) {
      throw new InputException(
          file + " has no array " + name + "; a ground truth has utmQ, utmDb and posDistThr.");
    }
    int axes = array.shape().length == 2 ? array.shape()[1] : 0;
    if (axes < 2) {
      throw new InputException(
          "The array " + name + " of " + file + " is not a list of positions in metres.");
    }
    if (axes > 3) {
      throw new InputException(
          "The array "
              + name
              + " of "
              + file
              + " has "
              + axes
              + " columns; positions in metres have two, east and north, or three with the height."
              + " Write the columns that are meant into a file of their own.");
    }
    double[] values = numbers(file, name, array);
    double[][] positions = new double[array.shape()[0]][axes];
    for (int i = 0; i < positions.length; i++) {
      for (int axis = 0; axis < axes; axis++) {
        double value = values[i * axes + axis];
        if (!Double.isFinite(value)) {
          throw new InputException(
              "Row " + (i + 1) + " of " + name + " in " + file + " is no position: " + value + ".");
        }
        positions[i][axis] = value;
      }
    }
    return positions;
  }

  private static double[] numbers(Path file, String name, NpyArray array) {
    try {
      return array.numbers();
    } catch (MalformedException e) {
      throw new InputException(
          "The array " + name + " of " + file + " cannot be used: " + e.getMessage() + ".", e);
    }
  }
}
