package org.vladoscope.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.Pose;

/**
 * Finds the line along which a map is cut. Where all images have a position, it is cut across its
 * longer side. Else, where matches join the images into places that have nothing to do with each
 * other, whole places go to either part. Else the map is a way, and it is cut once along the order
 * of the database images.
 */
final class PlaceCutter {

  private enum Side {
    TRAINED,
    HELD_OUT,
    BETWEEN
  }

  private final PlaceMap map;
  private final TrainingConfig config;

  /**
   * Per query the images that may show its place, those of a soft ground truth too; none for
   * queries that cannot be used or have no positive.
   */
  private final List<int[]> matches = new ArrayList<>();

  /** Queries with a positive. */
  private final int[] asked;

  PlaceCutter(TrainingImages images, TrainingConfig config) {
    this.map = images.map();
    this.config = config;
    GroundTruth truth = map.groundTruth();
    for (int q = 0; q < map.queries().size(); q++) {
      int query = q;
      int[] positives =
          Arrays.stream(truth.positives(q))
              .filter(images::isUsableImage)
              .filter(d -> !(map.queriesAreDatabase() && d == query))
              .toArray();
      matches.add(
          images.isUsableQuery(q) && positives.length > 0
              ? IntStream.concat(IntStream.of(positives), IntStream.of(truth.soft(q)))
                  .distinct()
                  .toArray()
              : new int[0]);
    }
    asked = IntStream.range(0, matches.size()).filter(q -> matches.get(q).length > 0).toArray();
  }

  PlaceSplit cut() {
    if (asked.length == 0) {
      return new PlaceSplit(asked, asked, 0, new boolean[map.database().size()], "not at all");
    }
    if (Stream.concat(map.database().stream(), map.queries().stream())
        .allMatch(image -> image.pose() != null)) {
      return acrossPositions();
    }
    int[] place = places();
    long most =
        IntStream.of(asked)
            .map(q -> place[matches.get(q)[0]])
            .boxed()
            .collect(Collectors.groupingBy(p -> p, Collectors.counting()))
            .values()
            .stream()
            .mapToLong(Long::longValue)
            .max()
            .orElse(0);
    return 2 * most <= asked.length ? betweenPlaces(place) : alongTheWay();
  }

  /** The cut is a line; whoever is not further from it than the radius is between the parts. */
  private PlaceSplit acrossPositions() {
    double[] east = coordinates(Pose::east);
    double[] north = coordinates(Pose::north);
    boolean isEast = extent(east) >= extent(north);
    IntToDoubleFunction at =
        isEast ? q -> pose(map.queries(), q).east() : q -> pose(map.queries(), q).north();
    double cut = cut(at);
    double radius = map.groundTruth().radius().orElseGet(this::farthestMatch);
    Side[] images = new Side[map.database().size()];
    for (int d = 0; d < images.length; d++) {
      Pose pose = pose(map.database(), d);
      images[d] = side((isEast ? pose.east() : pose.north()) < cut);
    }
    return split(
        images,
        q -> Math.abs(at.applyAsDouble(q) - cut) <= radius,
        "by positions, %s, with a gap of %.4g %s to either side"
            .formatted(
                isEast ? "west and east" : "south and north",
                radius,
                map.origin().unit().isEmpty() ? "units" : map.origin().unit()));
  }

  private double[] coordinates(ToDoubleFunction<Pose> axis) {
    return map.queries().stream()
        .map(PlaceImage::pose)
        .filter(Objects::nonNull)
        .mapToDouble(axis)
        .toArray();
  }

  private static double extent(double[] values) {
    return Arrays.stream(values).max().orElse(0) - Arrays.stream(values).min().orElse(0);
  }

  private static Pose pose(List<PlaceImage> images, int number) {
    return Objects.requireNonNull(images.get(number).pose());
  }

  private double farthestMatch() {
    return IntStream.of(asked)
        .mapToDouble(
            q ->
                IntStream.of(matches.get(q))
                    .mapToDouble(d -> pose(map.queries(), q).distanceTo(pose(map.database(), d)))
                    .max()
                    .orElse(0))
        .max()
        .orElse(0);
  }

  /** The value that leaves the wanted share of the queries on the side that is held out. */
  private double cut(IntToDoubleFunction at) {
    double[] sorted = IntStream.of(asked).mapToDouble(at).sorted().toArray();
    double below = config.heldOutFirst() ? config.heldOut() : 1 - config.heldOut();
    int count = Math.clamp(Math.round(below * sorted.length), 1, Math.max(1, sorted.length - 1));
    return sorted.length == 1 ? sorted[0] : (sorted[count - 1] + sorted[count]) / 2;
  }

