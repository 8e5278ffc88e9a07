package org.vladoscope.pipeline;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.vladoscope.common.Progress;
import org.vladoscope.common.Ticker;
import org.vladoscope.compute.Compute;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.graph.PhaseClock;
import org.vladoscope.graph.PhaseClock.Phase;
import org.vladoscope.match.PairScorer;
import org.vladoscope.match.PairScores;
import org.vladoscope.metric.IndexLoss;
import org.vladoscope.metric.Recall;
import org.vladoscope.pipeline.crew.Crew;
import org.vladoscope.pipeline.crew.ImagePair;
import org.vladoscope.pipeline.prepare.ComparedImages;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.Evaluation;
import org.vladoscope.ranking.PartialRanking;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.ranking.Reranking;
import org.vladoscope.ranking.Retrieved;
import org.vladoscope.ranking.Shortlist;

/** What the global search finds for queries, ranked anew by their patches. */
final class Answers {

  /** How soon a ranking under way is told, so that a list begins to move at once. */
  private static final Duration FIRST_PARTIAL = Duration.ofMillis(50);

  /** How often from then on: each time the list is laid out anew. */
  private static final Duration PARTIAL_EVERY = Duration.ofMillis(250);

  /** Queries that the index is asked for at once. */
  private static final int BATCH = 256;

  private final PreparedMap prepared;
  private final Compute compute;
  private final Retrieval retrieval;
  private final ReadableCandidates readable;

  Answers(PreparedMap prepared, Compute compute) {
    this.prepared = prepared;
    this.compute = compute;
    this.retrieval = new Retrieval(prepared);
    this.readable = new ReadableCandidates(prepared, compute);
  }

  /**
   * Answers a query, which need not belong to the map.
   *
   * @param sofar told now and then what is known
   */
  QueryResult to(PlaceImage query, Progress progress, Consumer<PartialRanking> sofar) {
    Retrieval.Compared compared =
        readable.of(query, retrieval.compared(query, progress), Set.of(), progress);
    return rerank(query, compared, Map.of(), progress, sofar);
  }

  /**
   * Answers a query as if the database lacked some places.
   *
   * @param lacking the numbers of the places
   */
  QueryResult toWithout(PlaceImage query, Set<Integer> lacking, Progress progress) {
    Retrieval.Compared compared =
        readable.of(query, retrieval.comparedWithout(query, lacking, progress), lacking, progress);
    return rerank(query, compared, Map.of(), progress, partial -> {});
  }

  private QueryResult rerank(
      PlaceImage query,
      Retrieval.Compared compared,
      Map<PlaceMatching.Pair, double[]> known,
      Progress progress,
      Consumer<PartialRanking> sofar) {
    List<Retrieved> candidates = compared.candidates();
    int count = candidates.size();
    PlaceMatching matching =
        new PlaceMatching(
            retrieval.queryViews(query), prepared.map().views(), prepared.graph(), known);
    PairScores[] cohort = new PairScores[compared.cohort().size()];
    int pairs = cohort.length + count;
    Ticker ticker = new Ticker(FIRST_PARTIAL, PARTIAL_EVERY);
    AtomicInteger impostors = new AtomicInteger();
    Reranking reranking;
    try {
      compute.parallel(
          cohort.length,
          progress,
          i -> {
            Retrieved impostor = compared.cohort().get(i);
            cohort[i] =
                new PairScores(matching.scores(impostor, progress), impostor.globalSimilarity());
            progress.report(
                "Comparing with images elsewhere", (double) impostors.incrementAndGet() / pairs);
          });
      reranking =
          new Reranking(
              query,
              compared.found().candidates(),
              count,
              List.of(cohort),
              most(),
              prepared.config().matching());
      compute.parallel(
          count,
          progress,
          i -> {
            int done = reranking.put(i, matching.scores(candidates.get(i), progress));
            progress.report(
                done + " of " + count + " candidates re-ranked",
                (double) (cohort.length + done) / pairs);
            if (done < count) {
              ticker.tick(() -> sofar.accept(reranking.soFar()));
            }
          });
    } finally {
      // What was found before a cancel is kept too.
      matching.save();
    }
    return reranking.soFar().result();
  }

  /** The greatest score that each patch size can give. */
  private List<Double> most() {
    PairScorer scorer = prepared.config().matching().scorer();
    return prepared.graph().sizes().grids().stream().map(scorer::most).toList();
  }

  /** What the global search finds for some queries of the map. */
  static Shortlist[] search(
      PreparedMap prepared, List<Integer> queries, Compute compute, Progress progress) {
    PlaceMap map = prepared.map();
    Retrieval retrieval = new Retrieval(prepared);
    if (prepared.config().retrieval().isComputed()) {
      // Descriptors that have to be computed first are shared between the workers.
      compute.parallel(
          queries.size(),
          progress,
          i ->
              retrieval
                  .queryViews(map.queries().get(queries.get(i)))
                  .forEach(
                      view ->
                          prepared
                              .graph()
                              .ensure(prepared.graph().globals(), view.image(), progress)));
    }
    Shortlist[] found = new Shortlist[queries.size()];
    for (int from = 0; from < found.length; from += BATCH) {
      progress.check();
      int to = Math.min(from + BATCH, found.length);
      List<PlaceImage> batch = queries.subList(from, to).stream().map(map.queries()::get).toList();
      List<Shortlist> ofBatch = retrieval.searchAll(batch, progress);
      for (int i = from; i < to; i++) {
        found[i] = ofBatch.get(i - from);
      }
    }
    return found;
  }

