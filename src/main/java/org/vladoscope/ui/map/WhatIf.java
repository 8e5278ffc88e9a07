package org.vladoscope.ui.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.Progress;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.config.RetrievalSource;
import org.vladoscope.graph.CostEstimate;
import org.vladoscope.step.FeatureStep;
import org.vladoscope.ui.session.Analysis;
import org.vladoscope.ui.session.MapSession;
import org.vladoscope.ui.task.BackgroundTasks;
import org.vladoscope.ui.task.LatestOnly;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.view.Words;

/**
 * Trying other settings: what they would cost is found out before they run. Cheap ones run at once;
 * for others someone has to say so. Settings that were in use can be gone back to.
 */
public final class WhatIf {

  /** Work that is expected to take longer is not begun without being asked for. */
  static final double ASK_FROM_SECONDS = 5;

  /**
   * Settings that do not run yet.
   *
   * @param config the settings
   * @param cost what they would cost
   */
  public record Proposal(PipelineConfig config, CostEstimate cost) {

    /** True if it only runs when someone says so: the network would run, or it takes long. */
    public boolean needsConsent() {
      return cost.work().of(FeatureStep.KIND) > 0 || cost.seconds() > ASK_FROM_SECONDS;
    }
  }

  /**
   * A source of candidates that can be used.
   *
   * @param proposal the settings with it
   * @param notices how its files are understood, for people
   */
  public record NewSource(Proposal proposal, List<String> notices) {}

  private final OpenMap model;
  private final MapSession session;
  private final LatestOnly estimating;
  private final SettingsHistory history;
  private final ReadOnlyObjectWrapper<@Nullable Proposal> proposal = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable CostEstimate> current =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Double> took = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final List<Runnable> rejected = new ArrayList<>();
  private boolean stepping;

  /** When the settings in use began to run, by the clock of the machine. */
  private long begun;

  WhatIf(OpenMap model, MapSession session, BackgroundTasks tasks) {
    this.model = model;
    this.session = session;
    this.estimating = new LatestOnly(tasks);
    this.history = new SettingsHistory(model.configProperty().get());
    model.configProperty().addListener((o, before, now) -> onConfig(now));
    estimateCurrent();
  }

  /** The settings that were in use. */
  public SettingsHistory history() {
    return history;
  }

  /** Settings that wait for consent, or null. */
  public ReadOnlyObjectProperty<@Nullable Proposal> proposalProperty() {
    return proposal.getReadOnlyProperty();
  }

  /** What the settings in use cost when they were run; null until it is known. */
  public ReadOnlyObjectProperty<@Nullable CostEstimate> currentProperty() {
    return current.getReadOnlyProperty();
  }

  /** Seconds from the choice of the settings in use to the ranking on the screen; null before. */
  public ReadOnlyObjectProperty<@Nullable Double> tookProperty() {
    return took.getReadOnlyProperty();
  }

  /** Why the settings last proposed cannot be used; empty if they can. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** True while it is found out what settings would cost. */
  public ReadOnlyBooleanProperty estimatingProperty() {
    return estimating.busyProperty();
  }

  /** Finds out what settings cost, and runs them if that is little. */
  public void propose(PipelineConfig config) {
    problem.set("");
    if (config.equals(model.configProperty().get())) {
      discard();
      return;
    }
    estimating.submit(
        "Estimating the cost",
        progress -> {
          PipelineConfig whole = config.withBackbone(session.withWeights(config.backbone()));
          return new Proposal(
              whole,
              session
                  .analysis(whole)
                  .cost(model.queryProperty().get(), model.candidateProperty().get(), progress));
        },
        Outcome.of(
            found -> {
              proposal.set(found);
              if (!found.needsConsent()) {
                run();
              }
            },
            failure -> {
              proposal.set(null);
              problem.set(Words.of(failure));
            }));
  }

  /**
   * Finds out what it costs to take candidates from elsewhere, under the settings that wait or else
   * those in use, and does so if that is little.
   *
   * @param read finds the source; called in the background, for files are read
   * @param answer gets what came of it
   */
  public void proposeSource(
      Function<Progress, Optional<RetrievalSource>> read, Outcome<Optional<NewSource>> answer) {
    Proposal waiting = proposal.get();
    PipelineConfig base = waiting == null ? model.configProperty().get() : waiting.config;
    problem.set("");
    estimating.submit(
        "Reading the results of another program",
        progress -> read.apply(progress.part(0, .5)).map(source -> found(base, source, progress)),
        new Outcome<>(
            found -> {
              found.ifPresent(this::take);
              answer.done().accept(found);
            },
            failure -> {
              problem.set(Words.of(failure));
              answer.failed().accept(failure);
            },
            answer.cancelled()));
  }

  private NewSource found(PipelineConfig base, RetrievalSource source, Progress progress) {
    PipelineConfig config = base.withRetrieval(source);
    Analysis analysis = session.analysis(config);
    List<String> notices = analysis.notices(progress.part(.5, .9));
    CostEstimate cost =
        analysis.cost(
            model.queryProperty().get(), model.candidateProperty().get(), progress.part(.9, 1));
    return new NewSource(new Proposal(config, cost), notices);
  }

  private void take(NewSource found) {
    if (found.proposal.config.equals(model.configProperty().get())) {
      proposal.set(null);
      return;
    }
    proposal.set(found.proposal);
    if (!found.proposal.needsConsent()) {
      run();
    }
  }

  /** Runs the settings that wait. */
  public void run() {
    Proposal waiting = proposal.get();
    if (waiting != null) {
      took.set(null);
      current.set(waiting.cost);
      proposal.set(null);
      begun = System.nanoTime();
      model.configProperty().set(waiting.config);
    }
  }

  /** Gives up the settings that wait. */
  public void discard() {
    estimating.cancel();
    proposal.set(null);
    problem.set("");
  }

  /** Gives up the settings that wait, and what was typed: the form goes back to those in use. */
  public void reject() {
    discard();
    rejected.forEach(Runnable::run);
  }

  /** Runs something whenever settings are rejected. */
  public void onRejected(Runnable action) {
    rejected.add(action);
  }

  /** Goes back to the settings before. */
  public void undo() {
    step(history.undo());
  }

  /** Goes forth to the settings that were undone. */
  public void redo() {
    step(history.redo());
  }

  private void step(Optional<PipelineConfig> target) {
    discard();
    stepping = true;
    target.ifPresent(model.configProperty()::set);
    stepping = false;
  }

  /** Notes that the query on the screen is ranked with some settings. */
  void ranked(PipelineConfig config) {
    CostEstimate known = current.get();
    if (begun != 0 && known != null && known.config().equals(config)) {
      took.set((System.nanoTime() - begun) / 1e9);
      begun = 0;
    }
  }

  private void onConfig(PipelineConfig now) {
    if (!stepping) {
      history.note(now);
    }
    CostEstimate known = current.get();
    if (known == null || !known.config().equals(now)) {
      begun = 0;
      took.set(null);
      discard();
      estimateCurrent();
    }
  }

  private void estimateCurrent() {
    PipelineConfig config = model.configProperty().get();
    estimating.submit(
        "Estimating the cost",
        progress -> session.analysis(config).cost(null, null, progress),
        Outcome.of(current::set, failure -> problem.set(Words.of(failure))));
  }

  void close() {
    estimating.cancel();
  }
}