  private Side side(boolean isBeforeTheCut) {
    return isBeforeTheCut == config.heldOutFirst() ? Side.HELD_OUT : Side.TRAINED;
  }

  /** Which images belong together, directly or through others: the least number among them. */
  private int[] places() {
    int[] place = IntStream.range(0, map.database().size()).toArray();
    for (int q : asked) {
      for (int d : matches.get(q)) {
        int a = root(place, matches.get(q)[0]);
        int b = root(place, d);
        place[Math.max(a, b)] = Math.min(a, b);
        if (map.queriesAreDatabase()) {
          int self = root(place, q);
          int other = root(place, d);
          place[Math.max(self, other)] = Math.min(self, other);
        }
      }
    }
    return IntStream.range(0, place.length).map(d -> root(place, d)).toArray();
  }

  private static int root(int[] place, int image) {
    int at = image;
    while (place[at] != at) {
      place[at] = place[place[at]];
      at = place[at];
    }
    return at;
  }

  /** Large places first, each to the part that lacks most. */
  private PlaceSplit betweenPlaces(int[] place) {
    int[] queries = new int[place.length];
    IntStream.of(asked).forEach(q -> queries[place[matches.get(q)[0]]]++);
    List<Integer> roots =
        IntStream.range(0, place.length)
            .filter(d -> place[d] == d)
            .boxed()
            .sorted(Comparator.comparingInt((Integer d) -> -queries[d]).thenComparing(d -> d))
            .toList();
    Side[] ofPlace = new Side[place.length];
    double trained = 0;
    double heldOut = 0;
    for (int root : roots) {
      double wanted = config.heldOut();
      double toHold = heldOut / wanted;
      double toTrain = trained / (1 - wanted);
      boolean hold = config.heldOutFirst() ? toHold <= toTrain : toHold < toTrain;
      ofPlace[root] = hold ? Side.HELD_OUT : Side.TRAINED;
      // A place that nobody asks for counts a little, so that such places are shared out too.
      double weight = Math.max(.01, queries[root]);
      heldOut += hold ? weight : 0;
      trained += hold ? 0 : weight;
    }
    Side[] images = IntStream.of(place).mapToObj(root -> ofPlace[root]).toArray(Side[]::new);
    return split(images, q -> false, "by whole places, %d of them".formatted(roots.size()));
  }

  /** Who matches images on both sides of the cut is between the parts, and so are those images. */
  private PlaceSplit alongTheWay() {
    IntToDoubleFunction at = q -> Arrays.stream(matches.get(q)).average().orElse(0);
    double cut = cut(at);
    Side[] images =
        IntStream.range(0, map.database().size()).mapToObj(d -> side(d < cut)).toArray(Side[]::new);
    // By the sides as they were: else the gap would spread from query to query.
    Side[] sides = images.clone();
    IntStream.of(asked)
        .filter(q -> sideOf(q, sides).isEmpty())
        .flatMap(q -> IntStream.of(matches.get(q)))
        .forEach(d -> images[d] = Side.BETWEEN);
    return split(
        images,
        q -> false,
        "along the order of the images, with %d of them as a gap between"
            .formatted(Arrays.stream(images).filter(s -> s == Side.BETWEEN).count()));
  }

  private Optional<Side> sideOf(int query, Side[] images) {
    List<Side> sides =
        Arrays.stream(matches.get(query)).mapToObj(d -> images[d]).distinct().toList();
    return sides.size() == 1 ? Optional.of(sides.getFirst()) : Optional.empty();
  }

  private PlaceSplit split(Side[] images, IntPredicate isBetween, String rule) {
    List<Integer> trained = new ArrayList<>();
    List<Integer> heldOut = new ArrayList<>();
    int between = 0;
    for (int q : asked) {
      Side side = isBetween.test(q) ? Side.BETWEEN : sideOf(q, images).orElse(Side.BETWEEN);
      if (map.queriesAreDatabase() && images[q] != side) {
        side = Side.BETWEEN;
      }
      switch (side) {
        case TRAINED -> trained.add(q);
        case HELD_OUT -> heldOut.add(q);
        case BETWEEN -> between++;
      }
    }
    boolean[] usable = new boolean[images.length];
    for (int d = 0; d < usable.length; d++) {
      usable[d] = images[d] == Side.TRAINED;
    }
    return new PlaceSplit(numbers(trained), numbers(heldOut), between, usable, rule);
  }

  private static int[] numbers(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }
}
