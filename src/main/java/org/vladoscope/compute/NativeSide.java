package org.vladoscope.compute;

import org.vladoscope.common.FloatMatrix;

/** Products of 32-bit numbers on the calling thread. */
final class NativeSide implements ProductSide {

  private final NativeMatrix right;

  NativeSide(FloatMatrix b) {
    right = NativeMatrix.of(b);
  }

  @Override
  public void product(
      FloatMatrix left, int from, int rows, int group, Compute.ProductBlock consumer) {
    try (NativeMatrix some = NativeMatrix.ofRows(left, from, rows);
        NativeMatrix product = new NativeMatrix(rows, right.rows())) {
      product.setTimesTransposed(some, right);
      float[] products = new float[Math.min(group, rows) * right.rows()];
      for (int first = 0; first < rows; first += group) {
        int count = Math.min(group, rows - first);
        product.copyRows(first, count, products, 0);
        consumer.accept(from + first, count, products);
      }
    }
  }

  @Override
  public void close() {
    right.close();
  }
}
