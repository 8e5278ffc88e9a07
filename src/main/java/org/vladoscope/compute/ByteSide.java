package org.vladoscope.compute;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.Arena;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import org.vladoscope.common.FloatMatrix;

/**
 * Products of rows that are rounded to bytes, summed exactly. Processors with such instructions
 * multiply four times as many bytes as 32-bit numbers at a time.
 */
final class ByteSide implements ProductSide {

  private final TensorRuntime tensors;
  private final Arena arena = Arena.ofShared();
  private final NDManager manager;
  private final NDArray right;
  private final float[] rightScales;

  ByteSide(TensorRuntime tensors, FloatMatrix b) {
    this.tensors = tensors;
    this.manager = tensors.newManager();
    ByteRows rows = ByteRows.of(b, 0, b.rows());
    this.right = tensors.tensor(manager, arena, rows.values(), new Shape(b.rows(), b.cols()));
    this.rightScales = rows.scales();
  }

  @Override
  public void product(FloatMatrix a, int from, int rows, int group, Compute.ProductBlock consumer) {
    ByteRows some = ByteRows.of(a, from, rows);
    try (Arena ownArena = Arena.ofConfined();
        NDManager own = tensors.newManager()) {
      NDArray left = tensors.tensor(own, ownArena, some.values(), new Shape(rows, a.cols()));
      NDArray product = tensors.byteProducts().run(left, right);
      product.attach(own);
      IntBuffer sums = product.toByteBuffer(true).order(ByteOrder.nativeOrder()).asIntBuffer();
      float[] products = new float[Math.min(group, rows) * rightScales.length];
      for (int first = 0; first < rows; first += group) {
        int count = Math.min(group, rows - first);
        scale(sums, some.scales(), first, count, products);
        consumer.accept(from + first, count, products);
      }
    }
  }

  private void scale(IntBuffer sums, float[] leftScales, int first, int rows, float[] products) {
    int columns = rightScales.length;
    int[] row = new int[columns];
    float[] scaled = new float[columns];
    for (int i = 0; i < rows; i++) {
      sums.get(row);
      scale(row, leftScales[first + i], rightScales, scaled);
      System.arraycopy(scaled, 0, products, i * columns, columns);
    }
  }

  private static void scale(int[] sums, float factor, float[] factors, float[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = sums[i] * factors[i] * factor;
    }
  }

  @Override
  public void close() {
    manager.close();
    arena.close();
  }
}
