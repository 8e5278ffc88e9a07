package org.vladoscope.ui.evaluate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;
import org.vladoscope.metric.QueryOutcome;
import org.vladoscope.ui.evaluate.confidence.CalibratedBy;
import org.vladoscope.ui.evaluate.confidence.Findings;
import org.vladoscope.ui.evaluate.confidence.MeasuredConfidence;
import org.vladoscope.ui.evaluate.confidence.MeasuredSurety;
import org.vladoscope.ui.evaluate.embedding.AnswerFacts;

/** What was measured of each query, for pages that colour by it. */
final class AnswersMeasured {

  private AnswersMeasured() {}

  /** Follows what is measured. */
  static ObservableValue<AnswerFacts> facts(ResultsModel results) {
    return Bindings.createObjectBinding(
        () -> of(results.measuredProperty().get()), results.measuredProperty());
  }

  private static AnswerFacts of(@Nullable Measured measured) {
    if (measured == null) {
      return AnswerFacts.NONE;
    }
    Map<Integer, Double> sureness = new HashMap<>();
    String name;
    switch (measured.confidence()) {
      case Findings.Known known -> {
        MeasuredConfidence one = known.by(known.orOther(CalibratedBy.OTHER_MAPS));
        one.confidence().queries().forEach(q -> sureness.put(q.query(), q.probability()));
        name = "Probability that the answer is right, " + one.source();
      }
      case Findings.Measures measures -> {
        MeasuredSurety one = measures.measures().getFirst();
        one.discrimination().queries().forEach(q -> sureness.put(q.query(), q.value()));
        name =
            one.label()
                + ", no probability; "
                + (one.discrimination().measure().isLowerSurer() ? "lower" : "higher")
                + " is surer";
      }
      case Findings.Unknown unknown -> name = "";
    }
    return new AnswerFacts(
        byQuery(measured.metrics().global().outcomes().list()),
        byQuery(measured.metrics().reranked().outcomes().list()),
        sureness,
        name);
  }

  private static Map<Integer, QueryOutcome> byQuery(List<QueryOutcome> outcomes) {
    Map<Integer, QueryOutcome> byQuery = new HashMap<>();
    outcomes.forEach(outcome -> byQuery.put(outcome.query(), outcome));
    return byQuery;
  }
}
