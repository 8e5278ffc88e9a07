package org.vladoscope.ui;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.Timings;

/** Measures from an action to the first frame that is laid out with what follows from it. */
final class FrameTimer {

  private final Scene scene;
  private final Duration patience;
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /**
   * A timer.
   *
   * @param patience after so long it is a failure
   */
  FrameTimer(Scene scene, Duration patience) {
    this.scene = scene;
    this.patience = patience;
  }

  /**
   * One measurement in milliseconds.
   *
   * @param wall on the clock
   * @param cpu processor time of all threads
   */
  record Sample(double wall, double cpu) {}

  /** Several measurements of the same. */
  static final class Samples {

    private final List<Sample> samples = new ArrayList<>();

    void add(Sample sample) {
      samples.add(sample);
    }

    boolean isEmpty() {
      return samples.isEmpty();
    }

    Timings named(String what, @Nullable Double goal) {
      return new Timings(
          what,
          samples.stream().map(Sample::wall).toList(),
          samples.stream().map(Sample::cpu).toList(),
          goal);
    }
  }

  /**
   * Times one action.
   *
   * @param action done on the JavaFX thread
   * @param until changes when the answer has come
   * @param whole asked then on the JavaFX thread; false for an answer that is only a part
   */
  Sample time(Runnable action, ObservableValue<?> until, BooleanSupplier whole) {
    CountDownLatch laidOut = new CountDownLatch(1);
    AtomicReference<@Nullable Sample> end = new AtomicReference<>();
    boolean[] arrived = new boolean[1];
    ChangeListener<Object> arrival =
        (o, before, now) -> {
          if (now != null && whole.getAsBoolean()) {
            arrived[0] = true;
            Platform.requestNextPulse();
          }
        };
    Runnable frame =
        () -> {
          if (arrived[0] && end.compareAndSet(null, now())) {
            laidOut.countDown();
          }
        };
    Sample start =
        FxThread.call(
            () -> {
              until.addListener(arrival);
              scene.addPostLayoutPulseListener(frame);
              Sample begun = now();
              action.run();
              return begun;
            });
    try {
      if (!laidOut.await(patience.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("no answer within " + patience.toMinutes() + " minutes");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } finally {
      FxThread.run(
          () -> {
            until.removeListener(arrival);
            scene.removePostLayoutPulseListener(frame);
          });
    }
    Sample ended = end.get();
    return ended == null
        ? new Sample(0, 0)
        : new Sample(ended.wall - start.wall, ended.cpu - start.cpu);
  }

  private Sample now() {
    return new Sample(System.nanoTime() / 1e6, system.getProcessCpuTime() / 1e6);
  }
}
