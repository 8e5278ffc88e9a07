package org.vladoscope.teach.steps;

import java.util.List;
import java.util.Optional;
import org.vladoscope.linalg.Whitening;
import org.vladoscope.teach.steps.Plane.Point;

/**
 * Everything there is to know about two point sets.
 *
 * @param plane the sets
 * @param switches the steps taken
 * @param first the way to the vector of the first set
 * @param second the way to the vector of the second set
 * @param similarity of both vectors: centre by centre, or component by component after whitening
 * @param regions corners of each centre's Voronoi region
 * @param shades {@code [SIDE·SIDE][K]}: shares on a raster over the plane; empty if hard
 * @param pooled what other ways of pooling make of the sets, see {@link Pooling}
 */
public record PlaneAnalysis(
    Plane plane,
    Switches switches,
    VladSteps first,
    VladSteps second,
    Similarity similarity,
    List<List<Point>> regions,
    double[][] shades,
    List<Pooled> pooled) {

  /** Places of the raster along either side. */
  public static final int SIDE = 96;

  private static final long SEED = 1;

  /** Computes it. */
  public static PlaneAnalysis of(Plane plane, Switches switches) {
    double[][] a = Plane.values(plane.first());
    double[][] b = Plane.values(plane.second());
    double[][] centres = Plane.values(plane.centres());
    Optional<Whitening> whitening =
        switches.whitening() ? SetWhitening.learn(a, b, centres, switches, SEED) : Optional.empty();
    VladSteps first = VladSteps.of(a, centres, switches, whitening);
    VladSteps second = VladSteps.of(b, centres, switches, whitening);
    return new PlaneAnalysis(
        plane,
        switches,
        first,
        second,
        Similarity.between(first.vector(), second.vector(), whitening.isPresent() ? 1 : 2),
        Regions.voronoi(plane.centres()),
        switches.soft() ? Regions.shares(plane.centres(), switches, SIDE) : new double[0][],
        Pooled.all(plane, switches.alpha()));
  }

  /** True if whitening mixed the centres, so that parts are components. */
  public boolean isWhitened() {
    return first.stage(VladStep.WHITENING).taken();
  }
}
