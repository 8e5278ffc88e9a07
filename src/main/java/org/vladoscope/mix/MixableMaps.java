package org.vladoscope.mix;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.vladoscope.aggregate.AggregatorModel;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Precision;
import org.vladoscope.compute.ProcessMemory;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.linalg.Whitening;
import org.vladoscope.pipeline.PreparedMap;
import org.vladoscope.pipeline.SimilarityTiles;

/** Opens maps whose clusters are to be mixed, or says why that cannot be. */
public final class MixableMaps {

  private MixableMaps() {}

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
    return new MixableMap(
        parts, new MixRanks(map, truth, queries, readable, parts.images(), prepared.compute()));
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
}
