package org.vladoscope.workspace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.eval.Recall;
import org.vladoscope.index.Neighbours;
import org.vladoscope.match.Fusion;
import org.vladoscope.match.PairMatch;
import org.vladoscope.vlad.PatchGrid;
import org.vladoscope.vlad.SoftAssignment;
import org.vladoscope.vlad.Vocabulary;

/**
 * The way from a map and a configuration to answers. Cheap to make: what another pipeline of the
 * same workspace has computed before the first setting that differs is found again. Safe to use
 * from several threads.
 *
 * <p>Methods that take a {@link Progress} throw {@link java.util.concurrent.CancellationException}
 * soon after it is cancelled, and leave usable caches. {@link org.vladoscope.common.InputException}
 * tells of unusable images and settings.
 */
public final class Pipeline {

  /** At least this many candidates are retrieved, so that recall@20 and browsing have them. */
  private static final int MIN_RETRIEVED = 100;

  private final PlaceMap map;
  private final PipelineConfig config;
  private final Compute compute;
  private final FeatureStage features;
  private final MapStage mapStage;
  private final PatchStage patches;
  private final MatchStage matches;
  private final StageClock clock = new StageClock();
  private final Map<Path, Integer> databaseIndexByFile = new HashMap<>();
  private final Map<Path, Integer> queryIndexByFile = new HashMap<>();

  Pipeline(
      PlaceMap map,
      PipelineConfig config,
      Compute compute,
      FeatureStage features,
      MapStage mapStage,
      PatchStage patches,
      MatchStage matches) {
    this.map = map;
    this.config = config;
    this.compute = compute;
    this.features = features;
    this.mapStage = mapStage;
    this.patches = patches;
    this.matches = matches;
    for (int i = 0; i < map.queries().size(); i++) {
      queryIndexByFile.put(canonical(map.queries().get(i)), i);
    }
    for (int i = 0; i < map.database().size(); i++) {
      databaseIndexByFile.put(canonical(map.database().get(i)), i);
    }
  }

  /** The configuration this pipeline runs. */
  public PipelineConfig config() {
    return config;
  }

  /** Computes what every query needs: features, vocabulary, global descriptors, projection. */
  public void prepare(Progress progress) {
    // Settings that do not fit are refused before anything is computed.
    matches.grids(config);
    MapDescriptors descriptors = mapStage.describe(config, clock, progress.part(0, .95));
    progress.report("Preparing patch descriptors", .95);
    progress.check();
    clock.time("vocabulary", () -> patches.projection(descriptors, config, progress.part(.95, 1)));
    progress.report("Ready", 1);
  }

  private MapDescriptors descriptors(Progress progress) {
    return mapStage.describe(config, clock, progress);
  }

  /** Images of the map that could not be read and why, by {@code database/NAME} and the like. */
  public Map<String, String> failures() {
    return descriptors(Progress.NONE).failures();
  }

  /** The map's visual words. */
  public Vocabulary vocabulary() {
    return descriptors(Progress.NONE).vocabulary();
  }

  /** How the cells of an image are shared among the words. */
  public SoftAssignment assignment(PlaceImage image) {
    return vocabulary().assign(features.features(image, config.imageSize(), config.backbone()));
  }

  /** The global descriptor of an image, {@code K·C} values of unit length. */
  public float[] global(PlaceImage image) {
    MapDescriptors descriptors = descriptors(Progress.NONE);
    return mapStage.global(image, descriptors.vocabulary(), descriptors.vocabularyKey(), config);
  }

  /** Everything there is to say about two images, which need not belong to the map. */
  public PairMatch match(PlaceImage query, PlaceImage candidate) {
    return matches.pair(query, candidate, descriptors(Progress.NONE), config);
  }

  /** Answers a query, which need not belong to the map. */
  public QueryResult query(PlaceImage query, Progress progress) {
    prepare(progress.part(0, .5));
    MapDescriptors descriptors = descriptors(Progress.NONE);
    Neighbours nearest = search(query, descriptors);
    return rerank(query, nearest, descriptors, progress.part(.5, 1));
  }

  private Neighbours search(PlaceImage query, MapDescriptors descriptors) {
    float[] descriptor =
        mapStage.global(query, descriptors.vocabulary(), descriptors.vocabularyKey(), config);
    int wanted = Math.max(config.rerank(), MIN_RETRIEVED) + 1;
    return descriptors
        .index()
        .search(FloatMatrix.of(1, descriptor.length, descriptor), wanted)
        .getFirst();
  }

  private QueryResult rerank(
      PlaceImage query, Neighbours nearest, MapDescriptors descriptors, Progress progress) {
    List<Candidate> retrieved = candidates(query, nearest, descriptors);
    int count = Math.min(config.rerank(), retrieved.size());
    List<PatchGrid> grids = matches.grids(config);
    double[][] scores = new double[count][];
    AtomicInteger done = new AtomicInteger();
    compute.parallel(
        count,
        progress,
        i -> {
          scores[i] = matches.scores(query, retrieved.get(i).image(), grids, descriptors, config);
          progress.report("Comparing patches", (double) done.incrementAndGet() / count);
        });
    matches.save(query, descriptors, config);
    return new QueryResult(query, ranked(retrieved, Arrays.asList(scores)));
  }

