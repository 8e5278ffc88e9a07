package org.vladoscope.ui.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
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
      awaitAny(dog);
      CountDownLatch asleep = new CountDownLatch(1);
      watched.submit(() -> standStill(asleep)).get(10, TimeUnit.SECONDS);
      watched.submit(() -> {}).get();
      Watchdog.Pause pause = awaitStandStill(dog);

      assertThat(pause.length()).isPositive();
      assertThat(asleep.getCount()).isZero();
    }
  }

  @Test
  void aTakenPauseIsForgotten() throws Exception {
    try (Watchdog dog = new Watchdog(watched)) {
      watched.submit(() -> standStill(new CountDownLatch(1))).get(10, TimeUnit.SECONDS);
      awaitStandStill(dog);
      dog.close();

      assertThat(standsStill(dog.takeLongest())).isFalse();
    }
  }

  /** Waits until the dog has met the thread, which it cannot ask anything before. */
  private static void awaitAny(Watchdog dog) throws InterruptedException {
    while (dog.takeLongest().length().isZero()) {
      Thread.sleep(1);
    }
  }

  private static Watchdog.Pause awaitStandStill(Watchdog dog) throws InterruptedException {
    Watchdog.Pause pause = dog.takeLongest();
    while (!standsStill(pause)) {
      Thread.sleep(5);
      pause = dog.takeLongest();
    }
    return pause;
  }

  private static boolean standsStill(Watchdog.Pause pause) {
    return pause.where().stream().anyMatch(call -> call.getMethodName().equals("standStill"));
  }

  private static void standStill(CountDownLatch asleep) {
    asleep.countDown();
    try {
      Thread.sleep(300);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
