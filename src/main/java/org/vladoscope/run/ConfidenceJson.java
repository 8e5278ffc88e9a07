package org.vladoscope.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vladoscope.common.InputException;
import org.vladoscope.metric.confidence.Calibration;
import org.vladoscope.metric.confidence.Confidence;
import org.vladoscope.metric.confidence.Discrimination;
import tools.jackson.databind.JsonNode;

/** What is known of the probabilities of a run's answers, as JSON. */
final class ConfidenceJson {

  private ConfidenceJson() {}

  /** Empty if answers have no probabilities. */
  static Optional<Map<String, Object>> of(Run run) {
    return Confidences.of(run).map(calibration -> json(run, calibration));
  }

  /** How well measures of confidence tell right answers from wrong ones, with what they are. */
  static Map<String, Object> measures(Run run) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("elsewhere", run.measures().elsewhere());
    if (run.hasGroundTruth()) {
      for (Discrimination one : run.measures().judged(run.after())) {
        Map<String, Object> measure = new LinkedHashMap<>();
        measure.put("name", one.measure().label());
        measure.put("convention", one.measure().convention(run.measures().elsewhere()));
        measure.put("lowerIsSurer", one.measure().isLowerSurer());
        measure.put("queries", one.queries().size());
        one.rightArea().ifPresent(area -> measure.put("rightArea", area));
        one.withoutMatchArea().ifPresent(area -> measure.put("withoutMatchArea", area));
        json.put(one.measure().id(), measure);
      }
    }
    return json;
  }

  /** The measures of a run's queries; none in runs that were kept before there were any. */
  static AnswerMeasures readMeasures(JsonNode run) {
    List<Map<String, Double>> ofQueries = new ArrayList<>();
    for (JsonNode query : run.path("queries")) {
      Map<String, Double> values = new LinkedHashMap<>();
      query
          .path("confidenceMeasures")
          .properties()
          .forEach(
              e -> {
                if (!e.getValue().isNumber()) {
                  throw new InputException("confidenceMeasures of a query are no numbers");
                }
                values.put(e.getKey(), e.getValue().asDouble());
              });
      ofQueries.add(values);
    }
    AnswerMeasures measures =
        new AnswerMeasures(
            run.path("confidenceMeasures").path("elsewhere").asString(""), ofQueries);
    return measures.isEmpty() ? AnswerMeasures.NONE : measures;
  }

  /**
   * The calibration that was asked for when a run was made; empty if none was.
   *
   * @throws InputException with a phrase that says what is wrong with it
   */
  static Optional<Calibration> readCalibration(JsonNode run) {
    JsonNode confidence = run.path("confidence");
    if (!confidence.path("askedFor").asBoolean(false)) {
      return Optional.empty();
    }
    double intercept = confidence.path("intercept").asDouble(Double.NaN);
    double slope = confidence.path("slope").asDouble(Double.NaN);
    if (!Double.isFinite(intercept) || !(slope >= 0) || Double.isInfinite(slope)) {
      throw new InputException("the curve of its confidence is no curve");
    }
    return Optional.of(new Calibration(intercept, slope, RunJson.text(confidence, "calibratedOn")));
  }

  private static Map<String, Object> json(Run run, Calibration calibration) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("calibratedOn", calibration.source());
    if (run.calibration().isPresent()) {
      json.put("askedFor", true);
      json.put("trust", WarpCalibration.trust());
    }
    json.put("intercept", calibration.intercept());
    json.put("slope", calibration.slope());
    Confidences.byAsked(run).ifPresent(c -> json.put("byThis", json(c)));
    Confidences.byOtherMaps(run).ifPresent(c -> json.put("byOtherMaps", json(c)));
    Confidences.byOwnTruth(run).ifPresent(c -> json.put("crossValidated", json(c)));
    return json;
  }

  private static Map<String, Object> json(Confidence confidence) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("calibrationError", confidence.calibrationError());
    confidence.withoutMatchArea().ifPresent(area -> json.put("withoutMatchArea", area));
    confidence
        .atPrecision(.99)
        .ifPresent(
            a -> {
              Map<String, Object> accept = new LinkedHashMap<>();
              accept.put("threshold", a.threshold());
              accept.put("precision", a.precision());
              accept.put("coverage", a.coverage());
              json.put("at99Precision", accept);
            });
    return json;
  }
}
