package org.vladoscope.cli.output;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The wish that the process ends before its work is done: Ctrl-C, or a kill. Whoever computes
 * stops, and the process waits for that, because native code that still runs while a process is
 * taken down crashes.
 */
public final class Shutdown {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final CountDownLatch ended = new CountDownLatch(1);
  private final List<Runnable> stops = new CopyOnWriteArrayList<>();
  private volatile boolean wished;

  /** Nobody wishes it yet. */
  public Shutdown() {}

  /** Listens to the virtual machine, which calls from a thread of its own. */
  public static Shutdown ofProcess() {
    Shutdown shutdown = new Shutdown();
    Runtime.getRuntime().addShutdownHook(new Thread(shutdown::wish, "shutdown"));
    return shutdown;
  }

  /** Lets all work stop, and waits until it has. */
  public void wish() {
    if (ended.getCount() > 0) {
      wished = true;
      stops.forEach(Runnable::run);
      try {
        var unused = ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** True if work should stop. */
  public boolean isWished() {
    return wished;
  }

  /** Says how something is stopped that does not ask {@link #isWished}. */
  public void onWish(Runnable stop) {
    stops.add(stop);
  }

  /** The work is done, or has stopped. */
  public void ended() {
    ended.countDown();
  }
}
