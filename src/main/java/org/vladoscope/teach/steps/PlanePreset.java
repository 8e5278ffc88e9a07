package org.vladoscope.teach.steps;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.vladoscope.common.InputException;
import org.vladoscope.teach.steps.Plane.Point;

/** Point sets to begin with. */
public enum PlanePreset {
  /** Four heaps far from each other. */
  SEPARATED("Well separated"),
  /** Four heaps that run into each other. */
  OVERLAPPING("Overlapping"),
  /** A centre to which no point belongs. */
  EMPTY("One empty cluster"),
  /** One point of the first set far from everything. */
  OUTLIER("Outlier"),
  /** Every point at the same place. */
  EQUAL("All equal");

  private static final int PER_HEAP = 6;
  private static final double[][] HEAPS = {{-.55, .5}, {.5, .55}, {-.5, -.5}, {.55, -.45}};

  private final String label;

  PlanePreset(String label) {
    this.label = label;
  }

  /** Its name, for people. */
  public String label() {
    return label;
  }

  /** Its name in lesson files. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Finds one by its name in lesson files. */
  public static PlanePreset parse(String text) {
    for (PlanePreset preset : values()) {
      if (preset.id().equals(text)) {
        return preset;
      }
    }
    List<String> names = java.util.Arrays.stream(values()).map(PlanePreset::id).toList();
    throw new InputException(
        "'" + text + "' is no preset; choose " + String.join(", ", names) + ".");
  }

  /** Draws the sets. The same seed gives the same points. */
  public Plane draw(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    if (this == EQUAL) {
      List<Point> same = Collections.nCopies(PER_HEAP, new Point(.2, .1));
      return new Plane(same, same, centres(.08));
    }
    double spread = this == OVERLAPPING ? .3 : .1;
    int heaps = this == EMPTY ? HEAPS.length - 1 : HEAPS.length;
    List<Point> first = heaps(heaps, spread, 0, random);
    List<Point> second = heaps(heaps, spread, this == OVERLAPPING ? 0 : .06, random);
    if (this == OUTLIER) {
      first.set(0, new Point(-.96, -.02));
    }
    return new Plane(first, second, centres(0));
  }

  private static List<Point> centres(double moved) {
    List<Point> centres = new ArrayList<>();
    for (double[] heap : HEAPS) {
      centres.add(new Point(heap[0] + moved, heap[1] - moved));
    }
    return centres;
  }

  private static List<Point> heaps(
      int count, double spread, double moved, SplittableRandom random) {
    List<Point> points = new ArrayList<>();
    for (int h = 0; h < count; h++) {
      for (int i = 0; i < PER_HEAP; i++) {
        points.add(
            new Point(
                    HEAPS[h][0] + moved + spread * random.nextGaussian(),
                    HEAPS[h][1] + moved + spread * random.nextGaussian())
                .inside());
      }
    }
    return points;
  }
}
