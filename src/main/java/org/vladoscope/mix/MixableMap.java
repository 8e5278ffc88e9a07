package org.vladoscope.mix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vladoscope.aggregate.AggregatorModel;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.Precision;
import org.vladoscope.compute.ProcessMemory;
import org.vladoscope.config.ClusterMix;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.linalg.Whitening;
import org.vladoscope.metric.Outcomes;
import org.vladoscope.metric.PairedComparison;
import org.vladoscope.metric.QueryOutcome;
import org.vladoscope.pipeline.PreparedMap;
import org.vladoscope.pipeline.SimilarityTiles;

/**
 * A map whose clusters can count more or less: the whole database is ranked anew for all queries
 * under each mix. What clusters bring is read once and held in memory; safe to use from several
 * threads.
 *
 * <p>Ranks are those of an exact search by global descriptors, before any re-ranking; of equally
 * similar images the first comes first.
 */
public final class MixableMap implements AutoCloseable {

  private static final String ORDER = "global descriptors";

  private final PlaceMap map;
  private final GroundTruth truth;
  private final Mixing.Parts parts;
  private final Compute compute;

  /** Numbers of the queries that have a positive and can be read: rows of the parts. */
  private final List<Integer> queries;

  /** Queries that can be read, in the map's order. */
  private final List<Integer> readable;

  private @Nullable Mixing desk;
  private int users;
  private boolean closed;

  private MixableMap(
      PlaceMap map,
      GroundTruth truth,
      Mixing.Parts parts,
      List<Integer> queries,
      List<Integer> readable,
      Compute compute) {
    this.map = map;
    this.truth = truth;
    this.parts = parts;
    this.queries = List.copyOf(queries);
    this.readable = List.copyOf(readable);
    this.compute = compute;
  }

  /** Why clusters cannot be mixed under a configuration, as a sentence; empty if they can be. */
  public static Optional<String> refusal(PipelineConfig config) {
    Optional<String> without = config.withoutMix();
    if (without.isPresent()) {
      return without;
    }
    return config.reduction().file() != null && config.projectionPrecision() != Precision.FP32
        ? Optional.of(
            "The projection of global descriptors rounds its factors to "
                + config.projectionPrecision()
                + ", which mixed clusters do not follow to the last digit; choose precision fp32"
                + " to mix them.")
        : Optional.empty();
  }

  private static Optional<String> refusal(PlaceMap map, GroundTruth truth) {
    if (map.views().mostViews() > 1) {
      return Optional.of(
          "Several cameras took the places of this map. The mixing desk ranks maps with one image"
              + " for each place; evaluate a mix with --mix to see its recall on this one.");
    }
    if (!truth.isKnown()) {
      return Optional.of(
          "Nothing says which images show the same place, so there is no recall to follow the"
              + " mix; choose a ground truth first.");
    }
    return Optional.empty();
  }

