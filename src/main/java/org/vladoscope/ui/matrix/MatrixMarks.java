package org.vladoscope.ui.matrix;

import java.util.function.IntFunction;

/**
 * Cells of a matrix that are marked, such as the right answers.
 *
 * @param certain columns that are marked in a row, rising
 * @param possible columns that count neither way in a row, rising
 */
public record MatrixMarks(IntFunction<int[]> certain, IntFunction<int[]> possible) {

  /** No marks. */
  public static final MatrixMarks NONE = new MatrixMarks(row -> new int[0], row -> new int[0]);
}
