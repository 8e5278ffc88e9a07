package org.vladoscope.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.vladoscope.metric.confidence.Calibration;
import org.vladoscope.metric.confidence.Confidence;

/** What is known of the probabilities of a run's answers, as JSON. */
final class ConfidenceJson {

  private ConfidenceJson() {}

  /** Empty if answers have no probabilities. */
  static Optional<Map<String, Object>> of(Run run) {
    return Confidences.of(run).map(calibration -> json(run, calibration));
  }

  private static Map<String, Object> json(Run run, Calibration calibration) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("calibratedOn", calibration.source());
    json.put("intercept", calibration.intercept());
    json.put("slope", calibration.slope());
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
