package org.vladoscope.ui.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.vladoscope.common.InputException;

class LatestOnlyTest {

  private final Queue<Runnable> work = new ArrayDeque<>();
  private final BackgroundTasks tasks = new BackgroundTasks(work::add, Runnable::run);
  private final LatestOnly lane = new LatestOnly(tasks);
  private final List<String> shown = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();

  private RunningTask submit(String name) {
    return lane.submit(name, progress -> name, outcome());
  }

  private Outcome<String> outcome() {
    return Outcome.of(shown::add, failure -> failed.add(String.valueOf(failure.getMessage())));
  }

  private void runAll() {
    while (!work.isEmpty()) {
      work.remove().run();
    }
  }

  @Test
  void onlyTheNewestResultReachesTheScreen() {
    RunningTask first = submit("first");
    RunningTask second = submit("second");
    assertThat(first.isCancelled()).isTrue();
    assertThat(second.isCancelled()).isFalse();
    runAll();
    assertThat(shown).containsExactly("second");
    assertThat(lane.busyProperty().get()).isFalse();
    assertThat(tasks.running()).isEmpty();
  }

  @Test
  void aJobThatIgnoresItsCancellationIsNotShownEither() {
    lane.submit(
        "first",
        progress -> {
          submit("second");
          return "first";
        },
        outcome());
    runAll();
    assertThat(shown).containsExactly("second");
  }

  @Test
  void afterCancelNothingIsShown() {
    submit("first");
    lane.cancel();
    runAll();
    assertThat(shown).isEmpty();
    assertThat(failed).isEmpty();
  }

  @Test
  void aFailureIsToldOnce() {
    lane.submit(
        "broken",
        progress -> {
          throw new InputException("no such file");
        },
        outcome());
    runAll();
    assertThat(failed).containsExactly("no such file");
    assertThat(lane.busyProperty().get()).isFalse();
  }

  @Test
  void aResultThatComesTooLateIsClosed() {
    List<String> closed = new ArrayList<>();
    List<RunningTask> started = new ArrayList<>();
    started.add(
        tasks.start(
            "open",
            progress -> {
              started.getFirst().cancel();
              AutoCloseable result = () -> closed.add("closed");
              return result;
            },
            Outcome.of(result -> shown.add("opened"), failure -> {})));
    runAll();
    assertThat(shown).isEmpty();
    assertThat(closed).containsExactly("closed");
  }

  @Test
  void progressIsSeenOnTheTask() {
    List<Double> fractions = new ArrayList<>();
    RunningTask task =
        lane.submit(
            "count",
            progress -> {
              progress.report("half", 0.5);
              progress.part(0.5, 1).report("all of the rest", 0.5);
              return "done";
            },
            outcome());
    task.fractionProperty().addListener((o, before, now) -> fractions.add(now.doubleValue()));
    runAll();
    assertThat(fractions).containsExactly(0.5, 0.75);
    assertThat(task.messageProperty().get()).isEqualTo("all of the rest");
  }
}
