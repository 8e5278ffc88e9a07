package org.vladoscope.ui.map;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableObjectValue;
import org.jspecify.annotations.Nullable;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.judge.Triage;
import org.vladoscope.judge.Verdicts;
import org.vladoscope.metric.WithoutPositive;
import org.vladoscope.ranking.Evaluation;
import org.vladoscope.ui.session.Analysis;
import org.vladoscope.ui.session.MapSession;
import org.vladoscope.ui.task.BackgroundTasks;
import org.vladoscope.ui.task.LatestOnly;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.task.RunningTask;
import org.vladoscope.ui.view.Notifier;
import org.vladoscope.ui.view.Words;

/**
 * How all queries of the map fared. Ranking them all takes long, so it happens when asked for;
 * after a change of the configuration the old answers stay, marked as such, until asked for again.
 */
public final class TriageModel {

  /**
   * The answers to all queries.
   *
   * @param config what they were found with
   * @param evaluation the answers
   */
  public record Known(PipelineConfig config, Evaluation evaluation) {}

  private final MapSession session;
  private final ObservableObjectValue<PipelineConfig> config;
  private final VerdictModel verdicts;
  private final Notifier notifier;
  private final LatestOnly ranking;
  private final LatestOnly judging;
  private final ReadOnlyObjectWrapper<@Nullable Known> known = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable RunningTask> task = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<@Nullable Triage> triage = new ReadOnlyObjectWrapper<>();
  private final ObjectProperty<WithoutPositive> convention =
      new SimpleObjectProperty<>(WithoutPositive.LEFT_OUT);
  private final BooleanProperty withVerdicts = new SimpleBooleanProperty(true);
  private final BooleanBinding stale;

  TriageModel(
      MapSession session,
      ObservableObjectValue<PipelineConfig> config,
      VerdictModel verdicts,
      BackgroundTasks tasks,
      Notifier notifier) {
    this.session = session;
    this.config = config;
    this.verdicts = verdicts;
    this.notifier = notifier;
    this.ranking = new LatestOnly(tasks);
    this.judging = new LatestOnly(tasks);
    this.stale =
        Bindings.createBooleanBinding(
            () -> {
              Known ranked = known.get();
              return ranked != null && !ranked.config().equals(config.get());
            },
            known,
            config);
    known.addListener(o -> judge());
    verdicts.verdictsProperty().addListener(o -> judge());
    withVerdicts.addListener(o -> judge());
  }

  /** How the queries fared, or null until they have been ranked. */
  public ReadOnlyObjectProperty<@Nullable Triage> triageProperty() {
    return triage.getReadOnlyProperty();
  }

  /** The answers to all queries, or null until they have been ranked. */
  public ReadOnlyObjectProperty<@Nullable Known> knownProperty() {
    return known.getReadOnlyProperty();
  }

  /** The ranking of all queries that is under way or was last; null before the first. */
  public ReadOnlyObjectProperty<@Nullable RunningTask> taskProperty() {
    return task.getReadOnlyProperty();
  }

  /** Why the queries could not be ranked when this was last tried; empty if they could. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** What becomes of queries without a match in recall, on all pages. */
  public ObjectProperty<WithoutPositive> conventionProperty() {
    return convention;
  }

  /** Whether verdicts count. */
  public BooleanProperty withVerdictsProperty() {
    return withVerdicts;
  }

  /** True if what is known comes from another configuration than the chosen one. */
  public BooleanBinding staleProperty() {
    return stale;
  }

  /** True while queries are ranked. */
  public ReadOnlyBooleanProperty busyProperty() {
    return ranking.busyProperty();
  }

  /** The verdicts. */
  public VerdictModel verdicts() {
    return verdicts;
  }

  /** Ranks all queries with the chosen configuration. */
  public void evaluate() {
    PipelineConfig wanted = config.get();
    Analysis analysis = session.analysis(wanted);
    problem.set("");
    task.set(
        ranking.submit(
            "Ranking all queries",
            analysis::evaluate,
            Outcome.of(
                found -> known.set(new Known(wanted, found)),
                failure -> {
                  problem.set(Words.of(failure));
                  notifier.error("The queries could not be ranked", Words.of(failure), failure);
                })));
  }

  /** Stops what is computed. */
  public void cancel() {
    ranking.cancel();
    judging.cancel();
  }

  private void judge() {
    Known ranked = known.get();
    if (ranked == null) {
      return;
    }
    Verdicts counted = withVerdicts.get() ? verdicts.verdictsProperty().get() : Verdicts.NONE;
    judging.submit(
        "Sorting queries",
        progress -> Triage.of(ranked.evaluation(), session.map(), counted),
        Outcome.of(
            triage::set,
            failure ->
                notifier.error("The queries could not be sorted", Words.of(failure), failure)));
  }
}
