package org.vladoscope.ui.evaluate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.judge.Verdicts;
import org.vladoscope.metric.Metric;
import org.vladoscope.metric.MetricValue;
import org.vladoscope.metric.PrecisionRecall;
import org.vladoscope.metric.QueryOutcome;
import org.vladoscope.metric.RecallCurve;
import org.vladoscope.metric.WithoutPositive;
import org.vladoscope.metric.confidence.Calibration;
import org.vladoscope.run.ConditionMetrics;
import org.vladoscope.run.WarpCalibration;
import org.vladoscope.ui.evaluate.page.QueriesBehind;
import org.vladoscope.ui.evaluate.page.TruthModel;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.map.TriageModel;
import org.vladoscope.ui.session.Analysis;
import org.vladoscope.ui.task.LatestOnly;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.task.RunningTask;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.ui.view.Words;

/**
 * How good the settings in use are. The answers are those that Explore sorts its queries by: they
 * are found once for both perspectives.
 */
public final class ResultsModel {

  private final OpenMap explore;
  private final TruthModel truth;
  private final TriageModel triage;
  private final LatestOnly measuring;
  private final LatestOnly calibrating;
  private final ReadOnlyObjectWrapper<@Nullable RunningTask> calibration =
      new ReadOnlyObjectWrapper<>();
  private final Map<PipelineConfig, Calibration> warps = new HashMap<>();
  private final ObjectProperty<WithoutPositive> convention;
  private final ReadOnlyObjectWrapper<@Nullable Measured> measured = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Boolean> judged = new ReadOnlyObjectWrapper<>(false);
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

  ResultsModel(OpenMap explore, TruthModel truth) {
    this.explore = explore;
    this.truth = truth;
    this.convention = truth.conventionProperty();
    this.triage = explore.triage();
    this.measuring = new LatestOnly(explore.tasks());
    this.calibrating = new LatestOnly(explore.tasks());
    this.state =
        Bindings.createObjectBinding(this::findState, judged, measured, triage.busyProperty());
    triage.knownProperty().addListener(o -> measure());
    triage.withVerdictsProperty().addListener(o -> measure());
    triage.verdicts().verdictsProperty().addListener(o -> measure());
    truth.truthProperty().addListener(o -> measure());
    measure();
  }

  private State findState() {
    if (measured.get() != null) {
      return State.RESULTS;
    }
    return judged.get()
        ? State.NO_GROUND_TRUTH
        : triage.busyProperty().get() || triage.knownProperty().get() != null
            ? State.FIRST
            : State.NOTHING;
  }

  private void measure() {
    TriageModel.Known known = triage.knownProperty().get();
    if (known == null) {
      return;
    }
    Verdicts counted =
        triage.withVerdictsProperty().get()
            ? triage.verdicts().verdictsProperty().get()
            : Verdicts.NONE;
    GroundTruth right = truth.truthProperty().get();
    Optional<Calibration> calibrated = Optional.ofNullable(warps.get(known.config()));
    measuring.submit(
        "Measuring",
        progress ->
            Measured.of(
                known.config(), known.evaluation(), explore.map(), right, counted, calibrated),
        Outcome.of(
            (Optional<Measured> found) -> {
              behind.set(null);
              measured.set(found.orElse(null));
              judged.set(true);
            },
            failure ->
                explore
                    .notifier()
                    .error("The results could not be measured", Words.of(failure), failure)));
  }

  /**
   * True if warped copies of the map's own images can calibrate the answers that are known, and
   * have not yet.
   */
  public boolean canCalibrate() {
    TriageModel.Known known = triage.knownProperty().get();
    return known != null
        && !warps.containsKey(known.config())
        && WarpCalibration.refusal(explore.map(), known.config()).isEmpty();
  }

  /** Calibrates the answers that are known by warped copies of the map's own images. */
  public void calibrate() {
    TriageModel.Known known = triage.knownProperty().get();
    if (known == null || !canCalibrate()) {
      return;
    }
    Analysis analysis = explore.analysis(known.config());
    calibration.set(
        calibrating.submit(
            "Calibrating by warped images",
            analysis::calibration,
            Outcome.of(
                found -> {
                  warps.put(known.config(), found);
                  measure();
                },
                failure ->
                    explore
                        .notifier()
                        .error(
                            "The probabilities could not be calibrated",
                            Words.of(failure),
                            failure))));
  }

  /** The calibration that is under way or was last; null before the first. */
  public ReadOnlyObjectProperty<@Nullable RunningTask> calibrationProperty() {
    return calibration.getReadOnlyProperty();
  }

  /** True while warped images are asked for. */
  public ReadOnlyBooleanProperty calibratingProperty() {
    return calibrating.busyProperty();
  }

  /** Stops calibrating; nothing is kept of it. */
  public void stopCalibrating() {
    calibrating.cancel();
  }

  /** The open map. */
  public OpenMap explore() {
    return explore;
  }

  /** The answers, and how they fared. */
  public TriageModel triage() {
    return triage;
  }

  /** What was measured, or null. */
  public ReadOnlyObjectProperty<@Nullable Measured> measuredProperty() {
    return measured.getReadOnlyProperty();
  }

  /** What there is to show. */
  public ObjectBinding<State> stateProperty() {
    return state;
  }

  /** What becomes of queries without a positive. */
  public ObjectProperty<WithoutPositive> conventionProperty() {
    return convention;
  }

  /** The queries behind the number that was chosen, or null. */
  public ReadOnlyObjectProperty<@Nullable QueriesBehind> behindProperty() {
    return behind.getReadOnlyProperty();
  }

