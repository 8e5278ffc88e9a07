package org.vladoscope.ui.evaluate.train;

import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.WorkControl;
import org.vladoscope.config.ConfigText;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.train.TrainingConfig;
import org.vladoscope.train.UnfinishedTraining;
import org.vladoscope.ui.evaluate.page.TruthModel;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.session.TrainedWords;
import org.vladoscope.ui.session.WordTraining;
import org.vladoscope.ui.task.LatestOnly;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.task.RunningTask;
import org.vladoscope.ui.view.Words;

/** A training of the open map's clusters: what is asked for, how it goes, what it came to. */
public final class TrainModel {

  private final OpenMap explore;
  private final TruthModel truth;
  private final Runnable showTruth;
  private final LatestOnly running;
  private final LatestOnly looking;
  private final TrainForm form = new TrainForm();
  private final ReadOnlyObjectWrapper<WordTraining.@Nullable News> news =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable TrainedWords> trained =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable UnfinishedTraining> unfinished =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable RunningTask> task = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper paused = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper stopping = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper useProblem = new ReadOnlyStringWrapper("");
  private WorkControl control = new WorkControl();

  /**
   * Nothing is trained yet.
   *
   * @param showTruth goes to the page where the ground truth is chosen
   */
  public TrainModel(OpenMap explore, TruthModel truth, Runnable showTruth) {
    this.explore = explore;
    this.truth = truth;
    this.showTruth = showTruth;
    this.running = new LatestOnly(explore.tasks());
    this.looking = new LatestOnly(explore.tasks());
    explore.configProperty().addListener(o -> useProblem.set(""));
  }

  /** The open map. */
  public OpenMap explore() {
    return explore;
  }

  /** What counts as right, and is learned from. */
  public TruthModel truth() {
    return truth;
  }

  /** Goes to the page where that is chosen. */
  void showTruth() {
    showTruth.run();
  }

  /** How the vocabulary is trained. */
  public TrainForm form() {
    return form;
  }

  /** How far the last training is or came; null before the first. */
  public ReadOnlyObjectProperty<WordTraining.@Nullable News> newsProperty() {
    return news.getReadOnlyProperty();
  }

  /** What the last training came to; null while there is none. */
  public ReadOnlyObjectProperty<@Nullable TrainedWords> trainedProperty() {
    return trained.getReadOnlyProperty();
  }

  /** A training that was stopped and can be gone on with, or null. */
  public ReadOnlyObjectProperty<@Nullable UnfinishedTraining> unfinishedProperty() {
    return unfinished.getReadOnlyProperty();
  }

  /** The training under way, or null. */
  public ReadOnlyObjectProperty<@Nullable RunningTask> taskProperty() {
    return task.getReadOnlyProperty();
  }

  /** True while a training runs, is paused or ends. */
  public ReadOnlyBooleanProperty busyProperty() {
    return running.busyProperty();
  }

  /** True while paused. */
  public ReadOnlyBooleanProperty pausedProperty() {
    return paused.getReadOnlyProperty();
  }

  /** True from a cancel until the training has ended. */
  public ReadOnlyBooleanProperty stoppingProperty() {
    return stopping.getReadOnlyProperty();
  }

  /** Why clusters cannot be trained; empty if they can. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Why the trained vocabulary cannot be used; empty if they can. */
  public ReadOnlyStringProperty useProblemProperty() {
    return useProblem.getReadOnlyProperty();
  }

  /** Looks for a training that was stopped; its settings are shown then. */
  public void look() {
    if (busyProperty().get()) {
      return;
    }
    looking.submit(
        "Looking for an unfinished training",
        progress -> explore.training().unfinished(),
        Outcome.of(
            (Optional<UnfinishedTraining> found) -> {
              unfinished.set(found.orElse(null));
              found.ifPresent(stopped -> form.fill(stopped.training()));
            },
            failure -> {
              unfinished.set(null);
              problem.set(Words.of(failure));
            }));
  }

  /** Begins anew with the settings of the form and those in use. */
  public void start() {
    form.read().ifPresent(training -> run(explore.configProperty().get(), training, false));
  }

  /**
   * Goes on with the training that was stopped, for as long as the form says; all else is as it was
   * begun, and the form shows it.
   */
  public void resume() {
    UnfinishedTraining stopped = unfinished.get();
    Optional<TrainingConfig> typed = form.read();
    if (stopped != null && typed.isPresent()) {
      TrainingConfig training = stopped.training().lasting(typed.get());
      form.fill(training);
      run(stopped.pipeline(), training, true);
    }
  }

  private void run(PipelineConfig config, TrainingConfig training, boolean resume) {
    if (busyProperty().get()) {
      return;
    }
    looking.cancel();
    problem.set("");
    useProblem.set("");
    news.set(null);
    trained.set(null);
    paused.set(false);
    WorkControl own = new WorkControl();
    control = own;
    WordTraining.Request request =
        new WordTraining.Request(config, training, truth.truthProperty().get(), resume);
    WordTraining sessions = explore.training();
    task.set(
        running.submit(
            "Training vocabulary",
            (progress, sofar) -> sessions.train(request, own, sofar, progress),
            (WordTraining.News known) -> news.set(known),
            new Outcome<TrainedWords>(
                result -> {
                  news.set(result.news());
                  trained.set(result);
                  unfinished.set(null);
                  ended();
                },
                failure -> {
                  problem.set(Words.of(failure));
                  ended();
                  look();
                },
                () -> {
                  ended();
                  look();
                })));
    if (!busyProperty().get()) {
      ended();
    }
  }

  private void ended() {
    task.set(null);
    paused.set(false);
    stopping.set(false);
  }

  /** Pauses, or goes on. */
  public void togglePause() {
    if (!busyProperty().get() || stopping.get()) {
      return;
    }
    if (paused.get()) {
      control.resume();
    } else {
      control.pause();
    }
    paused.set(!paused.get());
  }

  /** Stops; the epochs that are done are kept, and {@link #resume} goes on from there. */
  public void cancel() {
    RunningTask under = task.get();
    if (under != null) {
      stopping.set(true);
      under.cancel();
    }
  }

  /** True if the clusters in use are those that were trained last. */
  public boolean isInUse() {
    return kept()
        .filter(
            kept ->
                explore.configProperty().get().aggregator().file().equals(Optional.of(kept.file())))
        .isPresent();
  }

  private Optional<TrainedWords.Kept> kept() {
    return Optional.ofNullable(trained.get()).flatMap(TrainedWords::words);
  }

  /** Takes the trained vocabulary into use; Explore can undo it. */
  public void use() {
    kept()
        .ifPresent(
            kept -> {
              PipelineConfig now = explore.configProperty().get();
              if (!kept.fits(now)) {
                useProblem.set(
                    "This vocabulary is for other features than those in use: it was trained for "
                        + ConfigText.summary(kept.model().config())
                        + ".");
                return;
              }
              explore.configProperty().set(kept.in(now));
              explore
                  .notifier()
                  .info(
                      "Trained vocabulary in use",
                      "Explore and Evaluate use them from now on; Edit, Undo goes back.");
            });
  }

  /** Stops everything. */
  public void close() {
    cancel();
    running.cancel();
    looking.cancel();
  }
}
