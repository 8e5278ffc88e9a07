package org.vladoscope.teach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;

class BlankImagesTest {

  @Test
  void twoBlankPicturesScoreWhatTheOriginalScores() {
    try (Compute compute = Compute.open(DeviceChoice.CPU, 1)) {
      BlankImages blank = BlankImages.compute(compute, Progress.NONE);
      assertThat(blank.score()).isCloseTo(0.17, within(0.015));
      assertThat(blank.cornerScore()).isCloseTo(0.156, within(0.001)).isLessThan(blank.score());
      assertThat(blank.scales())
          .extracting(scale -> scale.grid().count())
          .containsExactly(1131, 936, 759);
      assertThat(blank.scales())
          .allSatisfy(
              scale -> {
                assertThat(scale.corners()).as("four corners of 6 × 6").isEqualTo(144);
                assertThat(scale.matches())
                    .as("nearly all matches lie in the corners")
                    .isBetween(scale.corners(), scale.corners() + 40);
                int middle = scale.grid().count() / 2 + scale.grid().columns() / 2;
                assertThat(scale.inliers()[middle]).isFalse();
                assertThat(scale.inliers()[scale.grid().columns() - 1]).isTrue();
              });
    }
  }
}
