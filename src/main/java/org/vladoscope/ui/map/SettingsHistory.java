package org.vladoscope.ui.map;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.vladoscope.config.PipelineConfig;

/** The configurations that were in use, to go back and forth between them. */
public final class SettingsHistory {

  private static final int LIMIT = 200;

  private final Deque<PipelineConfig> past = new ArrayDeque<>();
  private final Deque<PipelineConfig> future = new ArrayDeque<>();
  private final ReadOnlyStringWrapper undoable = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper redoable = new ReadOnlyStringWrapper("");
  private PipelineConfig current;

  /** Begins with a configuration. */
  public SettingsHistory(PipelineConfig current) {
    this.current = current;
  }

  /** Which settings would be undone, such as "weights"; empty if there is nothing to undo. */
  public ReadOnlyStringProperty undoableProperty() {
    return undoable.getReadOnlyProperty();
  }

  /** Which settings would be redone; empty if there is nothing to redo. */
  public ReadOnlyStringProperty redoableProperty() {
    return redoable.getReadOnlyProperty();
  }

  /** Takes a configuration that is in use from now on. What was undone can no longer be redone. */
  public void note(PipelineConfig now) {
    if (now.equals(current)) {
      return;
    }
    past.push(current);
    if (past.size() > LIMIT) {
      past.removeLast();
    }
    future.clear();
    current = now;
    refresh();
  }

  /** Goes back one step; empty if there is none. */
  public Optional<PipelineConfig> undo() {
    return step(past, future);
  }

  /** Goes forth one step; empty if there is none. */
  public Optional<PipelineConfig> redo() {
    return step(future, past);
  }

  private Optional<PipelineConfig> step(Deque<PipelineConfig> from, Deque<PipelineConfig> to) {
    if (from.isEmpty()) {
      return Optional.empty();
    }
    to.push(current);
    current = from.pop();
    refresh();
    return Optional.of(current);
  }

  private void refresh() {
    undoable.set(past.isEmpty() ? "" : SettingChange.names(past.getFirst(), current));
    redoable.set(future.isEmpty() ? "" : SettingChange.names(current, future.getFirst()));
  }
}
