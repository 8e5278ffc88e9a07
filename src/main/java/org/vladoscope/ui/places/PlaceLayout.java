package org.vladoscope.ui.places;

import java.util.Arrays;
import java.util.List;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.Pose;

/**
 * Where the images of a map lie: at their poses in metres, or, if the database has none, one after
 * the other in two rows, queries below the database, both as long as the longer of them.
 */
public final class PlaceLayout {

  /** A step this many times the usual one is a jump to another drive, not a way. */
  private static final double JUMP = 8;

  private static final double MARGIN = 24;

  /** Distance of the two rows from the middle and the height both need, in units. */
  private static final double ROW = 0.5;

  /**
   * Images of one kind.
   *
   * @param x metres to the east, or places in the row; NaN if unknown
   * @param y metres to the north, or the row
   * @param joined whether each was reached on a way from the one before it
   * @param index finds them by place
   */
  public record Points(double[] x, double[] y, boolean[] joined, PointIndex index) {

    /** How many images, those without a place included. */
    public int count() {
      return x.length;
    }

    /** Whether it is known where an image was taken. */
    public boolean isPlaced(int i) {
      return !Double.isNaN(x[i]);
    }
  }

  private final boolean strip;
  private final Points database;
  private final Points queries;
  private final int missing;

  /** Lays the images of a map out. */
  public PlaceLayout(PlaceMap map) {
    strip = map.database().stream().allMatch(image -> image.pose() == null);
    int longer = Math.max(map.database().size(), map.queries().size());
    boolean oneRow = map.queriesAreDatabase();
    database = strip ? row(map.database().size(), longer, oneRow ? 0 : ROW) : at(map.database());
    queries =
        oneRow ? database : strip ? row(map.queries().size(), longer, -ROW) : at(map.queries());
    missing = unplaced(database) + (oneRow ? 0 : unplaced(queries));
  }

  private static int unplaced(Points points) {
    return (int) Arrays.stream(points.x()).filter(Double::isNaN).count();
  }

  private static Points row(int count, int longer, double y) {
    double[] x = new double[count];
    double step = count > 1 ? (longer - 1.0) / (count - 1) : 0;
    for (int i = 0; i < count; i++) {
      x[i] = i * step;
    }
    double[] ys = new double[count];
    Arrays.fill(ys, y);
    boolean[] joined = new boolean[count];
    Arrays.fill(joined, true);
    return new Points(x, ys, joined, new PointIndex(x, ys));
  }

  private static Points at(List<PlaceImage> images) {
    double[] x = new double[images.size()];
    double[] y = new double[images.size()];
    for (int i = 0; i < x.length; i++) {
      Pose pose = images.get(i).pose();
      x[i] = pose == null ? Double.NaN : pose.east();
      y[i] = pose == null ? Double.NaN : pose.north();
    }
    return new Points(x, y, joined(images, x, y), new PointIndex(x, y));
  }

  private static boolean[] joined(List<PlaceImage> images, double[] x, double[] y) {
    double[] steps = new double[x.length];
    for (int i = 1; i < x.length; i++) {
      steps[i] = Math.hypot(x[i] - x[i - 1], y[i] - y[i - 1]);
    }
    double[] known = Arrays.stream(steps).filter(s -> s > 0).sorted().toArray();
    double usual = known.length == 0 ? 0 : known[known.length / 2];
    boolean[] joined = new boolean[x.length];
    for (int i = 1; i < x.length; i++) {
      joined[i] =
          steps[i] <= JUMP * usual
              && folder(images.get(i).name()).equals(folder(images.get(i - 1).name()));
    }
    return joined;
  }

  private static String folder(String name) {
    return name.substring(0, name.lastIndexOf('/') + 1);
  }

  /** True if there are no poses and images lie in rows. */
  public boolean isStrip() {
    return strip;
  }

  /** The database images, in the map's order. */
  public Points database() {
    return database;
  }

  /** The queries, in the map's order. */
  public Points queries() {
    return queries;
  }

  /** How many images have no pose though others have; they are not shown. */
  public int missing() {
    return missing;
  }

  /** A view of everything. */
  public PlacesView fit(double width, double height) {
    double[] xs = all(database.x(), queries.x());
    double[] ys = all(database.y(), queries.y());
    double minX = Arrays.stream(xs).min().orElse(0);
    double maxX = Arrays.stream(xs).max().orElse(0);
    double minY = Arrays.stream(ys).min().orElse(0);
    double maxY = Arrays.stream(ys).max().orElse(0);
    double roomX = Math.max(16, width - 2 * MARGIN);
    double roomY = Math.max(16, height - 2 * MARGIN);
    double scaleX = roomX / Math.max(maxX - minX, 1);
    double scaleY = strip ? Math.min(80, roomY / 2) : roomY / Math.max(maxY - minY, 1);
    double both = Math.min(scaleX, scaleY);
    return new PlacesView(
        (minX + maxX) / 2,
        strip ? 0 : (minY + maxY) / 2,
        strip ? scaleX : both,
        strip ? scaleY : both,
        width,
        height);
  }

  private static double[] all(double[] first, double[] second) {
    return java.util.stream.DoubleStream.concat(Arrays.stream(first), Arrays.stream(second))
        .filter(v -> !Double.isNaN(v))
        .toArray();
  }
}
