package org.vladoscope.alias;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;

/** Descriptors in blocks of rows, read once and kept if there is room, else read again. */
final class DescriptorBlocks {

  /** Up to so many values are kept, 256 MB. */
  private static final long KEPT_VALUES = 64L << 20;

  private final int count;
  private final int size;
  private final int length;
  private final IntFunction<float @Nullable []> row;
  private final Compute compute;
  private final @Nullable FloatMatrix[] kept;

  /**
   * Blocks of descriptors.
   *
   * @param size rows of a block
   * @param length values of a row
   * @param row a descriptor of unit length, or null if its file cannot be used
   */
  DescriptorBlocks(
      int count, int size, int length, IntFunction<float @Nullable []> row, Compute compute) {
    this.count = count;
    this.size = size;
    this.length = length;
    this.row = row;
    this.compute = compute;
    this.kept = new FloatMatrix[blocks()];
  }

  /** How many blocks there are. */
  int blocks() {
    return (count + size - 1) / size;
  }

  /** The number of a block's first row. */
  int first(int block) {
    return block * size;
  }

  /** A block's rows; NaN for a file that cannot be used. */
  FloatMatrix block(int block, Progress progress) {
    FloatMatrix known = kept[block];
    if (known != null) {
      return known;
    }
    int from = first(block);
    int rows = Math.min(size, count - from);
    FloatMatrix read = FloatMatrix.zeros(rows, length);
    compute.parallel(
        rows,
        progress,
        i -> {
          float[] values = row.apply(from + i);
          if (values == null || values.length != length) {
            Arrays.fill(read.data(), i * length, (i + 1) * length, Float.NaN);
          } else {
            System.arraycopy(values, 0, read.data(), i * length, length);
          }
        });
    progress.check();
    if ((long) count * length <= KEPT_VALUES) {
      kept[block] = read;
    }
    return read;
  }
}
