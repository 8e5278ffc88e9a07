package org.vladoscope.erase;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.vladoscope.common.InputException;
import org.vladoscope.common.L2;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.NativeRows;
import org.vladoscope.compute.ProcessMemory;
import org.vladoscope.index.Distance;
import org.vladoscope.index.Vectors;

/**
 * The global descriptors of all database images, outside the Java heap, so that a new query is
 * compared with all of them by one product of matrix and vector.
 */
final class DatabaseRows implements AutoCloseable {

  /** Values of a block: 32 MB, so that several threads share even a small database. */
  private static final int BLOCK_VALUES = 8 << 20;

  /** Reads the descriptor of a row. */
  interface Source {
    float[] row(int row);
  }

  private final int length;
  private final int blockRows;
  private final List<NativeRows> blocks = new ArrayList<>();
  private final double[] squares;
  private final Compute compute;
  private double largestNorm;

  private DatabaseRows(int rows, int length, Compute compute) {
    this.length = length;
    this.compute = compute;
    this.squares = new double[rows];
    int shares = Math.max(1, compute.threads());
    this.blockRows = Math.max(1, Math.min(BLOCK_VALUES / length, (rows + shares - 1) / shares));
  }

  /**
   * Reads them all.
   *
   * @throws InputException if they do not fit into memory
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  static DatabaseRows read(
      int rows, int length, Source source, Compute compute, Progress progress) {
    long bytes = (long) rows * length * Float.BYTES;
    long free = ProcessMemory.available().orElse(Long.MAX_VALUE);
    if (bytes > free / 4 * 3) {
      throw new InputException(
          String.format(
              "Ranking %d images anew needs their descriptors of %d values in memory, %.1f GB, and"
                  + " %.1f GB are free; choose fewer clusters, or a projection from a file, which"
                  + " shortens global descriptors.",
              rows, length, bytes / 1e9, free / 1e9));
    }
    DatabaseRows all = new DatabaseRows(rows, length, compute);
    try {
      for (int from = 0; from < rows; from += all.blockRows) {
        all.blocks.add(new NativeRows(Math.min(all.blockRows, rows - from), length));
      }
      AtomicInteger done = new AtomicInteger();
      compute.parallel(
          rows,
          progress,
          i -> {
            all.put(i, source.row(i));
            progress.report(
                "Reading the global descriptors of the database",
                (double) done.incrementAndGet() / rows);
          });
    } catch (RuntimeException | Error e) {
      all.close();
      throw e;
    }
    double largest = 0;
    for (double square : all.squares) {
      largest = Math.max(largest, square);
    }
    all.largestNorm = Math.sqrt(largest);
    return all;
  }

  private void put(int row, float[] values) {
    if (values.length != length) {
      throw new IllegalArgumentException(
          "a descriptor of " + values.length + " values among those of " + length);
    }
    blocks.get(row / blockRows).set(row % blockRows, values);
    double norm = L2.norm(values, 0, length);
    squares[row] = norm * norm;
  }

  int count() {
    return squares.length;
  }

  /** A copy of one of them. */
  float[] row(int row) {
    return blocks.get(row / blockRows).row(row % blockRows);
  }

  /** Squared distances of a descriptor from all rows, in single precision: see {@link #error}. */
  double[] squaredDistances(float[] query) {
    double norm = L2.norm(query, 0, length);
    double[] keys = new double[squares.length];
    compute.parallel(
        blocks.size(),
        Progress.NONE,
        b -> {
          float[] products = blocks.get(b).times(query);
          for (int i = 0; i < products.length; i++) {
            int row = b * blockRows + i;
            keys[row] = Math.max(0, norm * norm + squares[row] - 2.0 * products[i]);
          }
        });
    return keys;
  }

  /** The squared distance of a descriptor from one row, in double precision. */
  double exact(float[] query, int row) {
    return exact(query, row(row));
  }

  /** The squared distance of two descriptors, likewise. */
  static double exact(float[] query, float[] other) {
    return Vectors.key(Distance.EUCLIDEAN, query, 0, other, 0, query.length);
  }

  /** By how much {@link #squaredDistances} may be wrong. */
  double error(float[] query) {
    return Vectors.keyError(Distance.EUCLIDEAN, length, L2.norm(query, 0, length), largestNorm);
  }

  @Override
  public void close() {
    blocks.forEach(NativeRows::close);
    blocks.clear();
  }
}
