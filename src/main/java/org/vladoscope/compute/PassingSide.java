package org.vladoscope.compute;

import java.util.Arrays;
import org.vladoscope.common.FloatMatrix;

/**
 * Products of a few rows with a large matrix, on the calling thread. The matrix is used once, so it
 * is not copied out of the Java heap as a whole, as {@link NativeSide} does for the many blocks of
 * rows it serves, but a piece at a time: the projection of a global descriptor to 4096 values has
 * 134 MB, for each worker. Every sum has the order that it has in one product, and so all digits
 * are the same.
 */
final class PassingSide implements ProductSide {

  /** Bytes of a piece: larger than the processor's caches, so that nothing is lost by cutting. */
  private static final long PIECE_BYTES = 8L << 20;

  /** Pieces begin at multiples of what the library's kernels take at a time. */
  private static final int KERNEL_ROWS = 64;

  /**
   * With more rows the library takes other kernels at the end of a piece, which round otherwise.
   */
  private static final int MOST_ROWS = 4;

  private final FloatMatrix right;
  private final int piece;

  PassingSide(FloatMatrix right) {
    this.right = right;
    this.piece = pieceRows(right.cols());
  }

  private static int pieceRows(int cols) {
    long rows = PIECE_BYTES / Math.max(1, (long) cols * Float.BYTES);
    return (int) Math.max(1, rows / KERNEL_ROWS) * KERNEL_ROWS;
  }

  /** True if the matrix is larger than a piece, and the rows so few that it is gone over once. */
  static boolean suits(int leftRows, FloatMatrix right) {
    return leftRows <= MOST_ROWS && right.rows() > pieceRows(right.cols());
  }

  @Override
  public void product(
      FloatMatrix left, int from, int rows, int group, Compute.ProductBlock consumer) {
    int columns = right.rows();
    float[] products = new float[rows * columns];
    try (NativeMatrix some = NativeMatrix.ofRows(left, from, rows)) {
      for (int first = 0; first < columns; first += piece) {
        int count = Math.min(piece, columns - first);
        try (NativeMatrix part = NativeMatrix.ofRows(right, first, count);
            NativeMatrix product = new NativeMatrix(rows, count)) {
          product.setTimesTransposed(some, part);
          for (int row = 0; row < rows; row++) {
            product.copyRows(row, 1, products, row * columns + first);
          }
        }
      }
    }
    for (int first = 0; first < rows; first += group) {
      int count = Math.min(group, rows - first);
      int at = first * columns;
      consumer.accept(
          from + first,
          count,
          first == 0 ? products : Arrays.copyOfRange(products, at, at + count * columns));
    }
  }

  @Override
  public void close() {
    // Pieces are freed as soon as they are multiplied.
  }
}
