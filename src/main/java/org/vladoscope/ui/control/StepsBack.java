package org.vladoscope.ui.control;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.jspecify.annotations.Nullable;

/**
 * What a hand did, to be undone and done again: all of a movement, from its beginning to its end,
 * is one step. For the JavaFX thread only.
 *
 * @param <T> what is changed, as a value
 */
public final class StepsBack<T> {

  private static final int MOST = 200;

  private final Deque<T> past = new ArrayDeque<>();
  private final Deque<T> future = new ArrayDeque<>();
  private final ReadOnlyBooleanWrapper undoable = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper redoable = new ReadOnlyBooleanWrapper();
  private @Nullable T begun;

  /** True if there is a step to undo. */
  public ReadOnlyBooleanProperty undoableProperty() {
    return undoable.getReadOnlyProperty();
  }

  /** True if there is a step to do again. */
  public ReadOnlyBooleanProperty redoableProperty() {
    return redoable.getReadOnlyProperty();
  }

  /** A movement begins. */
  public void begin(T now) {
    begun = now;
  }

  /**
   * A movement ends. If it changed anything it can be undone, and what was undone before cannot be
   * done again.
   *
   * @return true if it changed anything
   */
  public boolean end(T now) {
    T before = begun;
    begun = null;
    if (before == null || before.equals(now)) {
      return false;
    }
    past.push(before);
    if (past.size() > MOST) {
      past.removeLast();
    }
    future.clear();
    refresh();
    return true;
  }

  /** What was there before the last step; empty if there is none. */
  public Optional<T> undo(T now) {
    return step(past, future, now);
  }

  /** What was there before the last step was undone; empty if there is none. */
  public Optional<T> redo(T now) {
    return step(future, past, now);
  }

  private Optional<T> step(Deque<T> from, Deque<T> to, T now) {
    Optional<T> next = Optional.ofNullable(from.poll());
    if (next.isPresent()) {
      to.push(now);
      refresh();
    }
    return next;
  }

  /** Forgets all steps. */
  public void clear() {
    begun = null;
    past.clear();
    future.clear();
    refresh();
  }

  private void refresh() {
    undoable.set(!past.isEmpty());
    redoable.set(!future.isEmpty());
  }
}
