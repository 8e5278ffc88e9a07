package org.vladoscope.linalg;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;

/** Sums of products of centred samples in double precision, tile by tile. */
final class Gram {

  private static final int TILE = 512;
  private static final int DEPTH = 2048;

  private Gram() {}

  /**
   * Fills the lower triangle of X·Xᵀ (dual) or Xᵀ·X.
   *
   * @param target column-major, {@code [n, n]} if dual, else {@code [D, D]}
   */
  static void fill(
      SampleMatrix samples,
      boolean dual,
      DoublePointer target,
      Compute compute,
      Progress progress) {
    int side = dual ? samples.rows() : samples.cols();
    int depth = dual ? samples.cols() : samples.rows();
    int tiles = (side + TILE - 1) / TILE;
    int pairs = tiles * (tiles + 1) / 2;
    AtomicInteger done = new AtomicInteger();
    compute.parallel(
        pairs,
        progress,
        pair -> {
          int row = (int) ((Math.sqrt(8.0 * pair + 1) - 1) / 2);
          int column = pair - row * (row + 1) / 2;
          DoublePointer left = doubles(TILE * DEPTH);
          DoublePointer right = doubles(TILE * DEPTH);
          int height = Math.min(TILE, side - row * TILE);
          int width = Math.min(TILE, side - column * TILE);
          DoublePointer tile = target.getPointer((long) column * TILE * side + (long) row * TILE);
          for (int from = 0; from < depth; from += DEPTH) {
            progress.check();
            int some = Math.min(DEPTH, depth - from);
            copy(samples, dual, row * TILE, height, from, some, left);
            copy(samples, dual, column * TILE, width, from, some, right);
            openblas.cblas_dgemm(
                openblas.CblasColMajor,
                openblas.CblasTrans,
                openblas.CblasNoTrans,
                height,
                width,
                some,
                1,
                left,
                some,
                right,
                some,
                from == 0 ? 0 : 1,
                tile,
                side);
          }
          progress.report(
              "Comparing samples with each other", (double) done.incrementAndGet() / pairs);
        });
  }

  /** Items one after the other, of each {@code some} values. */
  private static void copy(
      SampleMatrix samples,
      boolean dual,
      int first,
      int items,
      int from,
      int some,
      DoublePointer target) {
    double[] values = new double[some];
    for (int i = 0; i < items; i++) {
      for (int k = 0; k < some; k++) {
        values[k] = dual ? samples.get(first + i, from + k) : samples.get(from + k, first + i);
      }
      target.getPointer((long) i * some).put(values);
    }
  }

  private static DoublePointer doubles(int count) {
    return new DoublePointer(
        ByteBuffer.allocateDirect(count * Double.BYTES)
            .order(ByteOrder.nativeOrder())
            .asDoubleBuffer());
  }
}
