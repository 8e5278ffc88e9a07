package org.vladoscope.dataset.truth;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.file.MalformedException;
import org.vladoscope.file.matlab.MatFile;
import org.vladoscope.file.matlab.MatValue;
import org.vladoscope.file.numpy.NpyArray;
import org.vladoscope.file.numpy.NpzFile;

/**
 * A table of which images belong together, as VPR_Tutorial keeps it: {@code GThard} and, for images
 * that are neither right nor wrong, {@code GTsoft}. A row for each database image, a column for
 * each query.
 */
public final class TruthMatrix {

  private static final String HARD = "GThard";
  private static final String SOFT = "GTsoft";

  private final Path file;
  private final Table hard;
  private final @Nullable Table soft;

  /** A number for each row and column. */
  @FunctionalInterface
  private interface Cell {
    double at(int row, int col) throws MalformedException;
  }

  private record Table(String name, int rows, int cols, Cell cells) {}

  private TruthMatrix(Path file, Table hard, @Nullable Table soft) {
    this.file = file;
    this.hard = hard;
    this.soft = soft;
  }

  /** That of an archive, if it has one. */
  public static Optional<TruthMatrix> of(Path file, NpzFile arrays) {
    return of(
        file,
        arrays.array(HARD).map(array -> table(file, HARD, array)).orElse(null),
        arrays.array(SOFT).map(array -> table(file, SOFT, array)).orElse(null));
  }

  /** That of a MATLAB file, if it has one. */
  public static Optional<TruthMatrix> ofMatlab(Path file) {
    Map<String, MatValue> values = MatFile.read(file, Set.of(HARD, SOFT));
    return of(file, table(file, HARD, values.get(HARD)), table(file, SOFT, values.get(SOFT)));
  }

  /** That of an array of true and false. */
  public static TruthMatrix of(Path file, NpyArray array) {
    return new TruthMatrix(file, table(file, "the array", array), null);
  }

  private static Optional<TruthMatrix> of(Path file, @Nullable Table hard, @Nullable Table soft) {
    if (hard == null && soft != null) {
      throw new InputException(
          file + " has " + SOFT + " but no " + HARD + ", which says what is right.");
    }
    return hard == null ? Optional.empty() : Optional.of(new TruthMatrix(file, hard, soft));
  }

  private static Table table(Path file, String name, NpyArray array) {
    int[] shape = array.shape();
    if (shape.length != 2 || !array.type().isNumber()) {
      throw new InputException(
          name
              + " of "
              + file
              + " is "
              + array.words()
              + "; expected is true or false for each database image and query, [database,"
              + " queries].");
    }
    return new Table(name, shape[0], shape[1], (row, col) -> array.number(row * shape[1] + col));
  }

  private static @Nullable Table table(Path file, String name, @Nullable MatValue value) {
    return switch (value) {
      case null -> null;
      case MatValue.Numbers numbers -> new Table(name, numbers.rows(), numbers.cols(), numbers::at);
      default ->
          throw new InputException(
              name
                  + " of "
                  + file
                  + " holds no numbers; expected is true or false for each database image and"
                  + " query.");
    };
  }

  /** How many database images it has. */
  public int database() {
    return hard.rows;
  }

  /** How many queries it has. */
  public int queries() {
    return hard.cols;
  }

  /** True if it also says which images are neither right nor wrong. */
  public boolean hasSoft() {
    return soft != null;
  }

  /**
   * The ground truth.
   *
   * @param queries how many queries there are
   * @param database how many database images there are
   * @throws InputException if it is of other numbers of images, or holds anything but true and
   *     false
   */
  public GroundTruth truth(int queries, int database) {
    GroundTruth truth = GroundTruth.of(lists(hard, queries, database));
    return soft == null ? truth : truth.withSoft(lists(soft, queries, database));
  }

  private List<int[]> lists(Table table, int queries, int database) {
    if (table.rows != database || table.cols != queries) {
      boolean turned = table.rows == queries && table.cols == database;
      throw new InputException(
          table.name
              + " of "
              + file
              + " is of "
              + table.rows
              + " database images (rows) and "
              + table.cols
              + " queries (columns), but there are "
              + database
              + " and "
              + queries
              + (turned
                  ? ": rows and columns look swapped, or database and queries."
                  : ". Is it of another list of images?"));
    }
    List<int[]> lists = new ArrayList<>();
    try {
      for (int query = 0; query < queries; query++) {
        IntStream.Builder list = IntStream.builder();
        for (int image = 0; image < database; image++) {
          double value = table.cells.at(image, query);
          if (value != 0 && value != 1) {
            throw new InputException(
                table.name
                    + " of "
                    + file
                    + " holds "
                    + value
                    + " in row "
                    + image
                    + ", column "
                    + query
                    + "; only true and false, or 1 and 0, say what belongs together.");
          }
          if (value == 1) {
            list.add(image);
          }
        }
        lists.add(list.build().toArray());
      }
    } catch (MalformedException e) {
      throw new InputException(file + " cannot be used: " + e.getMessage() + ".", e);
    }
    return lists;
  }
}
