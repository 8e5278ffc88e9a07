package org.vladoscope.alias;

import java.util.List;
import java.util.Locale;
import org.vladoscope.common.InputException;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.Pose;

/**
 * When two database images cannot show the same place: taken farther apart than a distance or, on a
 * map without positions, farther apart in its order.
 *
 * @param byPosition whether positions decide; an image without one is then far from nothing
 * @param least farther apart than so many metres, or places in the order
 */
public record FarApart(boolean byPosition, double least) {

  /** Metres, where the ground truth names no radius. */
  public static final double METRES = 25;

  /** Places in the order of the map, where neither positions nor frames are known. */
  public static final int PLACES = 10;

  /**
   * Checks the distance.
   *
   * @throws InputException if it is not 0 or more
   */
  public FarApart {
    if (!(least >= 0) || Double.isInfinite(least)) {
      throw new InputException(
          "Aliases are images farther apart than a distance of 0 or more, not " + least + ".");
    }
  }

  /** As the ground truth of a map tells them apart. */
  public static FarApart of(PlaceMap map, GroundTruth truth) {
    boolean byPosition = hasPositions(map.database());
    boolean inFrames = truth.nearness().filter(near -> near.isInFrames()).isPresent();
    return byPosition
        ? new FarApart(true, truth.radius().orElse(METRES))
        : new FarApart(false, inFrames ? truth.nearness().orElseThrow().radius() : PLACES);
  }

  /** The same by another distance. */
  public FarApart withLeast(double other) {
    return new FarApart(byPosition, other);
  }

  private static boolean hasPositions(List<PlaceImage> images) {
    return images.stream().filter(image -> image.pose() != null).count() >= 2;
  }

  /** Metres between two images; NaN if one has no position. */
  static double metres(PlaceImage one, PlaceImage other) {
    Pose from = one.pose();
    Pose to = other.pose();
    return from == null || to == null ? Double.NaN : from.distanceTo(to);
  }

  /** Whether two database images are. */
  boolean areFar(List<PlaceImage> database, int one, int other) {
    return byPosition
        ? metres(database.get(one), database.get(other)) > least
        : Math.abs(one - other) > least;
  }

  /** What it says, for people. */
  public String words() {
    String number =
        least == Math.rint(least)
            ? String.format(Locale.ROOT, "%.0f", least)
            : String.format(Locale.ROOT, "%s", least);
    return byPosition
        ? "farther than " + number + " m apart"
        : "more than "
            + number
            + " images apart in the order of the database, for want of positions";
  }
}
