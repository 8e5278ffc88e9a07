package org.vladoscope.ui.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
      Watchdog.Pause pause = await(dog);

      assertThat(pause.length()).isGreaterThan(Duration.ofMillis(100));
      assertThat(pause.where())
          .anySatisfy(call -> assertThat(call.getMethodName()).isEqualTo("standStill"));
      assertThat(asleep.getCount()).isZero();
    }
  }

  @Test
  void aTakenPauseIsForgotten() throws Exception {
    try (Watchdog dog = new Watchdog(watched)) {
      watched.submit(() -> standStill(new CountDownLatch(1))).get(10, TimeUnit.SECONDS);
      await(dog);
      dog.close();

      assertThat(dog.takeLongest().length()).isLessThan(Duration.ofMillis(100));
    }
  }

  /** Waits until the dog has met the thread, which it cannot ask anything before. */
  private static void awaitAny(Watchdog dog) throws InterruptedException {
    while (dog.takeLongest().length().isZero()) {
      Thread.sleep(1);
    }
  }

  private static Watchdog.Pause await(Watchdog dog) throws InterruptedException {
    Watchdog.Pause longest = Watchdog.Pause.NONE;
    while (longest.length().compareTo(Duration.ofMillis(100)) < 0) {
      longest = dog.takeLongest();
      Thread.sleep(5);
    }
    return longest;
  }

  private static void standStill(CountDownLatch asleep) {
    asleep.countDown();
    try {
      Thread.sleep(150);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
