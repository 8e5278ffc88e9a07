package org.vladoscope.ui.evaluate.confidence;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.config.Preset;
import org.vladoscope.match.Fusion;
import org.vladoscope.metric.Outcomes;
import org.vladoscope.metric.QueryOutcome;
import org.vladoscope.metric.confidence.Calibration;
import org.vladoscope.metric.confidence.Confidence;
import org.vladoscope.metric.confidence.ConfidenceMeasure;
import org.vladoscope.metric.confidence.ConfidenceMeasures;
import org.vladoscope.run.AnswerMeasures;
import org.vladoscope.run.Confidences;
import org.vladoscope.run.EvaluationMetrics;
import org.vladoscope.ui.view.Words;

/** What is known of the probabilities, or of measures, of an evaluation's answers. */
public sealed interface Findings {

  /**
   * Answers have probabilities.
   *
   * @param calibrations one to three
   * @param missing for each calibration that there is not, why, in a sentence
   * @param withoutScore how many queries have no score, and so no probability
   */
  record Known(
      Map<CalibratedBy, MeasuredConfidence> calibrations,
      Map<CalibratedBy, String> missing,
      int withoutScore)
      implements Findings {

    /** Copies the maps. */
    public Known {
      calibrations = Map.copyOf(calibrations);
      missing = Map.copyOf(missing);
    }

    /** One of the calibrations; the first of the others if there is none. */
    public CalibratedBy orOther(CalibratedBy wanted) {
      return calibrations.containsKey(wanted)
          ? wanted
          : Arrays.stream(CalibratedBy.values())
              .filter(calibrations::containsKey)
              .findFirst()
              .orElseThrow();
    }

    /** What is known by one of the calibrations that there are. */
    public MeasuredConfidence by(CalibratedBy one) {
      return Objects.requireNonNull(calibrations.get(one));
    }
  }

  /**
   * Nothing was re-ranked: answers have measures that are no probabilities.
   *
   * @param measures one or more
   * @param missing the labels of measures that no answer has
   */
  record Measures(List<MeasuredSurety> measures, List<String> missing) implements Findings {

    /** Copies the lists. */
    public Measures {
      measures = List.copyOf(measures);
      missing = List.copyOf(missing);
    }

    /** The measure of an id; the first one if there is none. */
    public MeasuredSurety orFirst(String id) {
      return measures.stream().filter(m -> m.id().equals(id)).findFirst().orElse(measures.get(0));
    }
  }

  /**
   * Answers have neither probabilities nor measures.
   *
   * @param title what is missing
   * @param hint why, and what to do about it
   */
  record Unknown(String title, String hint) implements Findings {}

  /**
   * Measures; takes time that grows with the square of the number of queries.
   *
   * @param warps the calibration on warped copies of the map's own images, if it was asked for
   * @param refusal why there can be none, in a sentence; empty if it can
   */
  static Findings of(
      EvaluationMetrics metrics,
      PipelineConfig config,
      AnswerMeasures answers,
      Optional<Calibration> warps,
      Optional<String> refusal) {
    if (!metrics.isReranked() && !answers.isEmpty()) {
      return measures(metrics, answers);
    }
    if (!metrics.isReranked()) {
      return new Unknown(
          "Nothing was re-ranked",
          "The probability of an answer comes from the score of its patches. Let candidates be"
              + " re-ranked in the configuration, and evaluate again.");
    }
    Fusion fusion = config.matching().fusion();
    if (!fusion.isComparable()) {
      Fusion usual = Preset.DEFAULT.config().matching().fusion();
      return new Unknown(
          "Scores of different queries cannot be compared",
          "With the fusion "
              + fusion.label()
              + " a score means something else for each query, so it cannot be made a probability."
              + " Set Fusion to "
              + usual.label()
              + " in the configuration (on the command line --fusion "
              + usual.id()
              + "), and evaluate again.");
    }
    Outcomes outcomes = metrics.reranked().outcomes();
    Map<CalibratedBy, MeasuredConfidence> known = new EnumMap<>(CalibratedBy.class);
    Confidences.byOtherMaps(outcomes, config)
        .ifPresent(c -> known.put(CalibratedBy.OTHER_MAPS, MeasuredConfidence.of(c)));
    warps
        .flatMap(calibration -> Confidence.of(outcomes, calibration))
        .ifPresent(c -> known.put(CalibratedBy.WARPS, MeasuredConfidence.of(c)));
    Confidences.byOwnTruth(outcomes, config)
        .ifPresent(c -> known.put(CalibratedBy.OWN_TRUTH, MeasuredConfidence.of(c)));
    Map<CalibratedBy, String> missing = new EnumMap<>(CalibratedBy.class);
    for (CalibratedBy by : CalibratedBy.values()) {
      if (!known.containsKey(by)) {
        missing.put(by, why(by, outcomes, refusal));
      }
    }
    return known.isEmpty()
        ? new Unknown("Answers have no probabilities", String.join(" ", missing.values()))
        : new Known(known, missing, withoutScore(outcomes));
  }

  private static Findings measures(EvaluationMetrics metrics, AnswerMeasures answers) {
    List<MeasuredSurety> known =
        answers.judged(metrics.global().outcomes()).stream()
            .map(d -> MeasuredSurety.of(d, d.measure().convention(answers.elsewhere())))
            .toList();
    List<String> labels = known.stream().map(MeasuredSurety::label).toList();
    return new Measures(
        known,
        ConfidenceMeasures.ALL.stream()
            .map(ConfidenceMeasure::label)
            .filter(label -> !labels.contains(label))
            .toList());
  }

  private static int withoutScore(Outcomes outcomes) {
    return (int) outcomes.list().stream().filter(q -> Double.isNaN(q.bestScore())).count();
  }

  private static String why(CalibratedBy by, Outcomes outcomes, Optional<String> refusal) {
    List<QueryOutcome> scored =
        outcomes.list().stream().filter(q -> !Double.isNaN(q.bestScore())).toList();
    if (scored.isEmpty()) {
      return "No answer has a score.";
    }
    int right = (int) scored.stream().filter(q -> q.isHit(1)).count();
    return switch (by) {
      case OTHER_MAPS ->
          "The calibration on other maps fits scores that are made as by default; network, patch"
              + " sizes, dimensions, scorer or weights differ here.";
      case WARPS ->
          refusal.orElse(
              "Warped copies of the map's own images can calibrate these settings; that takes a"
                  + " while, so it is done when it is chosen.");
      case OWN_TRUTH ->
          "Calibrating by this map's ground truth takes at least "
              + Calibration.FEWEST
              + " right and "
              + Calibration.FEWEST
              + " wrong answers, also with any fifth of the queries left out; here "
              + are(right)
              + " right and "
              + are(scored.size() - right)
              + " wrong.";
    };
  }

  private static String are(int number) {
    return Words.count(number, "is", "are");
  }
}
