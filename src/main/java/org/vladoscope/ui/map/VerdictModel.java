package org.vladoscope.ui.map;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.judge.Verdict;
import org.vladoscope.judge.VerdictFile;
import org.vladoscope.judge.Verdicts;
import org.vladoscope.ui.task.BackgroundTasks;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.view.Notifier;
import org.vladoscope.ui.view.Words;

/** What a person said about queries; each change is written at once and can be undone. */
public final class VerdictModel {

  private static final int MAX_UNDO = 200;

  private final VerdictFile file;
  private final BackgroundTasks tasks;
  private final Notifier notifier;
  private final ReadOnlyObjectWrapper<Verdicts> verdicts =
      new ReadOnlyObjectWrapper<>(Verdicts.NONE);
  private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper(false);
  private final Deque<Verdicts> before = new ArrayDeque<>();

  /** What is to be written: a write that was overtaken by a newer change writes that one. */
  private final AtomicReference<Verdicts> latest = new AtomicReference<>(Verdicts.NONE);

  private boolean toldWhere;

  /** Reads what was said before, in the background. */
  VerdictModel(VerdictFile file, BackgroundTasks tasks, Notifier notifier) {
    this.file = file;
    this.tasks = tasks;
    this.notifier = notifier;
    tasks.start(
        "Reading verdicts",
        progress -> file.read(),
        Outcome.of(
            read -> {
              latest.set(read);
              verdicts.set(read);
              ready.set(true);
            },
            failure ->
                notifier.error("The verdicts could not be read", Words.of(failure), failure)));
  }

  /** What was said. */
  public ReadOnlyObjectProperty<Verdicts> verdictsProperty() {
    return verdicts.getReadOnlyProperty();
  }

  /** True once verdicts can be given: their file has been read and understood. */
  public ReadOnlyBooleanProperty readyProperty() {
    return ready.getReadOnlyProperty();
  }

  /** True if there is a change to undo. */
  public ReadOnlyBooleanProperty canUndoProperty() {
    return canUndo.getReadOnlyProperty();
  }

  /** Changes what is said about a query. */
  public void change(PlaceImage query, UnaryOperator<Verdict> how) {
    Verdicts now = verdicts.get();
    Verdicts changed = now.with(how.apply(now.of(query.name())));
    if (ready.get() && !changed.equals(now)) {
      before.push(now);
      if (before.size() > MAX_UNDO) {
        before.removeLast();
      }
      set(changed);
    }
  }

  /** Takes the last change back. */
  public void undo() {
    if (!before.isEmpty()) {
      set(before.pop());
    }
  }

  private void set(Verdicts now) {
    latest.set(now);
    verdicts.set(now);
    canUndo.set(!before.isEmpty());
    tasks.start(
        "Writing verdicts",
        progress -> {
          file.write(latest::get);
          return file.isElsewhere() ? file.file().toString() : "";
        },
        Outcome.of(
            this::onWritten,
            failure ->
                notifier.error("The verdict could not be saved", Words.of(failure), failure)));
  }

  /** Tells once if they are not where one would look for them. */
  private void onWritten(String elsewhere) {
    if (!elsewhere.isEmpty() && !toldWhere) {
      toldWhere = true;
      notifier.info(
          "Verdicts are saved in the cache folder",
          "The map's folder can only be read; they are in " + elsewhere + ".");
    }
  }
}