  /**
   * Lists the queries behind a metric, if it leads to queries.
   *
   * @param reranked after re-ranking, else by global search
   */
  public void choose(Metric metric, boolean reranked) {
    Measured known = measured.get();
    if (known == null) {
      return;
    }
    metric
        .measure(known.metrics().order(reranked), convention.get())
        .flatMap(MetricValue::queries)
        .ifPresent(queries -> show(metric.name(), reranked, queries, known));
  }

  /**
   * Lists the queries behind a point of the recall curve.
   *
   * @param reranked after re-ranking, else by global search
   * @param n the number of candidates
   */
  public void chooseRecall(boolean reranked, int n) {
    Measured known = measured.get();
    if (known != null) {
      Measured.Curves curves = known.curves(convention.get());
      RecallCurve.Point point = curves.order(reranked).at(n);
      show(
          "recall@" + Numbers.count(n),
          reranked,
          new MetricValue.Queries(point.hit(), point.missed()),
          known);
    }
  }

  /** Lists the queries of a condition behind a metric. */
  public void choose(ConditionMetrics condition, Metric metric, boolean reranked) {
    Measured known = measured.get();
    if (known != null) {
      condition
          .measure(metric, reranked, convention.get())
          .flatMap(MetricValue::queries)
          .ifPresent(
              queries ->
                  show(metric.name() + " of " + condition.condition(), reranked, queries, known));
    }
  }

  /**
   * Lists the queries of a condition behind a point of its recall curve.
   *
   * @param condition a condition's name
   * @param reranked after re-ranking, else by global search
   * @param n the number of candidates
   */
  public void chooseCondition(String condition, boolean reranked, int n) {
    Measured known = measured.get();
    if (known == null) {
      return;
    }
    for (Measured.UnderCondition one : known.conditions()) {
      Measured.Curves curves = one.curves().get(convention.get());
      if (curves != null && one.metrics().condition().equals(condition)) {
        RecallCurve.Point point = curves.order(reranked).at(n);
        show(
            "recall@" + Numbers.count(n) + " of " + condition,
            reranked,
            new MetricValue.Queries(point.hit(), point.missed()),
            known);
      }
    }
  }

  private void show(String name, boolean reranked, MetricValue.Queries queries, Measured known) {
    behind.set(
        new QueriesBehind(
            order(reranked, known) + ", " + name,
            List.of(
                group("\u2717 Misses", queries.missed(), known),
                group("\u2713 Hits", queries.hit(), known))));
  }

  /**
   * Lists the queries behind a point of a precision–recall curve.
   *
   * @param index which of its points
   */
  public void choosePrecision(boolean reranked, int index) {
    Measured known = measured.get();
    if (known == null) {
      return;
    }
    (reranked ? known.metrics().reranked() : known.metrics().global())
        .bestMatch()
        .ifPresent(
            curve -> {
              PrecisionRecall.Point point = curve.points().get(index);
              PrecisionRecall.Queries queries = curve.queriesAt(point.threshold());
              String threshold =
                  Double.isInfinite(point.threshold())
                      ? "nothing accepted"
                      : "best match scores " + score(point.threshold()) + " or more";
              behind.set(
                  new QueriesBehind(
                      order(reranked, known) + ", " + threshold,
                      List.of(
                          group("\u2717 Accepted, wrong", queries.wrong(), known),
                          group("\u2713 Accepted, right", queries.right(), known),
                          group("\u2013 Not found", queries.missed(), known))));
            });
  }

  /** Lists the queries that re-ranking won and lost at rank 1. */
  public void chooseGain() {
    Measured known = measured.get();
    if (known != null) {
      behind.set(
          new QueriesBehind(
              "Re-ranking at rank 1",
              List.of(
                  group("\u2717 Lost", known.gain().lost(), known),
                  group("\u2713 Won", known.gain().won(), known))));
    }
  }

  /**
   * Lists queries by how they fared.
   *
   * @param title which number they are behind
   * @param groups by the groups' names
   */
  void list(String title, SequencedMap<String, List<Integer>> groups) {
    Measured known = measured.get();
    if (known != null) {
      List<QueriesBehind.Group> listed = new ArrayList<>();
      groups.forEach((name, queries) -> listed.add(group(name, queries, known)));
      behind.set(new QueriesBehind(title, listed));
    }
  }

  static String score(double score) {
    return String.format(Locale.ROOT, "%.4f", score).replace('-', '\u2212');
  }

  private static String order(boolean reranked, Measured known) {
    return reranked ? "After re-ranking" : known.firstOrder();
  }

  private QueriesBehind.Group group(String name, List<Integer> queries, Measured known) {
    Map<Integer, QueryOutcome> before = outcomes(known.metrics().global().outcomes().list());
    Map<Integer, QueryOutcome> after = outcomes(known.metrics().reranked().outcomes().list());
    return new QueriesBehind.Group(
        name,
        queries.stream()
            .map(
                q ->
                    new QueriesBehind.Row(
                        explore.map().queries().get(q),
                        text(
                            Objects.requireNonNull(before.get(q)),
                            Objects.requireNonNull(after.get(q)),
                            known.isReranked())))
            .toList());
  }

  private static Map<Integer, QueryOutcome> outcomes(List<QueryOutcome> list) {
    Map<Integer, QueryOutcome> byQuery = new HashMap<>();
    list.forEach(outcome -> byQuery.put(outcome.query(), outcome));
    return byQuery;
  }

  private static String text(QueryOutcome before, QueryOutcome after, boolean reranked) {
    return before.hasPositive()
        ? "rank " + rank(before.rank()) + (reranked ? " \u2192 " + rank(after.rank()) : "")
        : "no match in the map";
  }

  static String rank(int rank) {
    return rank == QueryOutcome.NOT_FOUND ? "\u2013" : Numbers.count(rank);
  }

  /** Stops what is computed. */
  void close() {
    measuring.cancel();
    calibrating.cancel();
  }
}
