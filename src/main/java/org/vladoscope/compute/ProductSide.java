package org.vladoscope.compute;

import org.vladoscope.common.FloatMatrix;

/** The right side of a product, where the product is computed. */
interface ProductSide extends AutoCloseable {

  /**
   * Some rows of the left side times this one, transposed. May be called by several threads.
   *
   * @param from the first row
   * @param rows how many
   * @param products set to {@code [rows, n]}, row-major, from {@code at} on
   */
  void product(FloatMatrix left, int from, int rows, float[] products, int at);

  @Override
  void close();
}