  /**
   * Answers every query of the map that can be read.
   *
   * @param check tells what an approximate index missed
   * @param clock told how long the parts take
   * @param helpers score pairs beforehand
   */
  Evaluation toAll(IndexCheck check, PhaseClock clock, Helpers helpers, Progress progress) {
    PlaceMap map = prepared.map();
    List<Integer> queries = readableQueries(progress);
    Shortlist[] nearest =
        clock.time(Phase.SEARCH, () -> search(prepared, queries, compute, progress.part(0, .05)));
    QueryResult[] results = new QueryResult[queries.size()];
    AtomicInteger done = new AtomicInteger();
    clock.time(
        Phase.RERANK,
        () -> {
          Map<PlaceMatching.Pair, double[]> known =
              helpers.scores(this, queries, nearest, progress.part(.05, .95));
          compute.parallel(
              results.length,
              progress,
              i -> {
                PlaceImage query = map.queries().get(queries.get(i));
                Progress silent = progress.silent();
                Retrieval.Compared compared =
                    readable.of(
                        query, retrieval.compared(query, nearest[i], silent), Set.of(), silent);
                results[i] = rerank(query, compared, known, silent, partial -> {});
                int count = done.incrementAndGet();
                progress.report(
                    (prepared.config().reranks() ? "Re-ranking, query " : "Answering, query ")
                        + count
                        + " of "
                        + results.length,
                    known.isEmpty()
                        ? .05 + .95 * count / results.length
                        : .95 + .05 * count / results.length);
              });
          return results;
        });
    IndexLoss loss = check.loss(prepared, queries, nearest, progress.silent());
    List<QueryResult> all = List.of(results);
    Recall global = null;
    Recall reranked = null;
    if (map.groundTruth().isKnown()) {
      List<int[]> before = all.stream().map(r -> ids(r.beforeReranking())).toList();
      List<int[]> after = all.stream().map(r -> ids(r.candidates())).toList();
      global = Recall.of(queries, before, map.groundTruth(), Recall.USUAL);
      reranked = Recall.of(queries, after, map.groundTruth(), Recall.USUAL);
    }
    return new Evaluation(
        all,
        global,
        reranked,
        prepared.indexDescription(),
        loss,
        clock.seconds(),
        prepared.failures(),
        prepared.notices());
  }

  /** The numbers of queries that can be read; looked at now if nobody did. */
  private List<Integer> readableQueries(Progress progress) {
    List<PlaceImage> queries = prepared.map().queries();
    boolean[] isReadable = new boolean[queries.size()];
    ComparedImages compared = prepared.compared().orElse(null);
    if (compared != null) {
      String role = prepared.map().queriesAreDatabase() ? "database/" : "queries/";
      compute.parallel(
          isReadable.length,
          progress,
          q -> isReadable[q] = compared.isReadable(role, queries.get(q), progress));
    } else {
      for (int q = 0; q < isReadable.length; q++) {
        isReadable[q] = retrieval.isReadable(queries.get(q));
      }
    }
    return IntStream.range(0, isReadable.length).filter(q -> isReadable[q]).boxed().toList();
  }

  /**
   * Others who compare patches of the pairs that queries will need.
   *
   * @param numbers those of the map's images
   */
  record Helpers(Crew crew, PipelineConfig config, Supplier<Map<PlaceImage, Integer>> numbers) {

    /** The scores of every pair, or nothing if nobody helps. */
    Map<PlaceMatching.Pair, double[]> scores(
        Answers answers, List<Integer> queries, Shortlist[] nearest, Progress progress) {
      if (crew == Crew.NOBODY || !config.reranks()) {
        return Map.of();
      }
      List<PlaceMatching.Pair> pairs = answers.pairs(queries, nearest, progress.part(0, .1));
      Map<PlaceImage, Integer> byImage = numbers.get();
      List<ImagePair> numbered =
          pairs.stream()
              .map(
                  pair ->
                      new ImagePair(
                          Objects.requireNonNull(byImage.get(pair.query())),
                          Objects.requireNonNull(byImage.get(pair.candidate()))))
              .toList();
      Map<PlaceMatching.Pair, double[]> known = new HashMap<>();
      crew.scores(config, numbered, progress.part(.1, 1))
          .ifPresent(
              scores -> {
                for (int i = 0; i < pairs.size(); i++) {
                  known.put(pairs.get(i), scores.get(i));
                }
              });
      return known;
    }
  }

  /** Every pair of images that some queries will be ranked by. */
  private List<PlaceMatching.Pair> pairs(
      List<Integer> queries, Shortlist[] nearest, Progress progress) {
    PlaceMap map = prepared.map();
    Set<PlaceMatching.Pair> pairs = new LinkedHashSet<>();
    for (int i = 0; i < nearest.length; i++) {
      PlaceImage query = map.queries().get(queries.get(i));
      PlaceMatching matching =
          new PlaceMatching(retrieval.queryViews(query), map.views(), prepared.graph());
      retrieval
          .compared(query, nearest[i], progress.silent())
          .all()
          .forEach(candidate -> pairs.addAll(matching.pairs(candidate)));
    }
    return List.copyOf(pairs);
  }

  private static int[] ids(List<Candidate> candidates) {
    return candidates.stream().mapToInt(Candidate::databaseIndex).toArray();
  }
}
