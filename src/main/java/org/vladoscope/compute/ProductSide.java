package org.vladoscope.compute;

import org.vladoscope.common.FloatMatrix;

/** The right side of a product, where the product is computed. */
interface ProductSide extends AutoCloseable {

  /**
   * Some rows of the left side times this one, transposed. May be called by several threads.
   *
   * @return row-major
   */
  float[] product(FloatMatrix left, int from, int rows);

  @Override
  void close();
}
