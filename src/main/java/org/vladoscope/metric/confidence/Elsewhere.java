package org.vladoscope.metric.confidence;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.vladoscope.dataset.Nearness;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.Pose;

/** What is taken for another place than that of a candidate. */
public sealed interface Elsewhere {

  /** Where positions are known and no ground truth says how near is near. */
  double USUAL_RADIUS = 25;

  /** Where nothing is known but the order of the database. */
  int USUAL_FRAMES = 5;

  /** True if another candidate shows another place than one. */
  boolean isFar(FoundPlace one, FoundPlace other);

  /** What counts, in words, such as "more than 25 m from it". */
  String words();

  /**
   * Farther than a radius.
   *
   * @param radius 0 or more
   * @param unit of the radius
   */
  record Beyond(double radius, String unit) implements Elsewhere {

    @Override
    public boolean isFar(FoundPlace one, FoundPlace other) {
      Pose a = Objects.requireNonNull(one.pose());
      Pose b = Objects.requireNonNull(other.pose());
      return a.distanceTo(b) > radius;
    }

    @Override
    public String words() {
      return String.format(Locale.ROOT, "more than %s %s from it", plain(radius), unit);
    }

    private static String plain(double value) {
      return value == Math.rint(value)
          ? String.format(Locale.ROOT, "%.0f", value)
          : Double.toString(value);
    }
  }

  /**
   * More than so many images away in the order of the database.
   *
   * @param count 0 or more
   */
  record Frames(int count) implements Elsewhere {

    @Override
    public boolean isFar(FoundPlace one, FoundPlace other) {
      return Math.abs(one.database() - other.database()) > count;
    }

    @Override
    public String words() {
      return "more than " + count + " images from it in the order of the database";
    }
  }

  /**
   * What a map allows: the radius of its ground truth where all database images have positions, or
   * {@link #USUAL_RADIUS} metres; else frames, those of its ground truth or {@link #USUAL_FRAMES}.
   */
  static Elsewhere of(PlaceMap map) {
    Optional<Nearness> nearness = map.groundTruth().nearness();
    boolean hasPositions =
        map.views().pictures(map.database()).stream().allMatch(image -> image.pose() != null);
    if (hasPositions) {
      return nearness
          .filter(near -> !near.isInFrames())
          .map(near -> new Beyond(near.radius(), near.unit()))
          .orElseGet(() -> new Beyond(USUAL_RADIUS, Nearness.METRES));
    }
    return new Frames(
        nearness
            .filter(Nearness::isInFrames)
            .map(near -> (int) near.radius())
            .orElse(USUAL_FRAMES));
  }
}
