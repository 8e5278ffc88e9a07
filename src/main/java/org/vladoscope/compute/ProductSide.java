package org.vladoscope.compute;

import org.vladoscope.common.FloatMatrix;

/** The right side of a product, where the product is computed. */
interface ProductSide extends AutoCloseable {

  /**
   * Some rows of the left side times this one, transposed. May be called by several threads.
   *
   * @param from the first row
   * @param rows how many
   * @param group so many rows are handed out at a time
   * @param consumer told in the order of the rows, once the whole product is known
   */
  void product(FloatMatrix left, int from, int rows, int group, Compute.ProductBlock consumer);

  @Override
  void close();
}
