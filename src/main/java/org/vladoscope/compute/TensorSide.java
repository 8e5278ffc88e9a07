package org.vladoscope.compute;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.Arena;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.vladoscope.common.FloatMatrix;

/** Products on the device of the tensors. */
final class TensorSide implements ProductSide {

  private final TensorRuntime tensors;
  private final Precision precision;
  private final Arena arena = Arena.ofShared();
  private final NDManager manager;
  private final NDArray right;

  TensorSide(TensorRuntime tensors, FloatMatrix b, Precision precision) {
    this.tensors = tensors;
    this.precision = precision;
    this.manager = tensors.newManager();
    this.right = tensors.tensor(manager, arena, b.data(), 0, new Shape(b.rows(), b.cols()));
  }

  @Override
  public void product(FloatMatrix a, int from, int rows, int group, Compute.ProductBlock consumer) {
    try (Arena ownArena = Arena.ofConfined();
        NDManager own = tensors.newManager()) {
      NDArray left =
          tensors.tensor(own, ownArena, a.data(), from * a.cols(), new Shape(rows, a.cols()));
      NDArray product =
          precision == Precision.BF16
              ? tensors.narrowProducts().run(left, right)
              : left.matMul(right.transpose());
      product.attach(own);
      FloatBuffer values =
          product.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer();
      int columns = values.remaining() / rows;
      float[] products = new float[Math.min(group, rows) * columns];
      for (int first = 0; first < rows; first += group) {
        int count = Math.min(group, rows - first);
        values.get(products, 0, count * columns);
        consumer.accept(from + first, count, products);
      }
    }
  }

  @Override
  public void close() {
    manager.close();
    arena.close();
  }
}
