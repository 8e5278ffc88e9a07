package org.vladoscope.metric.confidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.vladoscope.dataset.Pose;

/**
 * How far the positions of the first candidates lie apart: the root of the mean squared distance
 * from their mean position. Where they lie together, the ranking agrees with itself. After the idea
 * of SUE (spatial uncertainty estimation, Zaffar, Nan and Kooij, CVPR 2024), without its weighting
 * by descriptors.
 */
record SpatialSpread() implements ConfidenceMeasure {

  /** So many candidates count, from the first. */
  private static final int FIRST = 5;

  @Override
  public String id() {
    return "spatial_spread";
  }

  @Override
  public String label() {
    return "Spatial spread";
  }

  @Override
  public String convention(String elsewhere) {
    return "root mean squared distance of the positions of the first "
        + FIRST
        + " candidates from their mean, in the unit of the positions, 0 or more; lower is surer";
  }

  @Override
  public boolean isLowerSurer() {
    return true;
  }

  /** NaN also where one of the first candidates has no position. */
  @Override
  public double measure(List<FoundPlace> nearest, Elsewhere elsewhere) {
    if (nearest.size() < FIRST) {
      return Double.NaN;
    }
    List<Pose> poses = new ArrayList<>();
    for (FoundPlace candidate : nearest.subList(0, FIRST)) {
      Pose pose = candidate.pose();
      if (pose == null) {
        return Double.NaN;
      }
      poses.add(pose);
    }
    double east = poses.stream().mapToDouble(Pose::east).average().orElseThrow();
    double north = poses.stream().mapToDouble(Pose::north).average().orElseThrow();
    Pose middle = new Pose(east, north, null);
    return Math.sqrt(
        poses.stream().mapToDouble(p -> Math.pow(p.distanceTo(middle), 2)).average().orElseThrow());
  }

  @Override
  public String text(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
