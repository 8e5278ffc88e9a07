package org.vladoscope.ui.evaluate;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.eval.Recall;
import org.vladoscope.ui.explore.ExploreModel;
import org.vladoscope.ui.explore.TriageModel;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.workspace.Triage;

/**
 * How good the settings in use are. The answers are those that Explore sorts its queries by: they
 * are found once for both perspectives.
 */
public final class ResultsModel {

  private final ExploreModel explore;
  private final TriageModel triage;
  private final ObjectProperty<Convention> convention = new SimpleObjectProperty<>(Convention.ALL);
  private final ReadOnlyObjectWrapper<@Nullable QueriesBehind> behind =
      new ReadOnlyObjectWrapper<>();
  private final ObjectBinding<State> state;

  /** What there is to show. */
  public enum State {
    /** Nothing was asked. */
    NOTHING,
    /** The first evaluation is under way. */
    FIRST,
    /** The queries are ranked, but nobody knows which answers are right. */
    NO_GROUND_TRUTH,
    /** Everything. */
    RESULTS
  }

  ResultsModel(ExploreModel explore) {
    this.explore = explore;
    this.triage = explore.triage();
    this.state =
        Bindings.createObjectBinding(
            this::findState, triage.triageProperty(), triage.busyProperty());
    triage.triageProperty().addListener((o, before, now) -> behind.set(null));
  }

  private State findState() {
    Triage known = triage.triageProperty().get();
    if (known == null) {
      return triage.busyProperty().get() ? State.FIRST : State.NOTHING;
    }
    return known.reranked() == null ? State.NO_GROUND_TRUTH : State.RESULTS;
  }

  /** The open map. */
  public ExploreModel explore() {
    return explore;
  }

  /** The answers, and how they fared. */
  public TriageModel triage() {
    return triage;
  }

  /** What there is to show. */
  public ObjectBinding<State> stateProperty() {
    return state;
  }

  /** What becomes of queries without a positive. */
  public ObjectProperty<Convention> conventionProperty() {
    return convention;
  }

  /** The queries behind the number that was chosen, or null. */
  public ReadOnlyObjectProperty<@Nullable QueriesBehind> behindProperty() {
    return behind.getReadOnlyProperty();
  }

  /**
   * Lists the queries behind a recall.
   *
   * @param reranked after re-ranking, else by global search
   * @param n the number of candidates
   */
  public void chooseRecall(boolean reranked, int n) {
    Triage known = triage.triageProperty().get();
    if (known == null) {
      return;
    }
    QueriesBehind.Builder rows =
        QueriesBehind.titled(
            (reranked ? "After re-ranking" : "Global search") + ", recall@" + Numbers.count(n));
    for (PlaceImage query : explore.map().queries()) {
      Triage.Standing standing = known.standings().get(query);
      if (standing == null
          || !standing.counts()
          || (!standing.hasPositive() && convention.get() == Convention.WITH_POSITIVE)) {
        continue;
      }
      int rank = reranked ? standing.rankAfter() : standing.rankBefore();
      rows.add(rank <= n, new QueriesBehind.Row(query, text(standing)));
    }
    behind.set(rows.build());
  }

  /** Lists other queries. */
  void show(@Nullable QueriesBehind queries) {
    behind.set(queries);
  }

  static String text(Triage.Standing standing) {
    if (!standing.hasPositive()) {
      return "no match in the map";
    }
    return "rank " + rank(standing.rankBefore()) + " \u2192 " + rank(standing.rankAfter());
  }

  private static String rank(int rank) {
    return rank == Triage.NOT_FOUND ? "\u2013" : Numbers.count(rank);
  }

  /** Recall by global search, if it is known. */
  public @Nullable Recall global() {
    Triage known = triage.triageProperty().get();
    return known == null ? null : known.global();
  }

  /** Recall after re-ranking, if it is known. */
  public @Nullable Recall reranked() {
    Triage known = triage.triageProperty().get();
    return known == null ? null : known.reranked();
  }
}