  /**
   * Reads what clusters bring.
   *
   * @param prepared under a configuration without a mix
   * @param truth which images show the places of the queries
   * @throws InputException saying why clusters cannot be mixed, or that memory does not suffice
   * @throws CancellationException if cancelled
   */
  public static MixableMap open(PreparedMap prepared, GroundTruth truth, Progress progress) {
    if (!prepared.config().mix().isNone()) {
      throw new IllegalArgumentException("a mix is mixed from what is not mixed");
    }
    PlaceMap map = prepared.map();
    refusal(prepared.config())
        .or(() -> refusal(map, truth))
        .ifPresent(
            reason -> {
              throw new InputException(reason);
            });
    String role = map.queriesAreDatabase() ? "database/" : "queries/";
    List<Integer> readable = new ArrayList<>();
    List<Integer> queries = new ArrayList<>();
    for (int q = 0; q < map.queries().size(); q++) {
      if (!prepared.failures().containsKey(role + map.queries().get(q).name())) {
        readable.add(q);
        if (truth.positives(q).length > 0) {
          queries.add(q);
        }
      }
    }
    if (queries.isEmpty()) {
      throw new InputException(
          "No query that can be read has a database image of its place, so there is no recall to"
              + " follow the mix.");
    }
    int images = map.database().size();
    IntFunction<String> names =
        i ->
            i < queries.size()
                ? map.queries().get(queries.get(i)).name()
                : map.database().get(i - queries.size()).name();
    AggregatorModel model = prepared.model(progress.part(0, .05));
    int clusters =
        model
            .vocabulary()
            .orElseThrow(() -> new IllegalStateException("clusters were promised"))
            .size();
    Optional<Whitening> projection = prepared.globalProjection();
    checkMemory(clusters, queries.size(), images, projection.map(Whitening::dimensions));
    SimilarityTiles.Source known = prepared.descriptors();
    Progress rest = progress.part(.05, 1);
    Mixing.Parts parts =
        projection.isEmpty()
            ? SimilarityTable.of(
                clusters,
                queries.size(),
                i -> known.query(queries.get(i)),
                images,
                known::image,
                names,
                prepared.compute(),
                rest)
            : ProjectedParts.of(
                clusters,
                queries.size(),
                images,
                i -> unprojected(prepared, model, queries, i),
                projection.get(),
                names,
                prepared.compute(),
                rest);
    return new MixableMap(map, truth, parts, queries, readable, prepared.compute());
  }

  /** A map whose queries can all be read and have a positive. */
  static MixableMap of(PlaceMap map, GroundTruth truth, Mixing.Parts parts, Compute compute) {
    List<Integer> all = new ArrayList<>();
    for (int q = 0; q < map.queries().size(); q++) {
      all.add(q);
    }
    return new MixableMap(map, truth, parts, all, all, compute);
  }

  /** The descriptor of an image before the projection; null if it cannot be used. */
  private static float @Nullable [] unprojected(
      PreparedMap prepared, AggregatorModel model, List<Integer> queries, int number) {
    PlaceMap map = prepared.map();
    boolean isQuery = number < queries.size();
    PlaceImage image =
        isQuery
            ? map.queries().get(queries.get(number))
            : map.database().get(number - queries.size());
    String role = isQuery && !map.queriesAreDatabase() ? "queries/" : "database/";
    if (prepared.failures().containsKey(role + image.name())) {
      return null;
    }
    try {
      return model.global(prepared.features(image, Progress.NONE));
    } catch (InputException gone) {
      // The file was there when the map was opened; one bad image never stops a map.
      return null;
    }
  }

  /**
   * How much memory a desk takes outside the Java heap.
   *
   * @param dimensions of projected descriptors; empty if they are not projected
   */
  public static long bytes(int clusters, int queries, int images, Optional<Integer> dimensions) {
    return dimensions
        .map(length -> ProjectedParts.bytes(clusters, queries, images, length))
        .orElseGet(() -> SimilarityTable.bytes(clusters, queries, images));
  }

  static void checkMemory(int clusters, int queries, int images, Optional<Integer> dimensions) {
    long outside = bytes(clusters, queries, images, dimensions);
    // The sums of the desk and those of a search beside it, or products in their place.
    long heap =
        2L * Double.BYTES * images * queries
            + dimensions.map(length -> 2L * Double.BYTES * length * (queries + images)).orElse(0L);
    long free = ProcessMemory.available().orElse(Long.MAX_VALUE);
    Runtime runtime = Runtime.getRuntime();
    long freeHeap = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    if (outside > free / 4 * 3 || heap > freeHeap / 4 * 3) {
      throw new InputException(
          String.format(
              Locale.ROOT,
              "Mixing %d clusters of %d queries and %d images takes %.1f GB of memory and %.1f GB"
                  + " of the Java heap, and %.1f GB and %.1f GB are free. Choose fewer clusters, or"
                  + " open a part of the map.",
              clusters,
              queries,
              images,
              outside / 1e9,
              heap / 1e9,
              free / 1e9,
              freeHeap / 1e9));
    }
  }

  /** Number of clusters, K. */
  public int clusters() {
    return parts.clusters();
  }

