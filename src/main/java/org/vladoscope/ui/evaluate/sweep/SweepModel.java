package org.vladoscope.ui.evaluate.sweep;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.Progress;
import org.vladoscope.common.WorkControl;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.metric.WeightSearch;
import org.vladoscope.run.SweepFile;
import org.vladoscope.run.SweepGrid;
import org.vladoscope.run.SweepPlan;
import org.vladoscope.run.SweepProgress;
import org.vladoscope.run.SweepResult;
import org.vladoscope.run.SweepRunner;
import org.vladoscope.run.WeightTuning;
import org.vladoscope.ui.evaluate.page.TruthModel;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.map.TriageModel;
import org.vladoscope.ui.session.Measurements;
import org.vladoscope.ui.task.LatestOnly;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.view.Words;

/**
 * A grid of settings that are evaluated one after the other. Results are kept with the map as they
 * come: a sweep that was stopped goes on where it was.
 */
public final class SweepModel {

  /** Name of the sweep that the window keeps with a map. */
  static final String NAME = "window";

  private static final long SEED = 1;
  private static final int PRINT_LENGTH = 12;

  private record News(@Nullable SweepProgress progress, List<SweepRow> rows) {}

  /**
   * A plan with what is known already.
   *
   * @param truth what the results are judged by
   */
  private record Planned(
      SweepPlan plan, GroundTruth truth, List<SweepRow> rows, List<String> warnings) {}

  private final OpenMap explore;
  private final TruthModel truth;
  private final LatestOnly planning;
  private final LatestOnly running;
  private final LatestOnly tuning;
  private final SweepForm form = new SweepForm();
  private final SweepRow.Maker maker = new SweepRow.Maker();
  private final ObservableList<SweepRow> results = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<@Nullable SweepPlan> plan = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable SweepProgress> progress =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable WeightSearch> weights =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper paused = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper weightsProblem = new ReadOnlyStringWrapper("");
  private @Nullable WorkControl control;
  private GroundTruth judgedBy;

  public SweepModel(OpenMap explore, TruthModel truth) {
    this.explore = explore;
    this.truth = truth;
    this.planning = new LatestOnly(explore.tasks());
    this.running = new LatestOnly(explore.tasks());
    this.tuning = new LatestOnly(explore.tasks());
    this.judgedBy = truth.truthProperty().get();
    truth.truthProperty().addListener(o -> onTruth());
  }

  /** The open map. */
  public OpenMap explore() {
    return explore;
  }

  /** What counts as right. */
  public TruthModel truth() {
    return truth;
  }

  /** What is known was judged by something else; a sweep that runs ends as it began. */
  private void onTruth() {
    if (!busyProperty().get()) {
      planning.cancel();
      plan.set(null);
      results.clear();
    }
  }

  /** What is varied. */
  public SweepForm form() {
    return form;
  }

  /** What is known, in the order in which it was found. */
  public ObservableList<SweepRow> results() {
    return results;
  }

  /** What would be computed, or null while that is not known. */
  public ReadOnlyObjectProperty<@Nullable SweepPlan> planProperty() {
    return plan.getReadOnlyProperty();
  }

  /** How far the sweep is; null before the first. */
  public ReadOnlyObjectProperty<@Nullable SweepProgress> progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** The weights that were found, or null. */
  public ReadOnlyObjectProperty<@Nullable WeightSearch> weightsProperty() {
    return weights.getReadOnlyProperty();
  }

  /** True while the sweep runs or is paused. */
  public ReadOnlyBooleanProperty busyProperty() {
    return running.busyProperty();
  }

  /** True while weights are searched. */
  public ReadOnlyBooleanProperty tuningProperty() {
    return tuning.busyProperty();
  }

  /** True while paused. */
  public ReadOnlyBooleanProperty pausedProperty() {
    return paused.getReadOnlyProperty();
  }

  /** Why the sweep cannot be planned or run; empty if it can. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Why no weights were found; empty if they were or were not asked for. */
  public ReadOnlyStringProperty weightsProblemProperty() {
    return weightsProblem.getReadOnlyProperty();
  }

  /** Reads the form and finds out what it would cost; not while a sweep runs. */
  public void plan() {
    if (busyProperty().get()) {
      return;
    }
    Optional<SweepGrid> grid = form.read(explore.configProperty().get());
    if (grid.isEmpty()) {
      planning.cancel();
      plan.set(null);
      return;
    }
    GroundTruth right = truth.truthProperty().get();
    planning.submit(
        "Planning the sweep",
        running -> {
          Measurements measurements = explore.measurements();
          Path path = file(measurements, right);
          if (Files.notExists(path)) {
            SweepPlan all = measurements.plan(grid.get(), Set.of(), running);
            return new Planned(all, right, List.of(), List.of());
          }
          SweepFile file = SweepFile.open(path, explore.map(), right);
          return new Planned(
              measurements.plan(grid.get(), file.succeeded(), running),
              right,
              maker.rows(file.results()),
              file.warnings());
        },
        Outcome.of(
            found -> {
              judgedBy = found.truth();
              problem.set(String.join(" ", found.warnings()));
              results.setAll(found.rows());
              plan.set(found.plan());
            },
            failure -> {
              plan.set(null);
              problem.set(Words.of(failure));
            }));
  }

