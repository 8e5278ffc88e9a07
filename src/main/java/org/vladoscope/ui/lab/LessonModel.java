package org.vladoscope.ui.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.vladoscope.teach.steps.Switches;
import org.vladoscope.teach.steps.VladStep;
import org.vladoscope.ui.lab.Lesson.LessonStep;
import org.vladoscope.ui.lab.Lesson.Setup;
import org.vladoscope.ui.task.BackgroundTasks;
import org.vladoscope.ui.task.LatestOnly;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.view.Notifier;
import org.vladoscope.ui.view.Words;

/** The lesson that drives the lab, and how far it is. */
public final class LessonModel {

  private final LabModel lab;
  private final Notifier notifier;
  private final LatestOnly lane;
  private final ObjectProperty<LessonProgress> progress;
  private final ReadOnlyObjectWrapper<Lesson> lesson;

  /**
   * Goes on where the progress says. A remembered file is read in the background; until then, and
   * if it cannot be read, the built-in lesson is shown.
   *
   * @param progress remembered from one run to the next
   */
  public LessonModel(
      LabModel lab,
      BackgroundTasks tasks,
      Notifier notifier,
      ObjectProperty<LessonProgress> progress) {
    this.lab = lab;
    this.notifier = notifier;
    this.lane = new LatestOnly(tasks);
    this.progress = progress;
    this.lesson = new ReadOnlyObjectWrapper<>(LessonReader.builtIn());
    LessonProgress remembered = progress.get();
    Path file = remembered.file();
    if (file != null) {
      progress.set(LessonProgress.START);
      read(file, remembered);
    } else {
      go(remembered.step());
    }
  }

  /** The lesson. */
  public ReadOnlyObjectProperty<Lesson> lessonProperty() {
    return lesson.getReadOnlyProperty();
  }

  /** How far it is. */
  public ObjectProperty<LessonProgress> progressProperty() {
    return progress;
  }

  /** Number of the step shown, from 0. */
  public int index() {
    return Math.min(progress.get().step(), lesson.get().steps().size() - 1);
  }

  /** The step shown. */
  public LessonStep step() {
    return lesson.get().steps().get(index());
  }

  /** Goes so many steps further. */
  public void move(int by) {
    go(index() + by);
  }

  /** Goes to a step and sets the lab as it says. */
  public void go(int wanted) {
    int step = Math.clamp(wanted, 0, lesson.get().steps().size() - 1);
    progress.set(progress.get().at(step));
    drive(lesson.get().steps().get(step));
  }

  /**
   * Checks an answer to the question of the step and remembers a right one.
   *
   * @return nothing if a number is asked for and this is none
   */
  public Optional<Boolean> answer(String text) {
    Optional<Boolean> right = step().question().check(text);
    if (right.orElse(false)) {
      progress.set(progress.get().withAnswered(index()));
    }
    return right;
  }

  /** True if every question has been answered rightly. */
  public boolean isFinished() {
    return progress.get().answered().size() >= lesson.get().steps().size();
  }

  /** Opens a lesson in a file; if it cannot be used, says why and leaves the one that is open. */
  public void open(Path file) {
    read(file, new LessonProgress(file, 0, java.util.Set.of()));
  }

  /** Begins the built-in lesson from its start. */
  public void openBuiltIn() {
    begin(LessonReader.builtIn(), LessonProgress.START);
  }

  private void read(Path file, LessonProgress from) {
    lane.submit(
        "Reading " + file.getFileName(),
        ignored -> LessonReader.read(file),
        Outcome.of(
            found -> begin(found, from),
            failure -> notifier.error("The lesson cannot be used", Words.of(failure), failure)));
  }

  private void begin(Lesson opened, LessonProgress from) {
    // First the progress: views read both when the lesson changes.
    progress.set(from);
    lesson.set(opened);
    go(from.step());
  }

  private void drive(LessonStep step) {
    Setup setup = step.setup();
    lab.pageProperty().set(step.page());
    if (setup.preset() != null) {
      lab.plane().load(setup.preset());
    }
    Switches switches = lab.plane().switchesProperty().get();
    Double alpha = setup.alpha();
    if (alpha != null) {
      switches = alpha == 0 ? switches.withSoft(false) : switches.withSoft(true).withAlpha(alpha);
    }
    @Nullable List<VladStep> taken = setup.taken();
    if (taken != null) {
      for (VladStep each : VladStep.values()) {
        switches = switches.with(each, taken.contains(each));
      }
    }
    lab.plane().switchesProperty().set(switches);
    Integer size = setup.patchSize();
    Integer stride = setup.patchStride();
    if (size != null && stride != null) {
      lab.patches().sizeProperty().set(size);
      lab.patches().strideProperty().set(stride);
    }
  }
}
