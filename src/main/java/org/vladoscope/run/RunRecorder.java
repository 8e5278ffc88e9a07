package org.vladoscope.run;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.Progress;
import org.vladoscope.common.Software;
import org.vladoscope.config.ConfigText;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.Conditions;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.graph.DescriptorSizes;
import org.vladoscope.graph.QueryTime;
import org.vladoscope.graph.StepTimes;
import org.vladoscope.graph.Workload;
import org.vladoscope.judge.TruthWords;
import org.vladoscope.judge.Verdicts;
import org.vladoscope.match.MatchConfig;
import org.vladoscope.metric.Bootstrap;
import org.vladoscope.metric.QueryOutcome;
import org.vladoscope.pipeline.Workspace;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.Evaluation;
import org.vladoscope.ranking.QueryResult;

/**
 * Evaluates configurations of a map and makes runs of the evaluations: the one way in which window,
 * command line and sweeps come to their numbers.
 */
public final class RunRecorder {

  private static final DateTimeFormatter ID =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Workspace workspace;
  private final Clock clock;

  /** A recorder for a map. */
  public RunRecorder(Workspace workspace) {
    this(workspace, Clock.systemUTC());
  }

  RunRecorder(Workspace workspace, Clock clock) {
    this.workspace = workspace;
    this.clock = clock;
  }

  /**
   * An evaluation with its run.
   *
   * @param evaluation every query with its candidates
   * @param run what is kept of it
   */
  public record Recorded(Evaluation evaluation, Run run) {}

  /**
   * Evaluates a configuration by the map's own ground truth.
   *
   * @throws org.vladoscope.common.InputException if the configuration does not fit the map
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public Recorded record(PipelineConfig config, Progress progress) {
    return record(config, workspace.map().groundTruth(), Verdicts.NONE, progress);
  }

  /** Evaluates a configuration by another ground truth, or with verdicts over it. */
  public Recorded record(
      PipelineConfig config, GroundTruth truth, Verdicts verdicts, Progress progress) {
    StepTimes before = workspace.stepTimes();
    long start = System.nanoTime();
    Evaluation evaluation = workspace.pipeline(config).evaluate(progress);
    double seconds = (System.nanoTime() - start) / 1e9;
    StepTimes ever = workspace.stepTimes();
    Workload oneQuery = workspace.pipeline(config).oneQuery();
    QueryTime time = QueryTime.of(oneQuery, ever.since(before), ever);
    return new Recorded(evaluation, run(evaluation, config, truth, verdicts, time, seconds));
  }

  /**
   * The run of an evaluation that was made before, judged by another ground truth or with verdicts.
   *
   * @param known the evaluation's run
   */
  public Run judged(Recorded known, GroundTruth truth, Verdicts verdicts) {
    Run run = known.run();
    return run(
        known.evaluation(), run.config(), truth, verdicts, run.queryTime(), run.totalSeconds());
  }

  private Run run(
      Evaluation evaluation,
      PipelineConfig config,
      GroundTruth truth,
      Verdicts verdicts,
      QueryTime time,
      double seconds) {
    Instant now = clock.instant();
    Optional<EvaluationMetrics> metrics =
        EvaluationMetrics.of(
            evaluation, workspace.map(), config.matching(), truth, verdicts, Bootstrap.NONE);
    int depth = evaluation.results().stream().mapToInt(r -> r.candidates().size()).max().orElse(0);
    DescriptorSizes sizes = workspace.sizes(config);
    double patchBytes =
        config.reranks() ? (double) sizes.patches() * sizes.shortLength() * Float.BYTES : 0;
    String key =
        ContentHash.ofParts(now.toString(), ConfigText.settings(config).toString())
            .abbreviated()
            .substring(0, 6);
    List<Run.Query> queries =
        metrics
            .map(m -> judged(evaluation, m))
            .orElseGet(() -> unjudged(evaluation, config.matching()));
    return new Run(
        ID.format(now) + "-" + key,
        workspace.map().name(),
        workspace.map().origin(),
        config,
        Software.NAME,
        ConfigText.device(workspace.device(), config),
        now,
        evaluation.index(),
        words(truth, verdicts, metrics),
        workspace.map().database().size(),
        depth,
        queries,
        evaluation.seconds(),
        seconds,
        time,
        patchBytes / 1e6,
        evaluation.failures(),
        evaluation.notices(),
        AnswerMeasures.of(
            queries.stream().map(Run.Query::name).toList(), evaluation, workspace.map()),
        conditions(queries),
        Optional.empty());
  }

  /** The map's conditions by the places of queries in a run. */
  private Conditions conditions(List<Run.Query> queries) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < queries.size(); i++) {
      places.put(queries.get(i).name(), i);
    }
    Map<Integer, Integer> numbers = new HashMap<>();
    List<PlaceImage> known = workspace.map().queries();
    for (int q = 0; q < known.size(); q++) {
      Integer place = places.get(known.get(q).name());
      if (place != null) {
        numbers.put(q, place);
      }
    }
    return workspace.map().conditions().renumbered(numbers);
  }

  private static String words(
      GroundTruth truth, Verdicts verdicts, Optional<EvaluationMetrics> metrics) {
    if (metrics.isEmpty()) {
      return "";
    }
    String words = truth.isKnown() ? TruthWords.of(truth) : "positives by verdicts alone";
    return verdicts.isEmpty()
        ? words
        : words + ", with verdicts (" + metrics.get().leftOut() + " queries left out)";
  }

  private List<Run.Query> judged(Evaluation evaluation, EvaluationMetrics metrics) {
    List<Run.Query> queries = new ArrayList<>();
    List<QueryOutcome> before = metrics.global().outcomes().list();
    List<QueryOutcome> after = metrics.reranked().outcomes().list();
    Map<String, QueryResult> byName = new HashMap<>();
    evaluation.results().forEach(r -> byName.put(r.query().name(), r));
    for (int i = 0; i < before.size(); i++) {
      String name = workspace.map().queries().get(before.get(i).query()).name();
      QueryResult result = Objects.requireNonNull(byName.get(name));
      queries.add(
          new Run.Query(
              name,
              before.get(i).positives(),
              before.get(i).rank(),
              after.get(i).rank(),
              before.get(i).bestScore(),
              after.get(i).bestScore(),
              first(result.beforeReranking()),
              first(result.candidates())));
    }
    return queries;
  }

  private static List<Run.Query> unjudged(Evaluation evaluation, MatchConfig matching) {
    return evaluation.results().stream()
        .map(
            r ->
                new Run.Query(
                    r.query().name(),
                    0,
                    Run.NOT_FOUND,
                    Run.NOT_FOUND,
                    scoreBefore(r),
                    scoreAfter(r, matching),
                    first(r.beforeReranking()),
                    first(r.candidates())))
        .toList();
  }

  private static double scoreBefore(QueryResult result) {
    return result.beforeReranking().stream()
        .mapToDouble(Candidate::globalSimilarity)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static double scoreAfter(QueryResult result, MatchConfig matching) {
    return result.candidates().stream()
        .mapToDouble(c -> EvaluationMetrics.score(result, c, matching))
        .findFirst()
        .orElse(Double.NaN);
  }

  private static String first(List<Candidate> candidates) {
    return candidates.isEmpty() ? "" : candidates.getFirst().image().name();
  }
}