  /** Results that were judged by something else than the map's own ground truth lie apart. */
  private Path file(Measurements measurements, GroundTruth right) {
    String own = SweepFile.fingerprint(explore.map(), explore.map().groundTruth());
    String print = SweepFile.fingerprint(explore.map(), right);
    return SweepFile.file(
        measurements.runs(),
        print.equals(own) ? NAME : NAME + "-" + print.substring(0, PRINT_LENGTH));
  }

  /** Runs what is planned. */
  public void start() {
    SweepPlan planned = plan.get();
    if (planned == null || planned.cells().isEmpty() || busyProperty().get()) {
      return;
    }
    problem.set("");
    paused.set(false);
    WorkControl own = new WorkControl();
    GroundTruth right = judgedBy;
    control = own;
    running.submit(
        "Sweeping",
        (task, sofar) -> {
          Measurements measurements = explore.measurements();
          SweepFile file = SweepFile.open(file(measurements, right), explore.map(), right);
          Thread watch = Thread.startVirtualThread(() -> stopWith(task, own));
          try {
            measurements.sweep(planned, file, right, own, listener(task, sofar, file));
          } finally {
            watch.interrupt();
          }
          return maker.rows(file.results());
        },
        (News news) -> show(news),
        new Outcome<List<SweepRow>>(
            found -> {
              results.setAll(found);
              progress.set(null);
              plan();
            },
            failure -> {
              problem.set(Words.of(failure));
              progress.set(null);
            },
            () -> progress.set(null)));
  }

  /** A paused sweep asks nobody whether to stop, so somebody has to tell it. */
  private static void stopWith(Progress task, WorkControl own) {
    try {
      while (!task.isCancelled()) {
        Thread.sleep(100);
      }
      own.cancel();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private SweepRunner.Listener listener(Progress task, Consumer<News> sofar, SweepFile file) {
    return new SweepRunner.Listener() {
      @Override
      public void progress(SweepProgress now) {
        task.report("Sweep: " + (now.done() + 1) + " of " + now.total(), now.fraction());
        sofar.accept(new News(now, List.of()));
      }

      @Override
      public void result(SweepResult result) {
        sofar.accept(new News(null, maker.rows(file.results())));
      }
    };
  }

  private void show(News news) {
    if (news.progress() == null) {
      results.setAll(news.rows());
    } else {
      progress.set(news.progress());
    }
  }

  /** Pauses, or goes on. */
  public void togglePause() {
    WorkControl own = control;
    if (own == null || !busyProperty().get()) {
      return;
    }
    if (paused.get()) {
      own.resume();
    } else {
      own.pause();
    }
    paused.set(!paused.get());
  }

  /** Stops; what is finished is kept, and {@link #start} goes on from there. */
  public void stop() {
    WorkControl own = control;
    if (own != null) {
      own.cancel();
    }
    running.cancel();
    paused.set(false);
    progress.set(null);
    plan();
  }

  /** Takes a configuration into use; Explore can undo it. */
  public void use(PipelineConfig config) {
    explore.configProperty().set(config);
    explore
        .notifier()
        .info("Settings in use", "Explore uses them from now on; Edit, Undo goes back.");
  }

  /** Searches weights of the patch sizes by the queries of the last evaluation. */
  public void tune() {
    TriageModel.Known known = explore.triage().knownProperty().get();
    weights.set(null);
    if (known == null) {
      weightsProblem.set("Evaluate the settings in use first: weights are chosen by its queries.");
      return;
    }
    weightsProblem.set("");
    tuning.submit(
        "Searching weights",
        task ->
            WeightTuning.search(
                known.evaluation(),
                explore.map(),
                known.config(),
                truth.truthProperty().get(),
                SEED,
                task),
        Outcome.of(weights::set, failure -> weightsProblem.set(Words.of(failure))));
  }

  /** Takes the weights that were found into use. */
  public void useWeights() {
    WeightSearch found = weights.get();
    TriageModel.Known known = explore.triage().knownProperty().get();
    if (found != null && known != null) {
      use(SweepForm.withWeights(known.config(), found.weights()));
    }
  }

  /** Stops everything. */
  public void close() {
    WorkControl own = control;
    if (own != null) {
      own.cancel();
    }
    planning.cancel();
    running.cancel();
    tuning.cancel();
  }
}
