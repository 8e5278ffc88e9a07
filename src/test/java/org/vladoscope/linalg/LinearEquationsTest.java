package org.vladoscope.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.vladoscope.common.FloatMatrix;

/** Rows that a matrix turns into given ones. */
class LinearEquationsTest {

  @Test
  void theMatrixTurnsTheSolutionIntoTheRowsGiven() {
    FloatMatrix a = FloatMatrix.of(2, 2, new float[] {1, 2, 0, 4});

    // (x, y)·A = (x, 2x + 4y).
    assertThat(LinearEquations.solveRows(a, FloatMatrix.of(2, 2, new float[] {3, 2, -1, 6})).data())
        .containsExactly(3, -1, -1, 2);
  }

  @Test
  void aMatrixWithoutAnInverseIsRefused() {
    FloatMatrix flat = FloatMatrix.of(2, 2, new float[] {1, 2, 2, 4});

    assertThatThrownBy(() -> LinearEquations.solveRows(flat, FloatMatrix.zeros(1, 2)))
        .isInstanceOf(ArithmeticException.class);
  }
}
