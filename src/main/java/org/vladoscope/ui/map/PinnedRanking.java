package org.vladoscope.ui.map;

import java.util.List;
import java.util.Objects;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.ui.session.Analysis;
import org.vladoscope.ui.session.MapSession;
import org.vladoscope.ui.task.BackgroundTasks;
import org.vladoscope.ui.task.LatestOnly;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.view.Notifier;
import org.vladoscope.ui.view.Words;

/**
 * Settings A, pinned to be compared with the settings B in use. The ranking of A follows the query;
 * it is computed after that of B.
 */
public final class PinnedRanking {

  private final OpenMap model;
  private final MapSession session;
  private final Notifier notifier;
  private final LatestOnly ranking;
  private final ReadOnlyObjectWrapper<@Nullable PipelineConfig> config =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable QueryResult> result = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<List<RankChange>> changes =
      new ReadOnlyObjectWrapper<>(List.of());

  PinnedRanking(OpenMap model, MapSession session, BackgroundTasks tasks, Notifier notifier) {
    this.model = model;
    this.session = session;
    this.notifier = notifier;
    this.ranking = new LatestOnly(tasks);
    model.resultProperty().addListener((o, before, now) -> refresh());
    model.searchingProperty().addListener((o, before, now) -> follow());
    result.addListener((o, before, now) -> refresh());
  }

  /** Settings A, or null if none are pinned. */
  public ReadOnlyObjectProperty<@Nullable PipelineConfig> configProperty() {
    return config.getReadOnlyProperty();
  }

  /** The ranking of A for the query, once known. */
  public ReadOnlyObjectProperty<@Nullable QueryResult> resultProperty() {
    return result.getReadOnlyProperty();
  }

  /** Where each image stands in A and in B; empty until both are known. */
  public ReadOnlyObjectProperty<List<RankChange>> changesProperty() {
    return changes.getReadOnlyProperty();
  }

  /** True while the ranking of A is computed. */
  public ReadOnlyBooleanProperty rankingProperty() {
    return ranking.busyProperty();
  }

  /** Pins the settings in use as A. */
  public void pin() {
    result.set(null);
    config.set(model.configProperty().get());
    if (model.partialProperty().get() == null && !model.searchingProperty().get()) {
      result.set(model.resultProperty().get());
    }
    follow();
  }

  /** Pins other settings than those in use as A. */
  public void pin(PipelineConfig settings) {
    if (settings.equals(model.configProperty().get())) {
      pin();
      return;
    }
    result.set(null);
    config.set(settings);
    follow();
  }

  /** Makes A the settings in use, and pins those in use as A. */
  public void swap() {
    PipelineConfig a = config.get();
    if (a != null) {
      pin();
      model.configProperty().set(a);
    }
  }

  /** Takes the pin away. */
  public void unpin() {
    ranking.cancel();
    config.set(null);
    result.set(null);
  }

  /** Ranks with A what is now asked, once B has been answered. */
  private void follow() {
    PlaceImage query = model.queryProperty().get();
    PipelineConfig a = config.get();
    QueryResult known = result.get();
    if (known != null && !Objects.equals(known.query(), query)) {
      result.set(null);
      known = null;
    }
    if (a == null || query == null || known != null || model.searchingProperty().get()) {
      return;
    }
    Analysis analysis = session.analysis(a);
    ranking.submit(
        "Ranking with A",
        progress -> {
          analysis.prepare(progress.part(0, 0.5));
          return analysis.query(query, progress.part(0.5, 1), partial -> {});
        },
        Outcome.of(
            result::set,
            failure -> notifier.error("A could not be ranked", Words.of(failure), failure)));
  }

  private void refresh() {
    QueryResult a = result.get();
    QueryResult b = model.resultProperty().get();
    if (a == null || b == null || !a.query().equals(b.query())) {
      changes.set(List.of());
    } else if (model.partialProperty().get() == null) {
      // Half a ranking says nothing about ranks: the last whole one stays until the next.
      changes.set(RankChange.between(a, b));
    }
  }

  void close() {
    ranking.cancel();
  }
}
