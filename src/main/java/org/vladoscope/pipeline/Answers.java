package org.vladoscope.pipeline;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.graph.StageClock;
import org.vladoscope.index.IndexConfig;
import org.vladoscope.index.Neighbours;
import org.vladoscope.metric.IndexLoss;
import org.vladoscope.metric.Recall;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.Evaluation;
import org.vladoscope.ranking.PartialRanking;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.ranking.Reranking;
import org.vladoscope.ranking.Retrieved;
import org.vladoscope.step.MapDescriptors;
import org.vladoscope.step.MapStage;
import org.vladoscope.step.MatchStage;

/** Last stage: what the global search finds for a query, ranked anew by its patches. */
final class Answers {

  /** How often a ranking under way is told. */
  private static final Duration PARTIAL_EVERY = Duration.ofMillis(250);

  private final PlaceMap map;
  private final PipelineConfig config;
  private final Compute compute;
  private final MapStage mapStage;
  private final MatchStage matches;
  private final Retrieval retrieval;

  Answers(
      PlaceMap map,
      PipelineConfig config,
      Compute compute,
      MapStage mapStage,
      MatchStage matches,
      Retrieval retrieval) {
    this.map = map;
    this.config = config;
    this.compute = compute;
    this.mapStage = mapStage;
    this.matches = matches;
    this.retrieval = retrieval;
  }

  /**
   * Answers a query, which need not belong to the map.
   *
   * @param sofar told now and then what is known
   */
  QueryResult to(
      PlaceImage query,
      MapDescriptors descriptors,
      Progress progress,
      Consumer<PartialRanking> sofar) {
    return rerank(query, retrieval.search(query, descriptors), descriptors, progress, sofar);
  }

  private QueryResult rerank(
      PlaceImage query,
      Retrieved found,
      MapDescriptors descriptors,
      Progress progress,
      Consumer<PartialRanking> sofar) {
    List<Candidate> retrieved = found.candidates();
    int count = Math.min(config.rerank(), retrieved.size());
    PlaceMatching list =
        new PlaceMatching(
            retrieval.queryViews(query, descriptors), map.views(), matches, descriptors, config);
    Reranking reranking = new Reranking(query, retrieved, count, config.matching());
    Ticker ticker = new Ticker(PARTIAL_EVERY);
    try {
      compute.parallel(
          count,
          progress,
          i -> {
            int done = reranking.put(i, list.scores(retrieved.get(i), progress));
            progress.report(done + " of " + count + " candidates re-ranked", (double) done / count);
            if (done < count) {
              ticker.tick(() -> sofar.accept(reranking.soFar()));
            }
          });
    } finally {
      // What was found before a cancel is kept too.
      list.save();
    }
    return reranking.soFar().result();
  }

  /**
   * Answers every query of the map that can be read.
   *
   * @param clock told how long the parts take
   */
  Evaluation toAll(MapDescriptors descriptors, StageClock clock, Progress progress) {
    List<Integer> queries =
        IntStream.range(0, map.queries().size())
            .filter(q -> retrieval.isReadable(map.queries().get(q), descriptors))
            .boxed()
            .toList();
    Retrieved[] nearest = new Retrieved[queries.size()];
    clock.time(
        "search",
        () -> {
          compute.parallel(
              nearest.length,
              progress.part(0, .05),
              i -> nearest[i] = retrieval.search(map.queries().get(queries.get(i)), descriptors));
          return Optional.empty();
        });
    QueryResult[] results = new QueryResult[queries.size()];
    AtomicInteger done = new AtomicInteger();
    clock.time(
        "rerank",
        () -> {
          compute.parallel(
              results.length,
              progress,
              i -> {
                PlaceImage query = map.queries().get(queries.get(i));
                results[i] =
                    rerank(query, nearest[i], descriptors, silent(progress), partial -> {});
                int count = done.incrementAndGet();
                progress.report(
                    "Re-ranking, query " + count + " of " + results.length,
                    .05 + .95 * count / results.length);
              });
          return Optional.empty();
        });
    IndexLoss loss = indexLoss(queries, nearest, clock, silent(progress));
    return evaluation(queries, List.of(results), descriptors, loss, clock);
  }

  /** Compares an approximate search with an exact one; null if the search was exact. */
  private @Nullable IndexLoss indexLoss(
      List<Integer> queries, Retrieved[] nearest, StageClock clock, Progress progress) {
    if (config.index().isExact()) {
      return null;
    }
    MapDescriptors exact = mapStage.describe(config.withIndex(IndexConfig.FLAT), clock, progress);
    Retrieved[] truth = new Retrieved[nearest.length];
    compute.parallel(
        truth.length,
        progress,
        i -> truth[i] = retrieval.search(map.queries().get(queries.get(i)), exact));
    Recall recall = null;
    if (map.groundTruth().isKnown()) {
      List<int[]> rankings = Arrays.stream(truth).map(Retrieved::places).toList();
      recall = Recall.of(queries, rankings, map.groundTruth(), Recall.USUAL);
    }
    return IndexLoss.of(neighbours(truth), neighbours(nearest), Recall.USUAL, recall);
  }

  private static List<Neighbours> neighbours(Retrieved[] found) {
    return Arrays.stream(found).map(Retrieved::neighbours).toList();
  }

  private static Progress silent(Progress progress) {
    return new Progress() {
      @Override
      public void report(String message, double fraction) {}

      @Override
      public boolean isCancelled() {
        return progress.isCancelled();
      }
    };
  }

  private Evaluation evaluation(
      List<Integer> queries,
      List<QueryResult> results,
      MapDescriptors descriptors,
      @Nullable IndexLoss indexLoss,
      StageClock clock) {
    Recall global = null;
    Recall reranked = null;
    if (map.groundTruth().isKnown()) {
      List<int[]> before = results.stream().map(r -> ids(r.beforeReranking())).toList();
      List<int[]> after = results.stream().map(r -> ids(r.candidates())).toList();
      global = Recall.of(queries, before, map.groundTruth(), Recall.USUAL);
      reranked = Recall.of(queries, after, map.groundTruth(), Recall.USUAL);
    }
    return new Evaluation(
        results,
        global,
        reranked,
        descriptors.index().description(),
        indexLoss,
        clock.seconds(),
        descriptors.failures());
  }

  private static int[] ids(List<Candidate> candidates) {
    return candidates.stream().mapToInt(Candidate::databaseIndex).toArray();
  }
}
