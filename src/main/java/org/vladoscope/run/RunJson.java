package org.vladoscope.run;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;
import org.vladoscope.config.ConfigJson;
import org.vladoscope.dataset.MapOrigin;
import org.vladoscope.graph.QueryTime;
import org.vladoscope.metric.Bootstrap;
import org.vladoscope.metric.Estimate;
import org.vladoscope.metric.Metric;
import org.vladoscope.metric.MetricValue;
import org.vladoscope.metric.Metrics;
import org.vladoscope.metric.PrecisionRecall;
import org.vladoscope.metric.RankingMetrics;
import org.vladoscope.metric.RecallCurve;
import org.vladoscope.metric.WithoutPositive;
import org.vladoscope.metric.confidence.Calibration;
import tools.jackson.databind.JsonNode;

/**
 * A run as JSON. Metrics are written for other programs; when a run is read they follow from its
 * queries' ranks.
 */
public final class RunJson {

  /** Version of the form. */
  static final int VERSION = 1;

  private RunJson() {}

  /** A run with its metrics as nested maps, lists, texts and numbers. */
  public static Map<String, Object> of(Run run) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("version", VERSION);
    json.put("id", run.id());
    json.put("map", run.map());
    json.put("readAs", of(run.readAs()));
    json.put("date", run.date().toString());
    json.put("software", run.software());
    json.put("device", run.device());
    json.put("index", run.index());
    json.put("groundTruth", run.groundTruth());
    json.put("databaseSize", run.databaseSize());
    json.put("depth", run.depth());
    json.put("reranked", run.config().reranks());
    json.put("configuration", ConfigJson.of(run.config()));
    run.metrics(Bootstrap.USUAL)
        .ifPresent(
            m -> {
              Map<String, Object> metrics = new LinkedHashMap<>();
              metrics.put("netvlad", metrics(m.global()));
              if (run.config().reranks()) {
                metrics.put("patch-netvlad", metrics(m.reranked()));
              }
              json.put("metrics", metrics);
            });
    ConfidenceJson.of(run).ifPresent(confidence -> json.put("confidence", confidence));
    if (!run.measures().isEmpty()) {
      json.put("confidenceMeasures", ConfidenceJson.measures(run));
    }
    if (!run.conditions().isEmpty()) {
      json.put("conditions", ConditionsJson.of(run));
    }
    json.put("seconds", run.seconds());
    json.put("totalSeconds", run.totalSeconds());
    json.put("millisecondsPerQuery", run.queryTime().milliseconds());
    json.put("millisecondsMeasured", run.queryTime().measured());
    json.put("megabytesPerImage", run.megabytesPerImage());
    json.put("failures", run.failures());
    json.put("notices", run.notices());
    List<Object> queries = new ArrayList<>();
    Optional<Calibration> calibration = Confidences.of(run);
    Map<Integer, List<String>> conditions = run.conditions().ofQueries();
    for (int i = 0; i < run.queries().size(); i++) {
      Map<String, @Nullable Object> query = query(run.queries().get(i), calibration);
      if (!run.measures().of(i).isEmpty()) {
        query.put("confidenceMeasures", run.measures().of(i));
      }
      if (!run.conditions().isEmpty()) {
        query.put("conditions", conditions.getOrDefault(i, List.of()));
      }
      queries.add(query);
    }
    json.put("queries", queries);
    return present(json);
  }

  /** Values are null in fields that may be null only, which Jackson writes as such. */
  @SuppressWarnings("NullAway")
  private static Map<String, Object> present(Map<String, @Nullable Object> json) {
    return json;
  }

  /** The metrics of one order, each with its convention. */
  public static Map<String, Object> metrics(RankingMetrics metrics) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("recall", recall(metrics.recall()));
    json.put("recallCountingAll", recall(metrics.recallCountingAll()));
    Map<String, Object> reciprocal = estimate(metrics.reciprocalRank().mean());
    reciprocal.put("convention", metrics.reciprocalRank().convention());
    json.put("meanReciprocalRank", reciprocal);
    metrics.bestMatch().ifPresent(curve -> json.put("precisionRecall", curve(curve)));
    Map<String, Object> values = new LinkedHashMap<>();
    for (Metric metric : Metrics.ALL) {
      metric
          .measure(metrics, WithoutPositive.LEFT_OUT)
          .ifPresent(value -> values.put(metric.id(), value(metric, value)));
    }
    json.put("values", values);
    return json;
  }

  private static Map<String, Object> value(Metric metric, MetricValue value) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", metric.name());
    json.putAll(estimate(value.estimate()));
    json.put("higherIsBetter", metric.isHigherBetter());
    json.put("convention", value.convention());
    return json;
  }

  static Map<String, Object> recall(RecallCurve curve) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (RecallCurve.Point point : curve.points()) {
      json.put(Integer.toString(point.n()), estimate(point.recall()));
    }
    json.put("convention", curve.convention());
    return json;
  }

  private static Map<String, Object> estimate(Estimate estimate) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("value", estimate.value());
    if (estimate.hasInterval()) {
      json.put("low", estimate.low());
      json.put("high", estimate.high());
    }
    return json;
  }

  /** A precision–recall curve with all its points. */
  public static Map<String, Object> curve(PrecisionRecall curve) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("area", curve.area());
    json.put("recallAtFullPrecision", curve.recallAtFullPrecision());
    json.put("convention", curve.convention());
    List<Object> points = new ArrayList<>();
    for (PrecisionRecall.Point point : curve.points()) {
      // JSON has no infinity: the first point has no threshold.
      Object threshold = Double.isInfinite(point.threshold()) ? "none" : point.threshold();
      points.add(List.of(threshold, point.precision(), point.recall()));
    }
    json.put("pointColumns", List.of("threshold", "precision", "recall"));
    json.put("points", points);
    return json;
  }

  private static Map<String, @Nullable Object> query(
      Run.Query q, Optional<Calibration> calibration) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", q.name());
    json.put("positives", q.positives());
    json.put("rankBefore", q.rankBefore() == Run.NOT_FOUND ? null : q.rankBefore());
    json.put("rankAfter", q.rankAfter() == Run.NOT_FOUND ? null : q.rankAfter());
    json.put("scoreBefore", Double.isNaN(q.scoreBefore()) ? null : q.scoreBefore());
    json.put("scoreAfter", Double.isNaN(q.scoreAfter()) ? null : q.scoreAfter());
    calibration
        .map(c -> c.probability(q.scoreAfter()))
        .filter(probability -> !Double.isNaN(probability))
        .ifPresent(probability -> json.put("probability", probability));
    json.put("answerBefore", q.answerBefore());
    json.put("answer", q.answer());
    return json;
  }

  /**
   * Reads a run.
   *
   * @throws InputException with a phrase that says what is wrong with it
   */
  public static Run read(JsonNode json) {
    if (!json.isObject() || !json.path("version").isIntegralNumber()) {
      throw new InputException("it is not a run of Vladoscope");
    }
    if (json.path("version").asInt() != VERSION) {
      throw new InputException(
          "its version is " + json.path("version").asInt() + ", not " + VERSION);
    }
    List<Run.Query> queries = new ArrayList<>();
    for (JsonNode q : json.path("queries")) {
      queries.add(readQuery(q));
    }
    Map<String, Double> seconds = new LinkedHashMap<>();
    json.path("seconds")
        .properties()
        .forEach(e -> seconds.put(e.getKey(), e.getValue().asDouble(0)));
    Map<String, String> failures = new LinkedHashMap<>();
    json.path("failures")
        .properties()
        .forEach(e -> failures.put(e.getKey(), e.getValue().asString("")));
    return new Run(
        text(json, "id"),
        text(json, "map"),
        origin(json.path("readAs")),
        ConfigJson.read(json.path("configuration")),
        text(json, "software"),
        text(json, "device"),
        date(text(json, "date")),
        text(json, "index"),
        text(json, "groundTruth"),
        whole(json, "databaseSize"),
        whole(json, "depth"),
        queries,
        seconds,
        number(json, "totalSeconds"),
        new QueryTime(
            number(json, "millisecondsPerQuery"),
            json.path("millisecondsMeasured").asBoolean(false)),
        number(json, "megabytesPerImage"),
        failures,
        texts(json.path("notices")),
        ConfidenceJson.readMeasures(json),
        ConditionsJson.read(json),
        ConfidenceJson.readCalibration(json));
  }

  /** How a map was read. */
  public static Map<String, Object> of(MapOrigin origin) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", origin.format());
    json.put("found", origin.found());
    json.put("notices", origin.notices());
    return json;
  }

  /** Runs that were kept before do not say how their map was read. */
  private static MapOrigin origin(JsonNode json) {
    return new MapOrigin(
        json.path("format").asString(""), texts(json.path("found")), texts(json.path("notices")));
  }

  static List<String> texts(JsonNode json) {
    List<String> texts = new ArrayList<>();
    json.forEach(text -> texts.add(text.asString("")));
    return texts;
  }

  private static Run.Query readQuery(JsonNode q) {
    int positives = whole(q, "positives");
    int before = rank(q, "rankBefore");
    int after = rank(q, "rankAfter");
    if (positives < 0 || (positives == 0 && Math.min(before, after) != Run.NOT_FOUND)) {
      throw new InputException("query " + text(q, "name") + " has a rank but no positive");
    }
    return new Run.Query(
        text(q, "name"),
        positives,
        before,
        after,
        q.path("scoreBefore").asDouble(Double.NaN),
        q.path("scoreAfter").asDouble(Double.NaN),
        q.path("answerBefore").asString(""),
        text(q, "answer"));
  }

  private static int rank(JsonNode q, String field) {
    JsonNode rank = q.path(field);
    if (rank.isNull() || rank.isMissingNode()) {
      return Run.NOT_FOUND;
    }
    if (!rank.isIntegralNumber() || rank.asInt() < 1) {
      throw new InputException(field + " of a query is " + rank + ", which is no rank");
    }
    return rank.asInt();
  }

  static String text(JsonNode json, String field) {
    if (!json.path(field).isString()) {
      throw new InputException(field + " is missing");
    }
    return json.path(field).asString();
  }

  private static int whole(JsonNode json, String field) {
    if (!json.path(field).isIntegralNumber()) {
      throw new InputException(field + " is missing");
    }
    return json.path(field).asInt();
  }

  private static double number(JsonNode json, String field) {
    if (!json.path(field).isNumber()) {
      throw new InputException(field + " is missing");
    }
    return json.path(field).asDouble();
  }

  private static Instant date(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new InputException("its date '" + text + "' cannot be read", e);
    }
  }
}
