package org.vladoscope.cli.output;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.vladoscope.compute.ProcessEnd;

/**
 * The wish that the process ends before its work is done: Ctrl-C, or a kill. Whoever computes
 * stops, and the process waits for that, because native code that still runs while a process is
 * taken down crashes.
 */
public final class Shutdown {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Exit code of a process that a kill ended: 128 and the number of SIGTERM. */
  public static final int KILLED = 143;

  private final Duration patience;
  private final Runnable giveUp;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final List<Runnable> stops = new CopyOnWriteArrayList<>();
  private volatile boolean wished;

  /** Nobody wishes it yet; after five seconds the process ends as it may. */
  public Shutdown() {
    this(PATIENCE, () -> {});
  }

  /**
   * Nobody wishes it yet.
   *
   * @param patience how long work may take to stop
   * @param giveUp what is done if it has not stopped by then
   */
  public Shutdown(Duration patience, Runnable giveUp) {
    this.patience = patience;
    this.giveUp = giveUp;
  }

  /**
   * Listens to the virtual machine, which calls from a thread of its own. Work that does not stop
   * within five seconds, such as one long call of native code, is left behind: the process ends at
   * once and says so.
   */
  public static Shutdown ofProcess() {
    return ofProcess(PATIENCE);
  }

  /** {@link #ofProcess()} with another patience. */
  public static Shutdown ofProcess(Duration patience) {
    Shutdown shutdown =
        new Shutdown(
            patience,
            () -> {
              System.out.flush();
              System.err.println("Cancelled.");
              System.err.flush();
              ProcessEnd.now(KILLED);
            });
    Runtime.getRuntime().addShutdownHook(new Thread(shutdown::wish, "shutdown"));
    return shutdown;
  }

  /** Lets all work stop, and waits until it has. */
  public void wish() {
    if (ended.getCount() > 0) {
      wished = true;
      stops.forEach(Runnable::run);
      try {
        if (!ended.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
          giveUp.run();
        }
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
