package org.vladoscope.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.vladoscope.common.InputException;

class DecodeMemoryTest {

  private static final long MEGABYTE = 1_000_000;

  private final DecodeMemory memory = new DecodeMemory(100 * MEGABYTE);

  @Test
  void whatTakesMoreThanThereIsIsRefusedWithHowMuchAndWhatToDo() {
    assertThatThrownBy(() -> memory.with("large.png", 540 * MEGABYTE, () -> "never"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("too little memory for large.png")
        .hasMessageContaining("about 540 MB")
        .hasMessageContaining("may take 100 MB")
        .hasMessageContaining("-Xmx");
  }

  @Test
  void imagesWaitUntilThereIsRoomForThem() throws Exception {
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch started = new CountDownLatch(1);
    try (ExecutorService workers = Executors.newFixedThreadPool(8)) {
      List<Future<?>> decoded = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        decoded.add(
            workers.submit(
                () -> {
                  started.await();
                  return memory.with(
                      "a.jpg",
                      40 * MEGABYTE,
                      () -> {
                        most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                        Thread.onSpinWait();
                        return atOnce.decrementAndGet();
                      });
                }));
      }
      started.countDown();
      for (Future<?> one : decoded) {
        one.get();
      }
    }

    assertThat(most.get()).isLessThanOrEqualTo(2);
  }

  @Test
  void whatRanOutOfMemoryIsTriedOnceMoreAlone() {
    AtomicInteger tries = new AtomicInteger();

    String result =
        memory.with(
            "a.jpg",
            MEGABYTE,
            () -> {
              if (tries.incrementAndGet() == 1) {
                throw new OutOfMemoryError();
              }
              return "decoded";
            });

    assertThat(result).isEqualTo("decoded");
  }

  @Test
  void whatRunsOutOfMemoryAloneIsSaidToBeTooLittleMemory() {
    assertThatThrownBy(
            () ->
                memory.with(
                    "a.jpg",
                    MEGABYTE,
                    () -> {
                      throw new OutOfMemoryError();
                    }))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("too little memory for a.jpg");
  }

  @Test
  void roomIsFreeAgainAfterAFailure() {
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(
              () ->
                  memory.with(
                      "a.jpg",
                      90 * MEGABYTE,
                      () -> {
                        throw new InputException("damaged");
                      }))
          .hasMessage("damaged");
    }
  }
}
