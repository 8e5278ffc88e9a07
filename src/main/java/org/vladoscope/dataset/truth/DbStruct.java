package org.vladoscope.dataset.truth;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;
import org.vladoscope.file.matlab.MatFile;
import org.vladoscope.file.matlab.MatValue;

/**
 * The {@code dbStruct} of a {@code .mat} file, as Pittsburgh and Tokyo 24/7 come with: names and
 * positions of images.
 *
 * @param file the file
 * @param database names of database images
 * @param databaseAt for each its east and north in metres
 * @param queries names of queries
 * @param queriesAt for each its east and north in metres
 * @param radius greatest distance of a match in metres, or NaN if the file does not say
 */
public record DbStruct(
    Path file,
    List<String> database,
    double[][] databaseAt,
    List<String> queries,
    double[][] queriesAt,
    double radius) {

  private static final String VARIABLE = "dbStruct";

  /** Copies the lists. */
  public DbStruct {
    database = List.copyOf(database);
    queries = List.copyOf(queries);
  }

  /**
   * That of a file, if it has one.
   *
   * @throws InputException if it cannot be used, saying why
   */
  public static Optional<DbStruct> read(Path file) {
    MatValue value = MatFile.read(file, Set.of(VARIABLE)).get(VARIABLE);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof MatValue.Fields fields)) {
      throw new InputException(VARIABLE + " of " + file + " is no structure with named fields.");
    }
    List<String> database = names(file, fields.values(), "db", "database images");
    List<String> queries = names(file, fields.values(), "q", "queries");
    return Optional.of(
        new DbStruct(
            file,
            database,
            positions(file, fields.values(), "utmDb", database.size()),
            queries,
            positions(file, fields.values(), "utmQ", queries.size()),
            radius(file, fields.values())));
  }

  private static @Nullable MatValue field(Map<String, MatValue> fields, String name) {
    return fields.entrySet().stream()
        .filter(e -> e.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  /** The only list of texts whose field begins so: {@code dbImageFns}, {@code qImageFns}. */
  private static List<String> names(
      Path file, Map<String, MatValue> fields, String begin, String what) {
    List<MatValue.Cells> lists = new ArrayList<>();
    fields.forEach(
        (name, value) -> {
          if (name.toLowerCase(Locale.ROOT).startsWith(begin)
              && value instanceof MatValue.Cells cells) {
            lists.add(cells);
          }
        });
    if (lists.size() != 1) {
      throw new InputException(
          VARIABLE
              + " of "
              + file
              + " has "
              + (lists.isEmpty() ? "no list" : lists.size() + " lists")
              + " of names of "
              + what
              + "; expected is one, "
              + begin
              + "ImageFns.");
    }
    List<String> names = new ArrayList<>();
    for (MatValue value : lists.getFirst().values()) {
      MatValue inner =
          value instanceof MatValue.Cells cells && cells.values().size() == 1
              ? cells.values().getFirst()
              : value;
      if (!(inner instanceof MatValue.Text text)) {
        throw new InputException(
            "Name " + (names.size() + 1) + " of the " + what + " in " + file + " is no text.");
      }
      names.add(text.text());
    }
    return names;
  }

  /** Positions, a column for each image; a row for each where the shape leaves no doubt. */
  private static double[][] positions(
      Path file, Map<String, MatValue> fields, String name, int count) {
    if (!(field(fields, name) instanceof MatValue.Numbers numbers)) {
      throw new InputException(
          VARIABLE + " of " + file + " has no positions " + name + "; expected are 2 rows.");
    }
    boolean columns = numbers.rows() == 2 && numbers.cols() == count;
    if (!columns && !(numbers.cols() == 2 && numbers.rows() == count)) {
      throw new InputException(
          name
              + " of "
              + file
              + " is of "
              + numbers.rows()
              + " rows and "
              + numbers.cols()
              + " columns, but there are "
              + count
              + " names; expected are 2 rows, east and north, and a column for each.");
    }
    double[][] positions = new double[count][2];
    for (int i = 0; i < count; i++) {
      for (int axis = 0; axis < 2; axis++) {
        double value = columns ? numbers.at(axis, i) : numbers.at(i, axis);
        if (!Double.isFinite(value)) {
          throw new InputException(
              "Position " + (i + 1) + " of " + name + " in " + file + " is " + value + ".");
        }
        positions[i][axis] = value;
      }
    }
    return positions;
  }

  private static double radius(Path file, Map<String, MatValue> fields) {
    if (!(field(fields, "posDistThr") instanceof MatValue.Numbers numbers) || numbers.size() == 0) {
      return Double.NaN;
    }
    double radius = numbers.at(0, 0);
    if (!(radius >= 0) || Double.isInfinite(radius)) {
      throw new InputException("posDistThr of " + file + " is no distance: " + radius + ".");
    }
    return radius;
  }
}
