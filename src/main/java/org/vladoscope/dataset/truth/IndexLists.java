package org.vladoscope.dataset.truth;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.vladoscope.common.InputException;
import org.vladoscope.file.MalformedException;
import org.vladoscope.file.numpy.NpyArray;
import org.vladoscope.file.numpy.NpyFile;
import org.vladoscope.file.numpy.PickledRange;

/**
 * For each query the database images that show its place, as indices counted from 0: {@code
 * X_gt.npy} and {@code ground_truth_new.npy}. One array has a list for each query, or pairs of a
 * query's index and its list.
 */
public final class IndexLists {

  private final Path file;
  private final NpyArray array;
  private final boolean pairs;

  private IndexLists(Path file, NpyArray array, boolean pairs) {
    this.file = file;
    this.array = array;
    this.pairs = pairs;
  }

  /**
   * Opens a file.
   *
   * @throws InputException if it is no array that can be read, or none of lists
   */
  public static IndexLists read(Path file) {
    return of(file, NpyFile.read(file));
  }

  /** That of an array which was read from a file. */
  public static IndexLists of(Path file, NpyArray array) {
    int[] shape = array.shape();
    boolean objects = array.type().kind() == 'O';
    if (shape.length == 0 || shape.length > 2 || array.type().isText()) {
      throw expected(file, array);
    }
    try {
      boolean pairs =
          shape.length == 2 && shape[1] == 2 && objects && shape[0] > 0 && isList(array.element(1));
      if (shape.length == 2 && objects && !pairs && shape[0] > 0 && isList(array.element(0))) {
        throw expected(file, array);
      }
      return new IndexLists(file, array, pairs);
    } catch (MalformedException e) {
      throw cannot(file, e);
    }
  }

  private static InputException expected(Path file, NpyArray array) {
    return new InputException(
        file
            + " is "
            + array.words()
            + "; expected is one list of database indices for each query, [queries], or pairs of a"
            + " query's index and its list, [queries, 2].");
  }

  private static InputException cannot(Path file, MalformedException e) {
    return new InputException(file + " cannot be used: " + e.getMessage() + ".", e);
  }

  private static boolean isList(Object element) {
    return element instanceof List
        || element instanceof NpyArray
        || element instanceof PickledRange;
  }

  /** True if it names each query by its index, as VPR-Bench does. */
  public boolean namesQueries() {
    return pairs;
  }

  /** How many queries it has a list for. */
  public int queries() {
    return array.shape()[0];
  }

  /**
   * The lists, in the order of the queries.
   *
   * @param queries how many queries there are
   * @param database how many database images there are
   * @throws InputException if it has another number of lists, or an index that no image has
   */
  public List<int[]> positives(int queries, int database) {
    if (queries() != queries) {
      throw new InputException(
          file
              + " has lists for "
              + queries()
              + " queries, but there are "
              + queries
              + ". Is it of another list of images?");
    }
    int[][] lists = new int[queries][];
    try {
      for (int row = 0; row < queries; row++) {
        int query = pairs ? index(array.element(2 * row), queries, row, "queries") : row;
        if (lists[query] != null) {
          throw new InputException(file + " has two lists for the query " + query + ".");
        }
        lists[query] = list(row, database);
      }
    } catch (MalformedException e) {
      throw cannot(file, e);
    }
    checkOneReading(lists);
    return Arrays.asList(lists);
  }

  /** Numbers in two columns can be two matches, or a query and its match. */
  private void checkOneReading(int[][] lists) {
    int[] shape = array.shape();
    if (pairs || shape.length < 2 || shape[1] != 2 || lists.length < 2) {
      return;
    }
    for (int query = 0; query < lists.length; query++) {
      if (lists[query][0] != query) {
        return;
      }
    }
    throw new InputException(
        file
            + " can be read in two ways: each row as two matches, or as a query and its match. Save"
            + " it as an array of lists.");
  }

  private int[] list(int row, int database) throws MalformedException {
    int[] shape = array.shape();
    if (shape.length == 2 && !pairs) {
      int[] list = new int[shape[1]];
      for (int i = 0; i < list.length; i++) {
        list[i] = index(array.element(row * shape[1] + i), database, row, "database images");
      }
      return list;
    }
    return switch (array.element(pairs ? 2 * row + 1 : row)) {
      case List<?> list -> {
        checkLength(list.size(), database, row);
        int[] indices = new int[list.size()];
        for (int i = 0; i < indices.length; i++) {
          indices[i] = index(list.get(i), database, row, "database images");
        }
        yield indices;
      }
      case NpyArray list -> {
        checkLength(list.size(), database, row);
        int[] indices = new int[list.size()];
        for (int i = 0; i < indices.length; i++) {
          indices[i] = index(list.element(i), database, row, "database images");
        }
        yield indices;
      }
      case PickledRange range -> {
        checkLength(range.size(), database, row);
        int[] indices = new int[(int) range.size()];
        for (int i = 0; i < indices.length; i++) {
          indices[i] = index(range.first() + i * range.step(), database, row, "database images");
        }
        yield indices;
      }
      case Object single -> new int[] {index(single, database, row, "database images")};
    };
  }

  /** An index may stand twice in a list, but a list as long as none can be is a lie. */
  private void checkLength(long length, int database, int row) {
    if (length > 2L * database + 2) {
      throw new InputException(
          "Row "
              + row
              + " of "
              + file
              + " lists "
              + length
              + " matches, but there are only "
              + database
              + " database images.");
    }
  }

  private int index(Object element, int count, int row, String what) {
    double value =
        switch (element) {
          case Number number -> number.doubleValue();
          case NpyArray array when array.size() == 1 -> single(array);
          default -> Double.NaN;
        };
    if (value != Math.rint(value) || value < 0 || value >= count) {
      throw new InputException(
          "Row "
              + row
              + " of "
              + file
              + " holds "
              + (element instanceof Number ? words(value) : "something that is no number")
              + ", which is none of the "
              + count
              + " "
              + what
              + ", counted from 0.");
    }
    return (int) value;
  }

  private static String words(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.valueOf((long) value)
        : String.valueOf(value);
  }

  private double single(NpyArray array) {
    try {
      return array.number(0);
    } catch (MalformedException e) {
      throw cannot(file, e);
    }
  }
}
