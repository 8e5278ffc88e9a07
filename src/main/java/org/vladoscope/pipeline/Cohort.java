package org.vladoscope.pipeline;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.L2;
import org.vladoscope.common.Progress;
import org.vladoscope.config.CameraFusion;
import org.vladoscope.dataset.CameraViews.View;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.ranking.PlaceTruth;
import org.vladoscope.ranking.Retrieved;

/**
 * The impostors that the scores of a query are measured against: places of the database that are
 * not among the candidates that are re-ranked. They come in one random order for the whole map, so
 * queries share them as far as they can. Nothing is asked of the ground truth.
 */
final class Cohort {

  /** Starts the random order; a constant, so that a query always meets the same impostors. */
  private static final long SEED = 15;

  /** Impostors are not in the list. */
  private static final int NO_RANK = 0;

  private final PreparedMap prepared;
  private final PlaceMap map;

  Cohort(PreparedMap prepared) {
    this.prepared = prepared;
    this.map = prepared.map();
  }

  /**
   * The impostors of a query. Where a map has too few other places, the last of the re-ranked
   * candidates fill up, at most half of them.
   *
   * @param queryViews the images of the query's place
   * @param compared the candidates that are re-ranked, the nearest first
   * @param lacking the numbers of places that are no impostors either
   */
  List<Retrieved> of(
      PlaceImage query,
      List<View> queryViews,
      List<Retrieved> compared,
      Set<Integer> lacking,
      Progress progress) {
    int wanted = compared.isEmpty() ? 0 : prepared.config().matching().fusion().cohort();
    List<Asked> asked = wanted == 0 ? List.of() : asked(queryViews, progress);
    List<Retrieved> cohort = new ArrayList<>();
    for (int place : elsewhere(query, compared, lacking, wanted)) {
      progress.check();
      cohort.add(retrieved(place, asked, progress));
    }
    int filled = Math.min(wanted - cohort.size(), compared.size() / 2);
    cohort.addAll(compared.subList(compared.size() - filled, compared.size()));
    return cohort;
  }

  /** Places that are neither the query's own nor among the candidates that are re-ranked. */
  private List<Integer> elsewhere(
      PlaceImage query, List<Retrieved> compared, Set<Integer> lacking, int wanted) {
    Set<Integer> left = compared.stream().map(Retrieved::databaseIndex).collect(toSet());
    left.addAll(lacking);
    if (map.queriesAreDatabase()) {
      Integer self = prepared.images().database(query);
      if (self != null) {
        left.add(self);
      }
    }
    int[] places = prepared.database().places();
    List<Integer> found = new ArrayList<>();
    // The order of a shuffle, of which only the beginning is worked out.
    Map<Integer, Integer> moved = new HashMap<>();
    Random random = new Random(SEED);
    for (int k = 0; k < places.length && found.size() < wanted; k++) {
      int at = k + random.nextInt(places.length - k);
      int place = places[moved.getOrDefault(at, at)];
      moved.put(at, moved.getOrDefault(k, k));
      if (left.add(place)) {
        found.add(place);
      }
    }
    return found;
  }

  /** A place as if it had been found: by its image that is nearest to one of the query's. */
  private Retrieved retrieved(int place, List<Asked> queryViews, Progress progress) {
    Seen nearest = null;
    double squares = 0;
    int shared = 0;
    for (View other : map.views().of(map.database().get(place))) {
      if (prepared.isUsable("database/", other.image())) {
        for (Asked asked : queryViews) {
          View query = asked.view();
          Seen seen = new Seen(query.image(), other.image(), distance(asked, other, progress));
          nearest = nearest == null || seen.distance() < nearest.distance() ? seen : nearest;
          if (query.camera() != null && Objects.equals(query.camera(), other.camera())) {
            squares += seen.distance() * seen.distance();
            shared++;
          }
        }
      }
    }
    Seen seen = Objects.requireNonNull(nearest, "a place that is searched has an image");
    boolean isFused = prepared.config().cameras() == CameraFusion.FUSED && shared > 0;
    return new Retrieved(
        seen.image(),
        seen.query(),
        place,
        NO_RANK,
        NO_RANK,
        isFused ? Math.sqrt(squares / shared) : seen.distance(),
        PlaceTruth.UNKNOWN);
  }

  private record Seen(PlaceImage query, PlaceImage image, double distance) {}

  private double distance(Asked query, View other, Progress progress) {
    float[] descriptor = query.descriptor();
    return descriptor == null
        ? Double.NaN
        : L2.distance(descriptor, prepared.impostor(other.image(), progress));
  }

  /**
   * An image of the query's place.
   *
   * @param descriptor its global descriptor, or null if candidates come without
   */
  private record Asked(View view, float @Nullable [] descriptor) {}

  private List<Asked> asked(List<View> views, Progress progress) {
    boolean hasDistances = prepared.config().retrieval().hasDistances();
    return views.stream()
        .map(view -> new Asked(view, hasDistances ? prepared.global(view.image(), progress) : null))
        .toList();
  }
}
