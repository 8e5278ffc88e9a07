package org.vladoscope.ui.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchdogTest {

  private final ExecutorService watched = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() {
    watched.shutdownNow();
  }

  @Test
  void aThreadThatStandsStillIsNoticedAndAskedWhereItIs() throws Exception {
    try (Watchdog dog = new Watchdog(watched)) {
      Watchdog.Pause pause = pauseThatWasSeen(dog);

      assertThat(pause.where())
          .extracting(StackTraceElement::getMethodName)
          .as("innermost call first")
          .containsSubsequence("sleep", "standStill");
      assertThat(pause.length()).isPositive();
    }
  }

  @Test
  void aTakenPauseIsForgotten() throws Exception {
    try (Watchdog dog = new Watchdog(watched)) {
      Watchdog.Pause taken = pauseThatWasSeen(dog);

      assertThat(dog.takeLongest()).isNotSameAs(taken);
    }
  }

  /**
   * Has the thread stand still until the dog has looked where it is, which it may miss at times.
   */
  private Watchdog.Pause pauseThatWasSeen(Watchdog dog) throws Exception {
    Watchdog.Pause pause;
    do {
      watched.submit(WatchdogTest::standStill).get(60, TimeUnit.SECONDS);
      pause = dog.takeLongest();
    } while (pause.where().stream().noneMatch(c -> c.getMethodName().equals("standStill")));
    return pause;
  }

  private static void standStill() {
    try {
      Thread.sleep(150);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
