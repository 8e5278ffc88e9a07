package org.vladoscope.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StepsBackTest {

  private final StepsBack<Integer> steps = new StepsBack<>();

  private boolean move(int from, int to) {
    steps.begin(from);
    return steps.end(to);
  }

  @Test
  void aMovementIsOneStepBackAndOneForth() {
    assertThat(move(1, 5)).isTrue();
    assertThat(steps.undoableProperty().get()).isTrue();
    assertThat(steps.undo(5)).contains(1);
    assertThat(steps.undoableProperty().get()).isFalse();
    assertThat(steps.redo(1)).contains(5);
    assertThat(steps.redo(5)).isEmpty();
  }

  @Test
  void aMovementThatEndsWhereItBeganIsNone() {
    assertThat(move(1, 1)).isFalse();
    assertThat(steps.end(7)).as("that never began").isFalse();
    assertThat(steps.undo(1)).isEmpty();
  }

  @Test
  void whatWasUndoneCannotBeDoneAgainAfterAnotherMovement() {
    move(1, 2);
    steps.undo(2);
    move(1, 3);
    assertThat(steps.redoableProperty().get()).isFalse();
    assertThat(steps.undo(3)).contains(1);
  }

  @Test
  void theOldestOfVeryManyStepsAreForgotten() {
    for (int i = 0; i < 300; i++) {
      move(i, i + 1);
    }
    int undone = 0;
    for (int now = 300; steps.undoableProperty().get(); now = steps.undo(now).orElseThrow()) {
      undone++;
    }
    assertThat(undone).isEqualTo(200);
  }
}
