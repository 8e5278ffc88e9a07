package org.vladoscope.benchmark.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.config.Preset;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.match.CohortFusion;
import org.vladoscope.match.MatchConfig;
import org.vladoscope.match.RansacScore;
import org.vladoscope.match.RapidScore;
import org.vladoscope.match.ZScoreFusion;
import org.vladoscope.metric.Bootstrap;
import org.vladoscope.metric.WithoutPositive;
import org.vladoscope.metric.confidence.Confidence;
import org.vladoscope.pipeline.Workspace;
import org.vladoscope.run.Confidences;
import org.vladoscope.run.EvaluationMetrics;
import org.vladoscope.run.Run;
import org.vladoscope.run.RunRecorder;
import org.vladoscope.vlad.VocabularyConfig;

/**
 * How well ways to score, or to find clusters, find places of several maps, over several seeds of
 * the vocabulary, and which of them would have been chosen for each map by the other maps alone.
 */
public final class QualityContest {

  /** The published weights of the patch sizes 2, 5 and 8. */
  private static final List<Double> PUBLISHED = List.of(.45, .15, .40);

  private QualityContest() {}

  /** What is compared. */
  public enum Subject {
    /** Ways to score candidates, all with the vocabulary of the default. */
    SCORES,
    /** Ways to find clusters, all with the scores of the default. */
    WORDS;

    /** The ways that are compared, the default first. */
    public List<Contender> contenders() {
      return switch (this) {
        case SCORES -> scores();
        case WORDS -> words();
      };
    }
  }

  /**
   * A way to score or to find clusters.
   *
   * @param name for people
   * @param change what it changes in the default configuration
   */
  public record Contender(String name, UnaryOperator<PipelineConfig> change) {

    PipelineConfig config(long seed) {
      PipelineConfig changed = change.apply(Preset.DEFAULT.config());
      return changed.withWords(changed.words().orElseThrow().withSeed(seed));
    }

    private static Contender score(String name, UnaryOperator<MatchConfig> change) {
      return new Contender(name, config -> config.withMatching(change.apply(config.matching())));
    }

    private static Contender words(String name, UnaryOperator<VocabularyConfig> change) {
      return new Contender(
          name, config -> config.withWords(change.apply(config.words().orElseThrow())));
    }
  }

  private static List<Contender> words() {
    return List.of(
        Contender.words("default", w -> w),
        Contender.words("as clustering leaves them", w -> w.withRefinement(false, false)),
        Contender.words("whitened, not weighed", w -> w.withRefinement(true, false)),
        Contender.words("weighed, not whitened", w -> w.withRefinement(false, true)),
        Contender.words("32 clusters", w -> w.withClusters(32)),
        Contender.words(
            "32 clusters, as clustering leaves them",
            w -> w.withClusters(32).withRefinement(false, false)),
        Contender.words("128 clusters", w -> w.withClusters(128)));
  }

  private static List<Contender> scores() {
    return List.of(
        Contender.score("default", m -> m),
        Contender.score("default, published weights", m -> m.withWeights(PUBLISHED)),
        Contender.score("default, no global similarity", m -> m.withGlobalWeight(0)),
        Contender.score("default, global similarity 1.5", m -> m.withGlobalWeight(1.5)),
        Contender.score("default, no gate", m -> m.withFusion(new CohortFusion(15, 0))),
        Contender.score("default, gate 4", m -> m.withFusion(new CohortFusion(15, 4))),
        Contender.score("default, cohort of 5", m -> m.withFusion(new CohortFusion(5, 2))),
        Contender.score("default, cohort of 40", m -> m.withFusion(new CohortFusion(40, 2))),
        Contender.score("weighted rapid, z-scores", m -> original(m)),
        Contender.score("rapid, cohort", m -> m.withScorer(new RapidScore())),
        Contender.score(
            "rapid, z-scores, published weights",
            m -> original(m).withScorer(new RapidScore()).withWeights(PUBLISHED)),
        Contender.score("RANSAC, cohort", m -> m.withScorer(new RansacScore(1.5))),
        Contender.score(
            "RANSAC, z-scores, published weights",
            m -> original(m).withScorer(new RansacScore(1.5)).withWeights(PUBLISHED)));
  }

  private static MatchConfig original(MatchConfig matching) {
    return matching.withFusion(new ZScoreFusion()).withGlobalWeight(0);
  }

  /**
   * A map's answers under one way to score.
   *
   * @param global recall@1 by global descriptors, one for each seed
   * @param reranked recall@1 after re-ranking, one for each seed
   * @param queries how many queries count
   */
  public record Cell(List<Double> global, List<Double> reranked, int queries) {

