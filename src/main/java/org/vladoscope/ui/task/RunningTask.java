package org.vladoscope.ui.task;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
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

  private final String title;
  private final Executor fx;
  private final ReadOnlyStringWrapper message;
  private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper(-1);
  private final AtomicReference<@Nullable Report> pending = new AtomicReference<>();
  private volatile boolean cancelled;

  RunningTask(String title, Executor fx) {
    this.title = title;
    this.fx = fx;
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
    }
  }
}
