package org.vladoscope.erase;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.vladoscope.common.Progress;
import org.vladoscope.config.CameraFusion;
import org.vladoscope.dataset.CameraViews.View;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.step.DatabaseImages;

/**
 * A query whose ranks follow what is erased, in itself or in database images: places in the order
 * that the global search has, all of them.
 */
public final class ErasableQuery {

  /**
   * An image of the query's place.
   *
   * @param descriptor its own
   * @param keys its squared distances from all rows, in single precision
   */
  private record Asked(View view, float[] descriptor, double[] keys) {}

  private final ErasableMap map;
  private final PlaceImage query;
  private final List<Asked> asked;
  private final OptionalInt self;
  private final boolean fuses;
  private final MapRanking before;

  private ErasableQuery(ErasableMap map, PlaceImage query, List<Asked> asked) {
    this.map = map;
    this.query = query;
    this.asked = asked;
    this.self =
        map.prepared().map().queriesAreDatabase()
            ? map.prepared().placeNumber(query)
            : OptionalInt.empty();
    this.fuses =
        map.prepared().config().cameras() != CameraFusion.BEST
            && asked.stream().anyMatch(this::seesWithSomeCamera);
    this.before = ranking(asked, Map.of());
  }

  static ErasableQuery of(ErasableMap map, PlaceImage query, Progress progress) {
    List<Asked> asked = new ArrayList<>();
    for (View view : map.prepared().queryViews(query)) {
      asked.add(asked(map, view, map.prepared().global(view.image(), progress)));
      progress.check();
    }
    return new ErasableQuery(map, query, asked);
  }

  private static Asked asked(ErasableMap map, View view, float[] descriptor) {
    return new Asked(view, descriptor, map.rows().squaredDistances(descriptor));
  }

  private boolean seesWithSomeCamera(Asked one) {
    String camera = one.view.camera();
    return camera != null
        && map.prepared().database().views().stream().anyMatch(v -> camera.equals(v.camera()));
  }

  /** The query. */
  public PlaceImage query() {
    return query;
  }

  /** The map as it is ranked with nothing erased. */
  public MapRanking before() {
    return before;
  }

  /**
   * The map as it is ranked with other descriptors.
   *
   * @param changed descriptors of images from which something was erased: of the query's own
   *     images, of the database, or of both
   */
  public MapRanking after(Map<PlaceImage, float[]> changed) {
    return map.using(
        () -> {
          List<Asked> now =
              asked.stream()
                  .map(
                      one -> {
                        float[] other = changed.get(one.view.image());
                        return other == null ? one : asked(map, one.view, other);
                      })
                  .toList();
          return ranking(now, changed);
        });
  }

  private MapRanking ranking(List<Asked> now, Map<PlaceImage, float[]> changed) {
    DatabaseImages database = map.prepared().database();
    int[] places = database.places();
    int count = map.prepared().map().database().size();
    List<double[]> keys = new ArrayList<>();
    double error = 0;
    for (Asked one : now) {
      double[] own = changed.isEmpty() ? one.keys : one.keys.clone();
      for (int row = 0; !changed.isEmpty() && row < own.length; row++) {
        float[] other = changed.get(database.image(row));
        if (other != null) {
          own[row] = exact(one, row, changed);
        }
      }
      keys.add(own);
      error = Math.max(error, map.rows().error(one.descriptor));
    }
    double[] squares = combined(now, keys, places, count);
    double[] sorted = Arrays.stream(squares).filter(s -> !Double.isNaN(s)).sorted().toArray();
    if (sorted.length == 0) {
      return new MapRanking(squares);
    }
    double limit = sorted[Math.min(MapRanking.EXACT, sorted.length) - 1] + 2 * error;
    List<double[]> exact = keys.stream().map(double[]::clone).toList();
    for (int row = 0; row < places.length; row++) {
      if (squares[places[row]] <= limit) {
        for (int q = 0; q < now.size(); q++) {
          exact.get(q)[row] = exact(now.get(q), row, changed);
        }
      }
    }
    return new MapRanking(combined(now, exact, places, count));
  }

  private double exact(Asked one, int row, Map<PlaceImage, float[]> changed) {
    float[] other = changed.get(map.prepared().database().image(row));
    return other == null
        ? map.rows().exact(one.descriptor, row)
        : DatabaseRows.exact(one.descriptor, other);
  }

  /** The squared distances of places, of those of their images; NaN for the query itself. */
  private double[] combined(List<Asked> now, List<double[]> keys, int[] places, int count) {
    double[] squares = new double[count];
    int[] seen = new int[count];
    Arrays.fill(squares, Double.NaN);
    for (int q = 0; q < now.size(); q++) {
      double[] own = keys.get(q);
      for (int row = 0; row < places.length; row++) {
        int place = places[row];
        if (!fuses) {
          squares[place] =
              Double.isNaN(squares[place]) ? own[row] : Math.min(squares[place], own[row]);
        } else if (Objects.equals(
            map.prepared().database().views().get(row).camera(), now.get(q).view.camera())) {
          squares[place] = (seen[place] == 0 ? 0 : squares[place]) + own[row];
          seen[place]++;
        }
      }
    }
    for (int place = 0; place < count; place++) {
      squares[place] /= Math.max(1, seen[place]);
    }
    self.ifPresent(place -> squares[place] = Double.NaN);
    return squares;
  }
}
