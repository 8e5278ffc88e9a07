package org.vladoscope.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vladoscope.common.Progress;

@Timeout(60)
class NativeCallTest {

  private final NativeCall call = new NativeCall();
  private final CountDownLatch mayEnd = new CountDownLatch(1);

  @Test
  void aCancelDoesNotWaitForTheCallButWhatItWorksOnIsFreedAfterIt() throws InterruptedException {
    CountDownLatch freed = new CountDownLatch(1);

    assertThatThrownBy(() -> call.run(this::untilItMayEnd, cancelled()))
        .isInstanceOf(CancellationException.class);
    call.afterwards(freed::countDown);

    assertThat(freed.getCount()).as("still in use").isEqualTo(1);
    mayEnd.countDown();
    assertThat(freed.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void anEndedCallLeavesNothingToWaitFor() {
    AtomicBoolean called = new AtomicBoolean();
    AtomicBoolean freed = new AtomicBoolean();

    call.run(() -> called.set(true), Progress.NONE);
    call.afterwards(() -> freed.set(true));

    assertThat(called).isTrue();
    assertThat(freed).isTrue();
  }

  @Test
  void aFailureIsTheCallers() {
    IllegalStateException failure = new IllegalStateException("LAPACK, code 3");
    assertThatThrownBy(
            () ->
                call.run(
                    () -> {
                      throw failure;
                    },
                    Progress.NONE))
        .isSameAs(failure);
  }

  private void untilItMayEnd() {
    try {
      mayEnd.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Progress cancelled() {
    return new Progress() {
      @Override
      public void report(String message, double fraction) {}

      @Override
      public boolean isCancelled() {
        return true;
      }
    };
  }
}
