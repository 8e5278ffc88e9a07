package org.vladoscope.ui.view;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.vladoscope.dataset.Nearness;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.Pose;
import org.vladoscope.dataset.format.MapReading;

/**
 * What a slider of distances goes over: a place between 0 and 1 on it for each distance. Metres and
 * frames have equal steps. Of units that nobody knows, the map's own extent says what is far and
 * what is near, and steps are shares of the distance.
 *
 * @param unit for people
 * @param least the smallest distance above 0 where steps are shares, or the step where they are
 *     equal; above 0
 * @param most the greatest distance, above least
 * @param usual what to begin with
 * @param inShares true if steps are shares
 */
public record DistanceScale(
    String unit, double least, double most, double usual, boolean inShares) {

  /** Frames between two drives. */
  public static final DistanceScale FRAMES = new DistanceScale(Nearness.FRAMES, 1, 50, 2, false);

  private static final double MOST_METRES = 100;

  /** Below this share of the extent nothing is told apart. */
  private static final double NEAREST = 1e-4;

  private static final List<ToDoubleFunction<Pose>> AXES =
      List.of(Pose::east, Pose::north, pose -> pose.up() == null ? 0 : pose.up());

  private static final MathContext DIGITS = new MathContext(2);

  /** Of the positions of a map. */
  public static DistanceScale of(PlaceMap map) {
    String unit = map.origin().unit();
    if (unit.equals(Nearness.METRES)) {
      return metres(MapReading.DEFAULT_RADIUS);
    }
    double extent = extent(map);
    return new DistanceScale(
        unit, rounded(extent * NEAREST), rounded(extent), rounded(extent / 50), true);
  }

  /**
   * Metres up to 100, or further.
   *
   * @param stated a radius that has room on it
   */
  public static DistanceScale metres(double stated) {
    return new DistanceScale(
        Nearness.METRES, .5, Math.max(MOST_METRES, 2 * stated), MapReading.DEFAULT_RADIUS, false);
  }

  private static double extent(PlaceMap map) {
    List<Pose> poses =
        Stream.concat(map.database().stream(), map.queries().stream())
            .map(PlaceImage::pose)
            .filter(Objects::nonNull)
            .toList();
    double squares = 0;
    for (ToDoubleFunction<Pose> axis : AXES) {
      DoubleSummaryStatistics along = poses.stream().mapToDouble(axis).summaryStatistics();
      squares += Math.pow(along.getMax() - along.getMin(), 2);
    }
    double extent = Math.sqrt(squares);
    return poses.isEmpty() || !(extent > 0) || Double.isInfinite(extent) ? 1 : extent;
  }

  private static double rounded(double distance) {
    return new BigDecimal(distance).round(DIGITS).doubleValue();
  }

  /** The distance at a place between 0 and 1, as precise as steps are. */
  public double distance(double position) {
    double at = Math.clamp(position, 0, 1);
    if (!inShares) {
      return Math.round(at * most / least) * least;
    }
    return at == 0 ? 0 : rounded(least * Math.pow(most / least, at));
  }

  /** The place of a distance, between 0 and 1. */
  public double position(double distance) {
    if (!inShares) {
      return Math.clamp(distance / most, 0, 1);
    }
    return distance <= least
        ? 0
        : Math.clamp(Math.log(distance / least) / Math.log(most / least), 0, 1);
  }
}
