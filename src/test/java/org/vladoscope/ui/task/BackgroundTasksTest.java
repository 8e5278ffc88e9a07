package org.vladoscope.ui.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class BackgroundTasksTest {

  @Test
  void aJobThatIsAskedForWhileTheWindowClosesIsCancelled() {
    ExecutorService workers = Executors.newSingleThreadExecutor();
    workers.shutdownNow();
    BackgroundTasks tasks = new BackgroundTasks(workers, Runnable::run);
    List<String> told = new ArrayList<>();

    RunningTask task =
        tasks.start(
            "Reading",
            running -> "read",
            new Outcome<>(told::add, e -> told.add("failed"), () -> told.add("cancelled")));

    assertThat(task.isCancelled()).isTrue();
    assertThat(told).containsExactly("cancelled");
    assertThat(tasks.running()).isEmpty();
  }
}
