package org.vladoscope.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vladoscope.common.FloatMatrix;

@Tag("slow")
class ProductTest {

  @Test
  void theProductHoldsTheDotProductsOfAllRows() {
    FloatMatrix a = random(1100, 24);
    FloatMatrix b = random(70, 24);
    try (Compute compute = Compute.open(DeviceChoice.CPU, 1)) {
      FloatMatrix product = compute.timesTransposed(a, b);

      double largest = 0;
      for (int i = 0; i < a.rows(); i++) {
        for (int j = 0; j < b.rows(); j++) {
          double dot = 0;
          for (int d = 0; d < a.cols(); d++) {
            dot += (double) a.get(i, d) * b.get(j, d);
          }
          largest = Math.max(largest, Math.abs(product.get(i, j) - dot));
        }
      }
      assertThat(largest).isLessThan(1e-5);
    }
  }

  @Test
  void theNumberOfThreadsChangesNoDigit() {
    FloatMatrix a = random(1200, 256);
    FloatMatrix b = random(300, 256);
    try (Compute one = Compute.open(DeviceChoice.CPU, 1);
        Compute three = Compute.open(DeviceChoice.CPU, 3)) {
      assertThat(three.timesTransposed(a, b)).isEqualTo(one.timesTransposed(a, b));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1,1400,4096",
    "1,4096,1025",
    "1,2049,8192",
    "2,1409,4096",
    "3,1111,4096",
    "4,9001,513"
  })
  void aFewRowsTimesALargeMatrixThatIsNeverCopiedWholeHaveTheSameDigits(
      int rows, int columns, int length) {
    FloatMatrix a = random(rows, length);
    FloatMatrix b = random(columns, length);
    FloatMatrix whole = FloatMatrix.zeros(rows, columns);
    try (NativeMatrix left = NativeMatrix.of(a);
        NativeMatrix right = NativeMatrix.of(b);
        NativeMatrix product = new NativeMatrix(rows, columns)) {
      product.setTimesTransposed(left, right);
      product.copyRows(0, rows, whole.data(), 0);
    }
    try (Compute compute = Compute.open(DeviceChoice.CPU, 1)) {
      FloatMatrix grouped = FloatMatrix.zeros(rows, columns);

      assertThat(PassingSide.suits(rows, b)).isTrue();
      assertThat(compute.timesTransposed(a, b)).isEqualTo(whole);
      compute.forEachProductBlock(
          a,
          b,
          Precision.FP32,
          2,
          (first, count, products) ->
              System.arraycopy(products, 0, grouped.data(), first * columns, count * columns));
      assertThat(grouped).isEqualTo(whole);
    }
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    try (NativeMatrix a = new NativeMatrix(2, 3);
        NativeMatrix b = new NativeMatrix(4, 5);
        NativeMatrix product = new NativeMatrix(2, 4)) {
      assertThatThrownBy(() -> product.setTimesTransposed(a, b))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("2 × 3 and 4 × 5 have no product of 2 × 4");
    }
  }

  private static FloatMatrix random(int rows, int cols) {
    Random random = new Random(rows);
    FloatMatrix matrix = FloatMatrix.zeros(rows, cols);
    for (int i = 0; i < matrix.data().length; i++) {
      matrix.data()[i] = (float) random.nextGaussian();
    }
    return matrix;
  }
}
