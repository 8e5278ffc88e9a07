package org.vladoscope.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vladoscope.config.ConfigText;
import org.vladoscope.metric.Metrics;
import org.vladoscope.metric.WithoutPositive;
import org.vladoscope.metric.confidence.Calibration;
import org.vladoscope.metric.confidence.ConfidenceMeasure;
import org.vladoscope.metric.confidence.ConfidenceMeasures;
import org.vladoscope.run.Confidences;
import org.vladoscope.run.Duel;
import org.vladoscope.run.Run;
import org.vladoscope.run.SweepResult;
import org.vladoscope.store.CsvText;

/** Runs, duels and sweeps as comma-separated tables with a header line. */
public final class RunTables {

  private RunTables() {}

  /**
   * A run's queries, one line each; ranks that were not found and unknown scores are empty. Where
   * conditions are known, they stand in a column of their own, several with semicolons between;
   * measures of confidence in one each. Where answers have probabilities, a column says what they
   * were calibrated on.
   */
  public static String csv(Run run) {
    boolean hasConditions = !run.conditions().isEmpty();
    Map<Integer, List<String>> conditions = run.conditions().ofQueries();
    List<List<Object>> lines = new ArrayList<>();
    List<Object> header =
        new ArrayList<>(
            List.of(
                "query",
                "positives",
                "rank_before",
                "rank_after",
                "score_before",
                "score_after",
                "answer",
                "probability"));
    List<String> measures =
        ConfidenceMeasures.ALL.stream()
            .map(ConfidenceMeasure::id)
            .filter(id -> run.measures().ofQueries().stream().anyMatch(v -> v.containsKey(id)))
            .toList();
    Optional<Calibration> calibration = Confidences.of(run);
    if (calibration.isPresent()) {
      header.add("calibrated_on");
    }
    header.addAll(measures);
    if (hasConditions) {
      header.add("conditions");
    }
    lines.add(header);
    for (int i = 0; i < run.queries().size(); i++) {
      Run.Query q = run.queries().get(i);
      List<Object> line =
          new ArrayList<>(
              List.of(
                  q.name(),
                  q.positives(),
                  rank(q.rankBefore()),
                  rank(q.rankAfter()),
                  number(q.scoreBefore()),
                  number(q.scoreAfter()),
                  q.answer(),
                  number(calibration.map(c -> c.probability(q.scoreAfter())).orElse(Double.NaN))));
      calibration.ifPresent(c -> line.add(c.source()));
      Map<String, Double> values = run.measures().of(i);
      measures.forEach(id -> line.add(number(values.getOrDefault(id, Double.NaN))));
      if (hasConditions) {
        line.add(String.join(";", conditions.getOrDefault(i, List.of())));
      }
      lines.add(line);
    }
    return CsvText.of(lines);
  }

  /**
   * A sweep's results, one line each: every setting by its path, every metric of both orders, time,
   * what other programs used meanwhile, memory, whether it is on the Pareto front, and why it
   * failed.
   *
   * @param way how queries without a positive are treated
   */
  public static String csv(List<SweepResult> results, WithoutPositive way) {
    Set<SweepResult> front = Set.copyOf(SweepResult.front(results));
    // Variants have settings of their own, so that not all configurations have the same ones.
    Set<String> names = new LinkedHashSet<>();
    results.forEach(result -> names.addAll(ConfigText.settings(result.config()).keySet()));
    List<List<Object>> lines = new ArrayList<>();
    for (SweepResult result : results) {
      Map<String, String> settings = ConfigText.settings(result.config());
      if (lines.isEmpty()) {
        List<Object> header = new ArrayList<>(names);
        Metrics.ALL.forEach(metric -> header.add("netvlad_" + metric.id()));
        Metrics.ALL.forEach(metric -> header.add("patch_netvlad_" + metric.id()));
        header.addAll(
            List.of(
                "queries_without_match",
                "ms_per_query",
                "ms_measured",
                "other_programs",
                "mb_per_image",
                "seconds",
                "pareto_front",
                "failure"));
        lines.add(header);
      }
      List<Object> line = new ArrayList<>();
      names.forEach(name -> line.add(settings.getOrDefault(name, "")));
      Metrics.ALL.forEach(metric -> line.add(number(result.value(metric, false, way))));
      Metrics.ALL.forEach(metric -> line.add(number(result.value(metric, true, way))));
      Run run = result.run();
      line.add(way.words());
      line.add(number(result.millisecondsPerQuery()));
      line.add(run == null ? "" : run.queryTime().measured());
      line.add(result.load().isKnown() ? number(result.load().others()) : "unknown");
      line.add(number(result.megabytesPerImage()));
      line.add(run == null ? "" : number(run.totalSeconds()));
      line.add(front.contains(result));
      line.add(result.failure());
      lines.add(line);
    }
    return CsvText.of(lines);
  }

  /** A duel, a line for each query, those first on which the two disagree most. */
  public static String csv(Duel duel) {
    List<List<Object>> lines = new ArrayList<>();
    lines.add(
        List.of("query", "right", "rank_a", "rank_b", "answer_a", "answer_b", "disagreement"));
    for (Duel.Bout bout : duel.byDisagreement()) {
      lines.add(
          List.of(
              bout.query(),
              bout.quadrant(duel.n()).id(),
              rank(bout.rankA()),
              rank(bout.rankB()),
              bout.answerA(),
              bout.answerB(),
              number(bout.disagreement())));
    }
    return CsvText.of(lines);
  }

  private static Object rank(int rank) {
    return rank == Run.NOT_FOUND ? "" : rank;
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.6g", value);
  }
}
