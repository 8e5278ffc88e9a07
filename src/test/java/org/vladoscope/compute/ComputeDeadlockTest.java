package org.vladoscope.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.vladoscope.common.Progress;

class ComputeDeadlockTest {

  @Test
  void aCallersWorkEndsEvenIfAllWorkersWaitForALockItHolds() throws Exception {
    ReentrantLock lock = new ReentrantLock();
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch workersWait = new CountDownLatch(2);
    AtomicInteger done = new AtomicInteger();
    Compute.Task waitsForTheLock =
        i -> {
          if (Thread.currentThread().getName().startsWith("compute-")) {
            workersWait.countDown();
          }
          lock.lock();
          try {
            done.get();
          } finally {
            lock.unlock();
          }
        };
    ExecutorService callers =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task);
              thread.setDaemon(true);
              return thread;
            });
    try (Compute compute = Compute.open(DeviceChoice.CPU, 2)) {
      Future<?> holder =
          callers.submit(
              () -> {
                lock.lock();
                try {
                  held.countDown();
                  assertThat(workersWait.await(60, TimeUnit.SECONDS)).isTrue();
                  compute.parallel(4, Progress.NONE, i -> done.incrementAndGet());
                } finally {
                  lock.unlock();
                }
                return null;
              });
      assertThat(held.await(60, TimeUnit.SECONDS)).isTrue();
      Future<?> first = callers.submit(() -> compute.parallel(2, Progress.NONE, waitsForTheLock));
      Future<?> second = callers.submit(() -> compute.parallel(2, Progress.NONE, waitsForTheLock));
      // A wait without an end would hang the build: this is no bound on the speed.
      holder.get(60, TimeUnit.SECONDS);
      first.get(60, TimeUnit.SECONDS);
      second.get(60, TimeUnit.SECONDS);
    }
    assertThat(done).hasValue(4);
  }
}
