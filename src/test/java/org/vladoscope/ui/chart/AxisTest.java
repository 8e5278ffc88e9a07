package org.vladoscope.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AxisTest {

  @Test
  void wholeNumbersStandAtRoundSteps() {
    assertThat(Axis.wholeNumbers("Epoch", 5).ticks()).containsExactly(0.0, 1.0, 2.0, 3.0, 4.0, 5.0);
    assertThat(Axis.wholeNumbers("Epoch", 16).ticks()).startsWith(0.0, 2.0).endsWith(14.0, 16.0);
    assertThat(Axis.wholeNumbers("Epoch", 300).ticks()).startsWith(0.0, 20.0).endsWith(300.0);
    assertThat(Axis.wholeNumbers("Epoch", 10_000).ticks()).contains(1000.0).hasSize(11);
    assertThat(Axis.wholeNumbers("Epoch", 0).max()).isEqualTo(1);
  }
}
