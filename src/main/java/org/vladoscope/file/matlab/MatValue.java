package org.vladoscope.file.matlab;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** The value of a variable. */
public sealed interface MatValue {

  /**
   * Numbers, true and false.
   *
   * @param rows length of the first axis
   * @param cols length of the other axes together
   * @param values the number at row + rows · column
   */
  record Numbers(int rows, int cols, IntToDoubleFunction values) implements MatValue {

    /** The number in a row and a column. */
    public double at(int row, int col) {
      return values.applyAsDouble(row + rows * col);
    }

    /** How many numbers there are. */
    public int size() {
      return rows * cols;
    }

    /**
     * A matrix whose zeros are not stored.
     *
     * @param rowOf for each number its row, rising in each column
     * @param from for each column its first number, and the end of the last
     * @param numbers the numbers, column by column
     */
    static Numbers sparse(int rows, int cols, int[] rowOf, int[] from, double[] numbers) {
      return new Numbers(
          rows,
          cols,
          index -> {
            int col = index / rows;
            int at = Arrays.binarySearch(rowOf, from[col], from[col + 1], index % rows);
            return at < 0 ? 0 : numbers[at];
          });
    }
  }

  /** A text. */
  record Text(String text) implements MatValue {}

  /** Values of any kind, column by column. */
  record Cells(List<MatValue> values) implements MatValue {

    /** Copies the list. */
    public Cells {
      values = List.copyOf(values);
    }
  }

  /** Values by name: a structure of one element. Those of version 5 are in the file's order. */
  record Fields(Map<String, MatValue> values) implements MatValue {}

  /** Something of another kind, which is not read. */
  record Other() implements MatValue {}
}
