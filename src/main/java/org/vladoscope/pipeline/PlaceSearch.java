package org.vladoscope.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.config.CameraFusion;
import org.vladoscope.dataset.CameraViews.View;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.index.DescriptorIndex;
import org.vladoscope.index.Neighbours;
import org.vladoscope.step.DatabaseImages;

/**
 * Finds the nearest places by their images. As many images are searched as it takes for the order
 * of the places to be certain, as far as the index finds every image.
 */
final class PlaceSearch {

  /** An image of the query's place and its global descriptor. */
  record Asked(View view, float[] descriptor) {}

  /**
   * A place that was found.
   *
   * @param place its number in the database
   * @param distance of its descriptors from the query's
   * @param image its image that is nearest to one of the query's
   * @param queryView that image of the query
   */
  record Found(int place, double distance, PlaceImage image, PlaceImage queryView) {}

  private final DatabaseImages database;
  private final DescriptorIndex index;
  private final int mostViews;

  /**
   * A search in the images of a map.
   *
   * @param mostViews the largest number of images of one place
   */
  PlaceSearch(DatabaseImages database, DescriptorIndex index, int mostViews) {
    this.index = index;
    this.database = database;
    this.mostViews = mostViews;
  }

  /** The nearest places of one query, at most so many, the nearest first. */
  List<Found> search(List<Asked> asked, int wanted, CameraFusion fusion) {
    return searchAll(List.of(asked), wanted, fusion).getFirst();
  }

  /**
   * The nearest places of several queries, which the index is asked for at once.
   *
   * @param asked for each query its images
   * @param wanted at most so many places for each
   */
  List<List<Found>> searchAll(List<List<Asked>> asked, int wanted, CameraFusion fusion) {
    // The nearest k images of a query show at least k / mostViews places.
    int pictures = Math.min(wanted * mostViews, database.size());
    List<Neighbours> nearest = neighbours(asked.stream().flatMap(List::stream).toList(), pictures);
    List<List<Found>> found = new ArrayList<>();
    int from = 0;
    for (List<Asked> query : asked) {
      List<Neighbours> own = nearest.subList(from, from + query.size());
      from += query.size();
      found.add(
          fusion == CameraFusion.BEST || query.stream().noneMatch(this::seesWithSomeCamera)
              ? best(query, own, wanted)
              : fused(query, own, pictures, wanted));
    }
    return found;
  }

  /** Looks at more and more images, until the order of the places is certain. */
  private List<Found> fused(List<Asked> asked, List<Neighbours> first, int count, int wanted) {
    int pictures = count;
    List<Neighbours> nearest = first;
    while (true) {
      boolean isAll = pictures >= database.size();
      List<Found> fused = fused(asked, nearest, wanted, isAll);
      if (isAll || fused.size() >= Math.min(wanted, pictures)) {
        return fused;
      }
      pictures = Math.min(2 * pictures, database.size());
      nearest = neighbours(asked, pictures);
    }
  }

  /** True if the database has images of the camera that took a query. */
  private boolean seesWithSomeCamera(Asked asked) {
    String camera = asked.view().camera();
    return camera != null && database.views().stream().anyMatch(v -> camera.equals(v.camera()));
  }

  private List<Neighbours> neighbours(List<Asked> asked, int pictures) {
    int length = asked.getFirst().descriptor().length;
    FloatMatrix queries = FloatMatrix.zeros(asked.size(), length);
    for (int i = 0; i < asked.size(); i++) {
      System.arraycopy(asked.get(i).descriptor(), 0, queries.data(), i * length, length);
    }
    return index.search(queries, Math.max(1, pictures));
  }