  /** Numbers of the queries that have a positive and can be read. */
  public List<Integer> queries() {
    return queries;
  }

  /** The map. */
  public PlaceMap map() {
    return map;
  }

  /** What counts as right. */
  public GroundTruth truth() {
    return truth;
  }

  /** The mix that changes nothing. */
  public double[] unmixed() {
    double[] ones = new double[clusters()];
    Arrays.fill(ones, 1);
    return ones;
  }

  /**
   * Ranks the database for all queries under a mix. Fast after one that differs in few clusters.
   *
   * @param factors K values
   * @throws InputException if the mix cannot be used, or leaves an image without a descriptor
   * @throws CancellationException if cancelled, or the map is closed
   */
  public Standing rank(double[] factors, Progress progress) {
    ClusterMix.of(factors);
    return using(
        () -> {
          synchronized (parts) {
            Mixing mixing = desk == null ? parts.mixing(rows()) : desk;
            desk = mixing;
            mixing.move(factors, progress);
            return standing(factors, mixing.now(), rows(), progress);
          }
        });
  }

  private List<Integer> rows() {
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < queries.size(); i++) {
      rows.add(i);
    }
    return rows;
  }

  /** Judges the queries of some rows; those without a positive count among all. */
  private Standing standing(
      double[] factors, Mixing.Rows similarities, List<Integer> rows, Progress progress) {
    int[] ranks = ranks(similarities, rows, progress);
    Map<Integer, Integer> byQuery = new HashMap<>();
    for (int i = 0; i < ranks.length; i++) {
      byQuery.put(queries.get(rows.get(i)), ranks[i]);
    }
    List<QueryOutcome> outcomes = new ArrayList<>();
    for (int query : rows.size() == queries.size() ? readable : queriesOf(rows)) {
      outcomes.add(
          new QueryOutcome(
              query,
              truth.positives(query).length,
              byQuery.getOrDefault(query, QueryOutcome.NOT_FOUND),
              Double.NaN));
    }
    return new Standing(
        factors, new Outcomes(outcomes, ORDER, "", Integer.MAX_VALUE, truth.hasSoft()));
  }

  private List<Integer> queriesOf(List<Integer> rows) {
    return rows.stream().map(queries::get).toList();
  }

  /** The rank of the first right image of each row, as a search of all images gives it. */
  private int[] ranks(Mixing.Rows similarities, List<Integer> rows, Progress progress) {
    int[] ranks = new int[rows.size()];
    compute.parallel(
        ranks.length,
        progress,
        i -> {
          int row = rows.get(i);
          double[] values = new double[parts.images()];
          similarities.copy(row, values);
          ranks[i] = rank(queries.get(row), values);
        });
    progress.check();
    return ranks;
  }

  private int rank(int query, double[] similarities) {
    if (map.queriesAreDatabase()) {
      // Nobody is a candidate of their own.
      similarities[query] = Double.NaN;
    }
    double best = Double.NEGATIVE_INFINITY;
    int at = -1;
    for (int image : truth.positives(query)) {
      if (similarities[image] > best) {
        best = similarities[image];
        at = image;
      }
    }
    if (at < 0) {
      return QueryOutcome.NOT_FOUND;
    }
    int rank = 1;
    for (int d = 0; d < similarities.length; d++) {
      rank += isBefore(similarities, d, at) ? 1 : 0;
    }
    for (int image : truth.soft(query)) {
      rank -= !truth.isPositive(query, image) && isBefore(similarities, image, at) ? 1 : 0;
    }
    return rank;
  }

  /** A comparison with NaN is false: what cannot be used has no rank. */
  private static boolean isBefore(double[] similarities, int one, int other) {
    return similarities[one] > similarities[other]
        || (similarities[one] == similarities[other] && one < other);
  }

  /**
   * What muting each cluster would change, under a mix.
   *
   * @param sofar told of each as soon as it is known
   * @throws CancellationException if cancelled, or the map is closed
   */
  public List<ClusterEffect> effects(
      double[] factors, Consumer<ClusterEffect> sofar, Progress progress) {
    return using(
        () -> {
          Mixing mixing = parts.mixing(rows());
          mixing.move(factors, progress.silent());
          Standing before = standing(factors, mixing.now(), rows(), progress.silent());
          List<ClusterEffect> effects = new ArrayList<>();
          for (int k = 0; k < clusters(); k++) {
            progress.check();
            progress.report("Muting cluster " + k + " of " + clusters(), (double) k / clusters());
            ClusterEffect effect = effect(k, factors, mixing, before, progress.silent());
            effects.add(effect);
            sofar.accept(effect);
          }
          return effects;
        });
  }

  private ClusterEffect effect(
      int k, double[] factors, Mixing mixing, Standing before, Progress progress) {
    if (factors[k] == 0) {
      return new ClusterEffect(k, true, 0, 0, 0, 0);
    }
    Mixing.Rows rows = mixing.without(k, progress);
    if (rows == null) {
      return ClusterEffect.unknown(k);
    }
    double[] less = factors.clone();
    less[k] = 0;
    Standing after = standing(less, rows, rows(), progress);
    PairedComparison compared = after.against(before, 1);
    return new ClusterEffect(
        k,
        true,
        after.recall(1) - before.recall(1),
        after.reciprocalRank() - before.reciprocalRank(),
        compared.won().size(),
        compared.lost().size());
  }

  /**
   * Looks for clusters without which queries fare better.
   *
   * @param factors the mix to begin with
   * @param sofar told after each step
   * @throws InputException if there are too few queries to hold some of them out
   * @throws CancellationException if cancelled, or the map is closed
   */
  public HarmfulClusters harmful(
      double[] factors, Consumer<HarmfulClusters.Step> sofar, Progress progress) {
    ClusterMix.of(factors);
    return using(() -> HarmfulClusters.find(new Trials(factors), sofar, progress));
  }

  /** Mutes clusters one after the other, for one half of the queries and the other. */
  final class Trials {

    private final double[] start;

    private Trials(double[] start) {
      this.start = start.clone();
    }

    double[] start() {
      return start.clone();
    }

    QueryHalves halves() {
      return QueryHalves.of(queries, truth);
    }

    int clusters() {
      return MixableMap.this.clusters();
    }

    boolean hasSoft() {
      return truth.hasSoft();
    }

    /** A half of the queries, ready to be mixed. */
    Half half(List<Integer> some) {
      List<Integer> rows = some.stream().map(queries::indexOf).toList();
      return new Half(rows, parts.mixing(rows));
    }

    /** Some queries and their mix. */
    final class Half {
      private final List<Integer> rows;
      private final Mixing mixing;

      private Half(List<Integer> rows, Mixing mixing) {
        this.rows = rows;
        this.mixing = mixing;
      }

      Standing at(double[] factors, Progress progress) {
        mixing.move(factors, progress);
        return standing(factors, mixing.now(), rows, progress);
      }

      /** With one cluster muted besides; empty if an image loses its descriptor. */
      Optional<Standing> without(int cluster, double[] factors, Progress progress) {
        double[] less = factors.clone();
        less[cluster] = 0;
        return Optional.ofNullable(mixing.without(cluster, progress))
            .map(similarities -> standing(less, similarities, rows, progress));
      }
    }
  }

  /** What reads the parts, while nobody frees them. */
  private <T> T using(Supplier<T> reading) {
    synchronized (this) {
      if (closed) {
        throw new CancellationException("the map is closed");
      }
      users++;
    }
    try {
      return reading.get();
    } finally {
      boolean free;
      synchronized (this) {
        users--;
        free = closed && users == 0;
      }
      if (free) {
        parts.close();
      }
    }
  }

  /** Frees the memory once nobody reads it; again does nothing. */
  @Override
  public void close() {
    boolean free;
    synchronized (this) {
      free = !closed && users == 0;
      closed = true;
    }
    if (free) {
      parts.close();
    }
  }
}
