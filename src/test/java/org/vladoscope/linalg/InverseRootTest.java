package org.vladoscope.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;

/** What makes directions vary alike. */
class InverseRootTest {

  @Test
  void directionsOfMuchVarianceShrinkAndOthersGrow() {
    // Eigenvalues 9 and 1 with mean 5; shrunk by .2 of it they are 10 and 2.
    FloatMatrix root = InverseRoot.of(new double[] {9, 0, 0, 1}, 2, .2, Progress.NONE);

    double strong = 1 / Math.sqrt(10);
    double weak = 1 / Math.sqrt(2);
    double mean = (strong + weak) / 2;
    assertThat((double) root.get(0, 0)).isCloseTo(strong / mean, within(1e-6));
    assertThat((double) root.get(1, 1)).isCloseTo(weak / mean, within(1e-6));
    assertThat((double) root.get(0, 1)).isCloseTo(0, within(1e-6));
  }

  @Test
  void itTurnsWithTheDirections() {
    // Variance 3 along (1, 1), 1 along (1, −1).
    FloatMatrix root = InverseRoot.of(new double[] {2, 1, 1, 2}, 2, 1e-9, Progress.NONE);

    double ratio = (root.get(0, 0) - root.get(0, 1)) / (root.get(0, 0) + root.get(0, 1));
    assertThat(ratio).isCloseTo(Math.sqrt(3), within(1e-5));
    assertThat(root.get(0, 1)).isEqualTo(root.get(1, 0));
  }

  @Test
  void nothingThatVariesLeavesEverythingAsItIs() {
    assertThat(InverseRoot.of(new double[4], 2, .3, Progress.NONE).data())
        .containsExactly(1, 0, 0, 1);
  }
}
