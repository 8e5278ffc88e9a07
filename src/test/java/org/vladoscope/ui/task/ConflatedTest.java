package org.vladoscope.ui.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConflatedTest {

  private final Deque<Runnable> work = new ArrayDeque<>();
  private final List<String> shown = new ArrayList<>();
  private final Conflated lane = new Conflated(new BackgroundTasks(work::add, Runnable::run));

  @Test
  void whatHasBegunIsShownAndOnlyTheNewestOfThoseThatWait() {
    submit("a");
    submit("b");
    submit("c");
    assertThat(work).as("one at a time").hasSize(1);
    work.remove().run();
    assertThat(shown).containsExactly("a");
    assertThat(lane.isBusy()).isTrue();
    work.remove().run();
    assertThat(shown).containsExactly("a", "c");
    assertThat(work).isEmpty();
    assertThat(lane.isBusy()).isFalse();
  }

  @Test
  void aFailureDoesNotHoldUpTheNext() {
    lane.submit(
        "bad",
        progress -> {
          throw new IllegalStateException("no");
        },
        result -> shown.add("done"),
        failure -> shown.add("failed"));
    submit("next");
    work.remove().run();
    work.remove().run();
    assertThat(shown).containsExactly("failed", "next");
  }

  private void submit(String name) {
    lane.submit(name, progress -> name, shown::add, failure -> shown.add("failed"));
  }
}