  private List<Found> best(List<Asked> asked, List<Neighbours> nearest, int wanted) {
    Map<Integer, Found> byPlace = new HashMap<>();
    List<Found> inOrder = new ArrayList<>();
    for (int q = 0; q < asked.size(); q++) {
      for (int i = 0; i < nearest.get(q).count(); i++) {
        Found found = found(asked.get(q), nearest.get(q), i);
        byPlace.merge(found.place(), found, (a, b) -> b.distance() < a.distance() ? b : a);
        inOrder.add(found);
      }
    }
    // Sorting is stable: equally near places stay in the order of the index.
    return inOrder.stream()
        .filter(f -> f.equals(byPlace.get(f.place())))
        .sorted(Comparator.comparingDouble(Found::distance))
        .limit(wanted)
        .toList();
  }

  private Found found(Asked asked, Neighbours nearest, int i) {
    int row = nearest.ids()[i];
    return new Found(
        database.places()[row],
        nearest.values()[i],
        database.views().get(row).image(),
        asked.view().image());
  }

  /** What is known of a place while the images of the same cameras are compared. */
  private static final class Sum {
    private final double[] squares;
    private Found nearest;

    Sum(int cameras, Found first) {
      squares = new double[cameras];
      Arrays.fill(squares, Double.NaN);
      nearest = first;
    }

    void add(int camera, Found found) {
      squares[camera] = found.distance() * found.distance();
      nearest = found.distance() < nearest.distance() ? found : nearest;
    }
  }

  /** The places of which it is certain that no other is nearer; all of them if that is all. */
  private List<Found> fused(
      List<Asked> asked, List<Neighbours> nearest, int wanted, boolean isAll) {
    Map<Integer, Sum> byPlace = new HashMap<>();
    double[] reach = new double[asked.size()];
    for (int q = 0; q < asked.size(); q++) {
      Neighbours found = nearest.get(q);
      double last = found.count() == 0 ? 0 : found.values()[found.count() - 1];
      reach[q] = isAll ? Double.POSITIVE_INFINITY : last * last;
      for (int i = 0; i < found.count(); i++) {
        View view = database.views().get(found.ids()[i]);
        if (Objects.equals(view.camera(), asked.get(q).view().camera())) {
          Found one = found(asked.get(q), found, i);
          byPlace.computeIfAbsent(one.place(), p -> new Sum(asked.size(), one)).add(q, one);
        }
      }
    }
    // A place that was not seen at all is farther than the nearest reach of a camera.
    double unknown = Arrays.stream(reach).min().orElse(0);
    List<Found> complete = new ArrayList<>();
    for (Map.Entry<Integer, Sum> entry : byPlace.entrySet()) {
      Sum sum = entry.getValue();
      double atLeast = mean(sum.squares, commonCameras(asked, entry.getKey()), reach);
      double known = mean(sum.squares, null, reach);
      if (isAll || atLeast == known) {
        complete.add(
            new Found(
                entry.getKey(), Math.sqrt(known), sum.nearest.image(), sum.nearest.queryView()));
      } else {
        unknown = Math.min(unknown, atLeast);
      }
    }
    double limit = Math.sqrt(unknown);
    return complete.stream()
        .filter(f -> f.distance() <= limit)
        .sorted(Comparator.comparingDouble(Found::distance).thenComparingInt(Found::place))
        .limit(wanted)
        .toList();
  }

  /** The mean of the squared distances that are known, and of the reach for those that are not. */
  private static double mean(double[] squares, boolean @Nullable [] common, double[] reach) {
    double sum = 0;
    int count = 0;
    for (int q = 0; q < squares.length; q++) {
      if (!Double.isNaN(squares[q])) {
        sum += squares[q];
        count++;
      } else if (common != null && common[q]) {
        sum += reach[q];
        count++;
      }
    }
    return sum / count;
  }

  private boolean[] commonCameras(List<Asked> asked, int place) {
    boolean[] common = new boolean[asked.size()];
    int[] places = database.places();
    // The rows of a place follow each other.
    int first = Arrays.binarySearch(places, place);
    while (first > 0 && places[first - 1] == place) {
      first--;
    }
    for (int row = first; row < places.length && places[row] == place; row++) {
      for (int q = 0; q < common.length; q++) {
        String camera = asked.get(q).view().camera();
        common[q] |= Objects.equals(camera, database.views().get(row).camera());
      }
    }
    return common;
  }
}
