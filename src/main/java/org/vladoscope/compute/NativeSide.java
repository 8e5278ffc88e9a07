package org.vladoscope.compute;

import org.vladoscope.common.FloatMatrix;

/** Products of 32-bit numbers on the calling thread. */
final class NativeSide implements ProductSide {

  private final NativeMatrix right;

  NativeSide(FloatMatrix b) {
    right = NativeMatrix.of(b);
  }

  @Override
  public void product(FloatMatrix left, int from, int rows, float[] products, int at) {
    try (NativeMatrix some = NativeMatrix.ofRows(left, from, rows);
        NativeMatrix product = new NativeMatrix(rows, right.rows())) {
      product.setTimesTransposed(some, right);
      product.copyRows(0, rows, products, at);
    }
  }

  @Override
  public void close() {
    right.close();
  }
}
