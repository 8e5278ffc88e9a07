package org.vladoscope.ui.task;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches how long a thread keeps others waiting: it hands the thread one tiny task after another
 * and remembers the longest time one of them had to wait. While it waits it looks where the thread
 * is, so that a long pause can be explained.
 */
public final class Watchdog implements AutoCloseable {

  private static final long BETWEEN_MS = 2;

  /** Pauses below this are not looked into. */
  private static final long SUSPICIOUS_MS = 25;

  /**
   * The longest pause.
   *
   * @param length how long a task had to wait
   * @param busy processor time of the thread meanwhile; the rest it waited itself, for another
   *     thread or for a processor
   * @param where what the thread was doing meanwhile, innermost call first; empty if the pause was
   *     too short to be looked into
   */
  public record Pause(Duration length, Duration busy, List<StackTraceElement> where) {

    /** No pause at all. */
    public static final Pause NONE = new Pause(Duration.ZERO, Duration.ZERO, List.of());

    /** Copies the list. */
    public Pause {
      where = List.copyOf(where);
    }
  }

  private final Executor watched;
  private final Thread dog;
  private volatile boolean closed;
  private volatile @Nullable Thread thread;
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private Pause longest = Pause.NONE;
  private Pause busiest = Pause.NONE;

  /**
   * Begins to watch.
   *
   * @param watched runs tasks on the thread
   */
  public Watchdog(Executor watched) {
    this.watched = watched;
    this.dog = Thread.ofPlatform().daemon().name("watchdog").start(this::watch);
  }

  private void watch() {
    try {
      while (!closed) {
        once();
        Thread.sleep(BETWEEN_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void once() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    long[] end = new long[2];
    Thread known = thread;
    long cpu = known == null ? 0 : threads.getThreadCpuTime(known.threadId());
    long start = System.nanoTime();
    watched.execute(
        () -> {
          thread = Thread.currentThread();
          end[0] = System.nanoTime();
          end[1] = threads.getCurrentThreadCpuTime();
          done.countDown();
        });
    List<StackTraceElement> where = List.of();
    while (!done.await(SUSPICIOUS_MS, TimeUnit.MILLISECONDS)) {
      Thread suspect = thread;
      if (closed) {
        return;
      }
      if (suspect != null && where.isEmpty()) {
        where = List.of(suspect.getStackTrace());
      }
    }
    Duration busy = Duration.ofNanos(known == null ? 0 : end[1] - cpu);
    note(new Pause(Duration.ofNanos(end[0] - start), busy, where));
  }

  private synchronized void note(Pause pause) {
    if (pause.length().compareTo(longest.length()) > 0) {
      longest = pause;
    }
    if (pause.busy().compareTo(busiest.busy()) > 0) {
      busiest = pause;
    }
  }

  /** The pause in which the thread itself worked most since this was asked last. */
  public synchronized Pause takeBusiest() {
    Pause taken = busiest;
    busiest = Pause.NONE;
    return taken;
  }

  /** The longest pause since this was asked last, or since the beginning. */
  public synchronized Pause takeLongest() {
    Pause taken = longest;
    longest = Pause.NONE;
    return taken;
  }

  /** Stops watching. */
  @Override
  public void close() {
    closed = true;
    dog.interrupt();
  }
}
