package org.vladoscope.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;

class SymmetricEigenTest {

  /** Sizes below, at and above one panel of columns. */
  @ParameterizedTest
  @CsvSource({"1,1", "2,1", "2,2", "31,31", "32,5", "33,33", "97,40"})
  void vectorsAreOnlyStretchedByTheMatrixAndOrthogonal(int n, int count) {
    double[] matrix = symmetric(n);
    SymmetricEigen.Result found = strongest(matrix, n, count, Progress.NONE);
    assertThat(found.values()).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    for (int i = 0; i < count; i++) {
      for (int row = 0; row < n; row++) {
        double product = 0;
        for (int j = 0; j < n; j++) {
          product += matrix[row * n + j] * found.vectors().get(i, j);
        }
        assertThat(product)
            .isCloseTo(found.values()[i] * found.vectors().get(i, row), within(2e-6 * n));
      }
      for (int j = 0; j <= i; j++) {
        assertThat(Products.dot(found.vectors(), i, found.vectors(), j))
            .isCloseTo(i == j ? 1 : 0, within(1e-6));
      }
    }
    if (count == n) {
      double trace = 0;
      double sum = 0;
      for (int i = 0; i < n; i++) {
        trace += matrix[i * n + i];
        sum += found.values()[i];
      }
      assertThat(sum).as("all eigenvalues").isCloseTo(trace, within(1e-9 * n));
    }
  }

  @Test
  void aMatrixThatIsDiagonalAlreadyKeepsItsValues() {
    double[] matrix = new double[50 * 50];
    for (int i = 0; i < 50; i++) {
      matrix[i * 51] = (i * 7) % 50;
    }
    SymmetricEigen.Result found = strongest(matrix, 50, 3, Progress.NONE);
    assertThat(found.values()).containsExactly(new double[] {49, 48, 47}, within(1e-12));
    assertThat(Math.abs(found.vectors().get(0, 7))).isCloseTo(1, within(1e-6f));
  }

  @Test
  void endsWithTheColumnInWhichItIsCancelled() {
    AtomicInteger asked = new AtomicInteger();
    Progress impatient =
        new Progress() {
          @Override
          public void report(String message, double fraction) {}

          @Override
          public boolean isCancelled() {
            return asked.incrementAndGet() > 10;
          }
        };
    assertThatThrownBy(() -> strongest(symmetric(60), 60, 4, impatient))
        .isInstanceOf(CancellationException.class);
    assertThat(asked.get()).isEqualTo(11);
  }

  @Test
  void aMatrixTooLargeIsRefusedWithWhatCanBeDone() {
    assertThatThrownBy(() -> new SymmetricEigen(17_000))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("17000")
        .hasMessageContaining("use fewer samples");
    assertThatThrownBy(() -> new SampleMatrix(100_000, 32_768))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("100000 vectors of 32768 values need 13.1 GB");
  }

  private static SymmetricEigen.Result strongest(
      double[] matrix, int n, int count, Progress progress) {
    try (SymmetricEigen eigen = new SymmetricEigen(n)) {
      eigen.matrix().put(matrix);
      return eigen.strongest(count, progress);
    }
  }

  private static double[] symmetric(int n) {
    Random random = new Random(n);
    double[] matrix = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        matrix[i * n + j] = random.nextGaussian();
        matrix[j * n + i] = matrix[i * n + j];
      }
    }
    return matrix;
  }
}
