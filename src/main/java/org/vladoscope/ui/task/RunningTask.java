package org.vladoscope.ui.task;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.Progress;

/**
 * A job under way. Its properties change on the JavaFX thread only; reports that come faster than
 * the screen can follow are skipped.
 */
public final class RunningTask implements Progress {

  private record Report(String message, double fraction) {}

  /** What is left is worked out from the pace of the last seconds: steps differ in theirs. */
  private static final double PACE_SECONDS = 20;

  /** Nothing is said before the pace is known a little. */
  private static final double LEAST_SECONDS = 2;

  /** Threads report past one another; what falls by more has begun anew. */
  private static final double OUT_OF_ORDER = .01;

  private record Mark(double seconds, double fraction) {}

  private final String title;
  private final Executor fx;
  private final ReadOnlyStringWrapper message;
  private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper(-1);
  private final AtomicReference<@Nullable Report> pending = new AtomicReference<>();
  private final ReadOnlyDoubleWrapper secondsLeft = new ReadOnlyDoubleWrapper(Double.NaN);
  private final Deque<Mark> marks = new ArrayDeque<>();
  private final LongSupplier nanos;
  private volatile boolean cancelled;

  RunningTask(String title, Executor fx) {
    this(title, fx, System::nanoTime);
  }

  RunningTask(String title, Executor fx, LongSupplier nanos) {
    this.title = title;
    this.fx = fx;
    this.nanos = nanos;
    this.message = new ReadOnlyStringWrapper(title);
  }

  /** What the task does, for people. */
  public String title() {
    return title;
  }

  /** What it is doing just now. */
  public ReadOnlyStringProperty messageProperty() {
    return message.getReadOnlyProperty();
  }

  /** Share of the work that is done, or −1 while nobody knows. */
  public ReadOnlyDoubleProperty fractionProperty() {
    return fraction.getReadOnlyProperty();
  }

  /** About how many seconds it still takes, or NaN while nobody knows. */
  public ReadOnlyDoubleProperty secondsLeftProperty() {
    return secondsLeft.getReadOnlyProperty();
  }

  /** Asks the task to stop. It may take a moment to do so. */
  public void cancel() {
    cancelled = true;
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  @Override
  public void report(String newMessage, double newFraction) {
    if (pending.getAndSet(new Report(newMessage, newFraction)) == null) {
      fx.execute(this::showLatest);
    }
  }

  private void showLatest() {
    Report report = pending.getAndSet(null);
    if (report != null) {
      message.set(report.message());
      fraction.set(report.fraction());
      secondsLeft.set(left(report.fraction()));
    }
  }

  private double left(double done) {
    double now = nanos.getAsLong() / 1e9;
    double before = marks.isEmpty() ? 0 : marks.getLast().fraction();
    if (done < before - OUT_OF_ORDER) {
      marks.clear();
      before = 0;
    }
    marks.add(new Mark(now, Math.max(done, before)));
    while (now - marks.getFirst().seconds() > PACE_SECONDS && marks.size() > 2) {
      marks.removeFirst();
    }
    double time = now - marks.getFirst().seconds();
    double gain = done - marks.getFirst().fraction();
    return time < LEAST_SECONDS || gain <= 0 ? Double.NaN : (1 - done) * time / gain;
  }
}