    /** Mean over the seeds. */
    public double meanGlobal() {
      return mean(global);
    }

    /** Mean over the seeds. */
    public double meanReranked() {
      return mean(reranked);
    }

    /** True if re-ranking costs no more than one query, in the mean over the seeds. */
    boolean isHarmless() {
      return meanReranked() >= meanGlobal() - 1.0 / queries - 1e-9;
    }
  }

  /**
   * How far the probabilities of the default can be trusted on a map.
   *
   * @param judged its queries with what was said of them, over all seeds
   */
  public record Trust(String map, Confidence judged) {

    /** The area under the ROC curve for queries without a match, if there are some. */
    public OptionalDouble withoutMatchArea() {
      return judged.withoutMatchArea();
    }
  }

  /**
   * The result.
   *
   * @param maps names of the maps
   * @param contenders the ways
   * @param cells per way, per map
   * @param trust per map
   */
  public record Table(
      List<String> maps, List<Contender> contenders, List<List<Cell>> cells, List<Trust> trust) {

    /** Mean recall@1 of a way over all maps but one; −1 leaves none out. */
    public double mean(int contender, int without) {
      double sum = 0;
      int count = 0;
      for (int m = 0; m < maps.size(); m++) {
        if (m != without) {
          sum += cells.get(contender).get(m).meanReranked();
          count++;
        }
      }
      return sum / count;
    }

    /** Mean recall@1 of a way over all maps by global descriptors alone. */
    public double meanGlobal(int contender) {
      return cells.get(contender).stream()
          .mapToDouble(Cell::meanGlobal)
          .average()
          .orElse(Double.NaN);
    }

    /**
     * The way that the other maps would have chosen for a map: of those that cost none of them more
     * than one query, the one with the highest mean; of all if there is none.
     */
    public int chosenWithout(int map) {
      Comparator<Integer> byMean = Comparator.comparingDouble(c -> mean(c, map));
      List<Integer> all = new ArrayList<>();
      for (int c = 0; c < contenders.size(); c++) {
        all.add(c);
      }
      return all.stream()
          .filter(c -> isHarmless(c, map))
          .max(byMean)
          .orElseGet(() -> all.stream().max(byMean).orElseThrow());
    }

    private boolean isHarmless(int contender, int without) {
      for (int m = 0; m < maps.size(); m++) {
        if (m != without && !cells.get(contender).get(m).isHarmless()) {
          return false;
        }
      }
      return true;
    }
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  /**
   * Answers the queries of a map in all ways and with all seeds.
   *
   * @param contenders the default first
   * @throws InputException if the map has no ground truth
   */
  public static MapResult answer(
      Workspace workspace, List<Contender> contenders, List<Long> seeds, Progress progress) {
    PlaceMap map = workspace.map();
    List<Cell> cells = new ArrayList<>();
    List<Confidence.Judged> judged = new ArrayList<>();
    for (int c = 0; c < contenders.size(); c++) {
      List<Double> global = new ArrayList<>();
      List<Double> reranked = new ArrayList<>();
      int queries = 0;
      for (long seed : seeds) {
        double from =
            (c * seeds.size() + global.size()) / (double) (contenders.size() * seeds.size());
        Run run =
            new RunRecorder(workspace)
                .record(
                    contenders.get(c).config(seed),
                    progress.part(from, from + 1.0 / (contenders.size() * seeds.size())))
                .run();
        EvaluationMetrics metrics =
            run.metrics(Bootstrap.NONE)
                .orElseThrow(() -> new InputException(map.name() + " has no ground truth."));
        global.add(metrics.global().recall(WithoutPositive.LEFT_OUT).at(1).recall().value());
        reranked.add(metrics.reranked().recall(WithoutPositive.LEFT_OUT).at(1).recall().value());
        queries = run.queries().size() - metrics.global().outcomes().withoutPositive();
        if (c == 0) {
          Confidences.byOtherMaps(run).ifPresent(own -> judged.addAll(own.queries()));
        }
      }
      cells.add(new Cell(global, reranked, queries));
    }
    return new MapResult(map.name(), cells, new Trust(map.name(), new Confidence(judged, "")));
  }

  /** The answers of one map. */
  public record MapResult(String map, List<Cell> cells, Trust trust) {}

  /** Puts the maps beside each other. */
  public static Table table(List<Contender> contenders, List<MapResult> results) {
    List<List<Cell>> cells = new ArrayList<>();
    for (int c = 0; c < contenders.size(); c++) {
      int contender = c;
      cells.add(results.stream().map(r -> r.cells().get(contender)).toList());
    }
    return new Table(
        results.stream().map(MapResult::map).toList(),
        contenders,
        cells,
        results.stream().map(MapResult::trust).toList());
  }
}
