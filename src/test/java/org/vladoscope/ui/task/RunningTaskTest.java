package org.vladoscope.ui.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RunningTaskTest {

  private long nanos;
  private final RunningTask task = new RunningTask("Indexing", Runnable::run, () -> nanos);

  private double leftAfter(double seconds, double fraction) {
    nanos = (long) (seconds * 1e9);
    task.report("step", fraction);
    return task.secondsLeftProperty().get();
  }

  @Test
  void whatIsLeftFollowsFromThePaceOnceItIsKnown() {
    assertThat(leftAfter(0, 0)).isNaN();
    assertThat(leftAfter(1, .1)).as("too early to tell").isNaN();
    assertThat(leftAfter(5, .5)).isCloseTo(5, within(1e-9));
  }

  @Test
  void aStepThatIsSlowerCountsMoreThanTheQuickOnesBefore() {
    leftAfter(0, 0);
    leftAfter(1, .5);
    for (int second = 2; second <= 60; second++) {
      leftAfter(second, .5 + .002 * second);
    }
    assertThat(leftAfter(61, .622)).isCloseTo(.378 / .002, within(15.0));
  }

  @Test
  void threadsThatReportPastOneAnotherDoNotHideWhatIsLeft() {
    leftAfter(0, 0);
    for (int image = 1; image <= 500; image++) {
      leftAfter(image * .01, image * .001);
      leftAfter(image * .01, (image - 1) * .001);
    }
    assertThat(leftAfter(5.01, .5)).isCloseTo(5, within(.1));
  }

  @Test
  void nothingIsSaidWhileNothingMovesOrTheWorkBeginsAnew() {
    leftAfter(0, .2);
    assertThat(leftAfter(5, .2)).isNaN();
    leftAfter(9, .6);
    assertThat(leftAfter(10, .1)).isNaN();
  }
}