  /** The result of the global search, a query that is itself in the database left out. */
  private List<Candidate> candidates(
      PlaceImage query, Neighbours nearest, MapDescriptors descriptors) {
    Integer queryIndex = queryIndexByFile.get(canonical(query));
    Integer self = map.queriesAreDatabase() ? databaseIndexByFile.get(canonical(query)) : null;
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < nearest.count(); i++) {
      int id = descriptors.databaseIds()[nearest.ids()[i]];
      if (self != null && self == id) {
        continue;
      }
      int rank = candidates.size() + 1;
      candidates.add(
          new Candidate(
              map.database().get(id),
              id,
              rank,
              rank,
              nearest.distances()[i],
              List.of(),
              Double.NaN,
              positive(queryIndex, id)));
    }
    int wanted = Math.max(config.rerank(), MIN_RETRIEVED);
    return candidates.subList(0, Math.min(wanted, candidates.size()));
  }

  /** An image of the map is recognised however its path is written. */
  private static Path canonical(PlaceImage image) {
    return image.file().toAbsolutePath().normalize();
  }

  private @Nullable Boolean positive(@Nullable Integer query, int database) {
    GroundTruth truth = map.groundTruth();
    return (query == null || !truth.isKnown()) ? null : truth.isPositive(query, database);
  }

  /** Sorts the first candidates by their fused score; the others follow as they were. */
  private List<Candidate> ranked(List<Candidate> retrieved, List<double[]> scores) {
    double[] fused = fuse(retrieved, scores);
    List<Integer> order =
        IntStream.range(0, scores.size())
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -fused[i]))
            .toList();
    List<Candidate> result = new ArrayList<>();
    for (int i : order) {
      Candidate c = retrieved.get(i);
      List<Double> perScale = Arrays.stream(scores.get(i)).boxed().toList();
      result.add(
          new Candidate(
              c.image(),
              c.databaseIndex(),
              c.rankBefore(),
              result.size() + 1,
              c.distance(),
              perScale,
              fused[i],
              c.positive()));
    }
    result.addAll(retrieved.subList(scores.size(), retrieved.size()));
    return result;
  }

  private double[] fuse(List<Candidate> retrieved, List<double[]> scores) {
    double[] fused = Fusion.ofList(scores, config.matching().weights());
    double globalWeight = config.matching().globalWeight();
    if (globalWeight > 0) {
      List<double[]> similarities =
          IntStream.range(0, scores.size())
              .mapToObj(i -> new double[] {similarity(retrieved.get(i).distance())})
              .toList();
      double[] global = Fusion.ofList(similarities, List.of(globalWeight));
      for (int i = 0; i < fused.length; i++) {
        fused[i] += global[i];
      }
    }
    return fused;
  }

  /** Cosine similarity of unit vectors at a distance. */
  private static double similarity(double distance) {
    return 1 - distance * distance / 2;
  }

  /** Answers every query of the map that can be read. */
  public Evaluation evaluate(Progress progress) {
    prepare(progress.part(0, .6));
    MapDescriptors descriptors = descriptors(Progress.NONE);
    String role = map.queriesAreDatabase() ? "database/" : "queries/";
    List<Integer> queries =
        IntStream.range(0, map.queries().size())
            .filter(q -> !descriptors.failures().containsKey(role + map.queries().get(q).name()))
            .boxed()
            .toList();
    Neighbours[] nearest = new Neighbours[queries.size()];
    clock.time(
        "search",
        () -> {
          compute.parallel(
              nearest.length,
              progress.part(.6, .62),
              i -> nearest[i] = search(map.queries().get(queries.get(i)), descriptors));
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
                results[i] = rerank(query, nearest[i], descriptors, silent(progress));
                int count = done.incrementAndGet();
                progress.report(
                    "Re-ranking, query " + count + " of " + results.length,
                    .62 + .38 * count / results.length);
              });
          return Optional.empty();
        });
    return evaluation(queries, List.of(results), descriptors);
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
      List<Integer> queries, List<QueryResult> results, MapDescriptors descriptors) {
    Recall global = null;
    Recall reranked = null;
    if (map.groundTruth().isKnown()) {
      List<int[]> before = results.stream().map(r -> ids(r.beforeReranking())).toList();
      List<int[]> after = results.stream().map(r -> ids(r.candidates())).toList();
      global = Recall.of(queries, before, map.groundTruth(), Recall.USUAL);
      reranked = Recall.of(queries, after, map.groundTruth(), Recall.USUAL);
    }
    return new Evaluation(results, global, reranked, clock.seconds(), descriptors.failures());
  }

  private static int[] ids(List<Candidate> candidates) {
    return candidates.stream().mapToInt(Candidate::databaseIndex).toArray();
  }
}
