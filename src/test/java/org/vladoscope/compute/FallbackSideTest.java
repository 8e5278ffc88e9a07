package org.vladoscope.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vladoscope.common.FloatMatrix;

/** What happens when a GPU's memory is full, with a side that runs out of it on purpose. */
class FallbackSideTest {

  private final List<String> calls = new ArrayList<>();

  private static RuntimeException full() {
    return new IllegalStateException(
        "forward failed", new RuntimeException("CUDA out of memory. Tried to allocate 2.00 GiB"));
  }

  /** Gives each row's number, for as many rows at once as fit. */
  private ProductSide side(String name, int fits) {
    return new ProductSide() {
      @Override
      public void product(
          FloatMatrix left, int from, int rows, int group, Compute.ProductBlock consumer) {
        calls.add(name + " " + rows);
        if (rows > fits) {
          throw full();
        }
        for (int i = 0; i < rows; i++) {
          consumer.accept(from + i, 1, new float[] {from + i});
        }
      }

      @Override
      public void close() {
        calls.add(name + " closed");
      }
    };
  }

  private static float[] product(ProductSide side, int from, int rows) {
    float[] products = new float[rows];
    side.product(
        FloatMatrix.zeros(0, 0),
        from,
        rows,
        1,
        (first, count, values) -> products[first - from] = values[0]);
    return products;
  }

  @Test
  void blocksAreHalvedUntilTheyFitTheDevice() {
    try (FallbackSide side =
        new FallbackSide(() -> side("gpu", 60), () -> side("cpu", Integer.MAX_VALUE))) {
      assertThat(product(side, 10, 101)).hasSize(101).contains(10, 110);
    }
    assertThat(calls).containsExactly("gpu 101", "gpu 50", "gpu 51", "gpu closed");
  }

  @Test
  void theCpuTakesOverForGoodWhereNotEvenASmallBlockFits() {
    try (FallbackSide side =
        new FallbackSide(() -> side("gpu", 0), () -> side("cpu", Integer.MAX_VALUE))) {
      float[] values = product(side, 0, 64);
      for (int i = 0; i < values.length; i++) {
        assertThat(values[i]).isEqualTo(i);
      }
    }
    assertThat(calls)
        .containsExactly("gpu 64", "gpu 32", "cpu 32", "cpu 32", "gpu closed", "cpu closed");
  }

  @Test
  void theCpuTakesOverIfTheRightSideDoesNotFitAtAll() {
    try (FallbackSide side =
        new FallbackSide(
            () -> {
              throw full();
            },
            () -> side("cpu", Integer.MAX_VALUE))) {
      assertThat(product(side, 5, 2)).containsExactly(5, 6);
    }
  }

  @Test
  void otherFailuresAreNotMistakenForAFullMemory() {
    RuntimeException other = new IllegalStateException("shapes do not fit");
    try (FallbackSide side =
        new FallbackSide(
            () ->
                new ProductSide() {
                  @Override
                  public void product(
                      FloatMatrix left,
                      int from,
                      int rows,
                      int group,
                      Compute.ProductBlock consumer) {
                    throw other;
                  }

                  @Override
                  public void close() {}
                },
            () -> side("cpu", 1))) {
      assertThatThrownBy(() -> product(side, 0, 2)).isSameAs(other);
    }
  }
}
