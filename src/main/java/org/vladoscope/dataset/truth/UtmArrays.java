package org.vladoscope.dataset.truth;

import java.nio.file.Path;
import org.vladoscope.common.InputException;
import org.vladoscope.file.MalformedException;
import org.vladoscope.file.numpy.NpyArray;
import org.vladoscope.file.numpy.NpzFile;

/**
 * Positions as the original Patch-NetVLAD writes them: {@code utmQ}, {@code utmDb}, {@code
 * posDistThr}.
 *
 * @param queries for each query its two or three coordinates in metres
 * @param database for each database image as many
 * @param axes how many coordinates positions have, 2 or 3
 * @param radius greatest distance of a match in metres, or NaN if the file does not say
 */
public record UtmArrays(double[][] queries, double[][] database, int axes, double radius) {

  /**
   * Those of an archive.
   *
   * @throws InputException if they are missing or no positions
   */
  public static UtmArrays of(Path file, NpzFile arrays) {
    double[][] queries = positions(file, arrays, "utmQ");
    double[][] database = positions(file, arrays, "utmDb");
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
    NpyArray threshold = arrays.array("posDistThr").orElse(null);
    double radius =
        threshold == null || threshold.size() == 0
            ? Double.NaN
            : numbers(file, "posDistThr", threshold)[0];
    if (radius < 0 || Double.isInfinite(radius)) {
      throw new InputException("posDistThr of " + file + " is no distance: " + radius + ".");
    }
    return new UtmArrays(queries, database, axes, radius);
  }

  private static double[][] positions(Path file, NpzFile arrays, String name) {
    NpyArray array =
        arrays
            .array(name)
            .orElseThrow(
                () ->
                    new InputException(
                        file
                            + " has no array "
                            + name
                            + (arrays.names().isEmpty()
                                ? ""
                                : ", but " + String.join(", ", arrays.names()))
                            + "; a ground truth has utmQ, utmDb and posDistThr, or GThard and"
                            + " GTsoft."));
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
