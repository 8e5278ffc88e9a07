package org.vladoscope.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.vladoscope.common.InputException;

/**
 * How far queries are from database images, in metres or in frames: ground truth by a radius that
 * can be changed at once.
 */
public final class DistanceTruth {

  private static final double[] UNKNOWN = {Double.NaN, Double.NaN};

  /** What distances are measured in. */
  private final String unit;

  private final double[][] queries;
  private final double[][] database;

  /** Database images with a position, from west to east, and how far east they are. */
  private final int[] byEast;

  private final double[] east;
  private final boolean selfExcluded;
  private final Headings headings;

  private DistanceTruth(
      String unit,
      double[][] queries,
      double[][] database,
      boolean selfExcluded,
      Headings headings) {
    this.unit = unit;
    this.queries = queries;
    this.database = database;
    this.selfExcluded = selfExcluded;
    this.headings = headings;
    this.byEast =
        IntStream.range(0, database.length)
            .filter(d -> isKnown(database[d]))
            .boxed()
            .sorted(Comparator.comparingDouble((Integer d) -> database[d][0]))
            .mapToInt(Integer::intValue)
            .toArray();
    this.east = Arrays.stream(byEast).mapToDouble(d -> database[d][0]).toArray();
  }

  /**
   * Distances between poses. Images without one are near nothing.
   *
   * @throws InputException if no query or no database image has a pose
   */
  public static DistanceTruth ofPoses(PlaceMap map) {
    boolean inSpace = haveHeights(map.database()) && haveHeights(map.queries());
    double[][] queries = positions(map.queries(), inSpace);
    double[][] database = positions(map.database(), inSpace);
    if (Arrays.stream(queries).noneMatch(DistanceTruth::isKnown)
        || Arrays.stream(database).noneMatch(DistanceTruth::isKnown)) {
      throw new InputException(
          map.name()
              + " does not say where its images were taken; a radius in metres needs poses.csv or"
              + " names of the form @east@north@….");
    }
    return new DistanceTruth(
        map.origin().unit(), queries, database, map.queriesAreDatabase(), Headings.of(map));
  }

  private static boolean isKnown(double[] position) {
    return !Double.isNaN(position[0]);
  }

  private static boolean haveHeights(List<PlaceImage> images) {
    return poses(images).allMatch(pose -> pose.up() != null);
  }

  private static Stream<Pose> poses(List<PlaceImage> images) {
    return images.stream().map(PlaceImage::pose).filter(Objects::nonNull);
  }

  /**
   * Whether heights count, a sentence: they do if all images with a pose have one. Empty if none is
   * known.
   */
  public static Optional<String> heights(List<PlaceImage> database, List<PlaceImage> queries) {
    if (Stream.concat(poses(database), poses(queries)).allMatch(pose -> pose.up() == null)) {
      return Optional.empty();
    }
    return Optional.of(
        haveHeights(database) && haveHeights(queries)
            ? "Heights are known: distances are taken in space, not on the map."
            : "Heights are known of some images only, and left aside: distances are taken on the"
                + " map.");
  }

  private static double[][] positions(List<PlaceImage> images, boolean inSpace) {
    double[][] positions = new double[images.size()][];
    for (int i = 0; i < positions.length; i++) {
      Pose pose = images.get(i).pose();
      Double up = pose == null || !inSpace ? null : pose.up();
      positions[i] =
          pose == null
              ? UNKNOWN.clone()
              : up == null
                  ? new double[] {pose.east(), pose.north()}
                  : new double[] {pose.east(), pose.north(), up};
    }
    return positions;
  }

  /**
   * Distances between positions.
   *
   * @param queries for each query its coordinates in metres, finite; two or more
   * @param database for each database image as many
   */
  public static DistanceTruth ofPositions(double[][] queries, double[][] database) {
    return new DistanceTruth(
        Nearness.METRES, queries.clone(), database.clone(), false, Headings.NONE);
  }

  /**
   * Frames between two drives along the same way: a query shows what the database image shows whose
   * frame is its own + offset. A map without queries of its own is compared with itself, each image
   * but with itself.
   *
   * @param frames which frame each image of the map is
   */
  public static DistanceTruth ofFrames(PlaceMap map, FrameNumbers frames, int offset) {
    return new DistanceTruth(
        Nearness.FRAMES,
        along(frames.queries(), offset),
        along(frames.database(), 0),
        map.queriesAreDatabase(),
        Headings.NONE);
  }

  private static double[][] along(List<Double> frames, int offset) {
    return frames.stream().map(f -> new double[] {f + offset, 0}).toArray(double[][]::new);
  }

  /**
   * The same, where only images that look the same way match.
   *
   * @param degrees greatest difference of headings of a match, 0 to 180; empty if any will do
   * @throws InputException if no query or no database image has a heading
   */
  public DistanceTruth turned(OptionalDouble degrees) {
    return new DistanceTruth(unit, queries, database, selfExcluded, headings.within(degrees));
  }

  /** Names images that match nothing because they have no heading; a sentence, or empty. */
  public String headingNote() {
    return headings.note();
  }

  /**
   * The ground truth by a radius.
   *
   * @param radius greatest distance of a positive, 0 or more
   */
  public GroundTruth within(double radius) {
    return within(radius, radius);
  }

  /**
   * The ground truth by two radii.
   *
   * @param radius greatest distance of a positive, 0 or more
   * @param soft images further than the radius and up to this are neither right nor wrong; those
   *     that look another way are wrong
   */
  public GroundTruth within(double radius, double soft) {
    if (!(radius >= 0) || !(soft >= radius)) {
      throw new InputException(
          "Radii must be 0 or more, and that of the soft ground truth the larger one, not "
              + radius
              + " and "
              + soft
              + ".");
    }
    List<int[]> positives = near(radius);
    GroundTruth truth = GroundTruth.within(new Nearness(radius, unit, headings.most()), positives);
    return soft > radius ? truth.withSoft(near(soft)) : truth;
  }

  private List<int[]> near(double radius) {
    List<int[]> near = new ArrayList<>();
    for (int q = 0; q < queries.length; q++) {
      near.add(isKnown(queries[q]) ? near(q, queries[q], radius) : new int[0]);
    }
    return near;
  }

  private int[] near(int query, double[] position, double radius) {
    int from = Arrays.binarySearch(east, position[0] - radius);
    from = from < 0 ? -from - 1 : from;
    while (from > 0 && east[from - 1] >= position[0] - radius) {
      from--;
    }
    IntStream.Builder found = IntStream.builder();
    for (int i = from; i < east.length && east[i] <= position[0] + radius; i++) {
      double[] other = database[byEast[i]];
      // Most of those between the same meridians lie far to the north or south.
      boolean near =
          Math.abs(position[1] - other[1]) <= radius
              && distance(position, other) <= radius
              && headings.isAlike(query, byEast[i]);
      if (near && !(selfExcluded && byEast[i] == query)) {
        found.add(byEast[i]);
      }
    }
    return found.build().toArray();
  }

  private static double distance(double[] a, double[] b) {
    double distance = Math.hypot(a[0] - b[0], a[1] - b[1]);
    for (int axis = 2; axis < a.length; axis++) {
      distance = Math.hypot(distance, a[axis] - b[axis]);
    }
    return distance;
  }
}
