package org.vladoscope.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.Precision;
import org.vladoscope.compute.TensorRuntime;
import org.vladoscope.match.PatchSimilarity;
import org.vladoscope.match.RansacScorer;
import org.vladoscope.vlad.PatchGrid;
import org.vladoscope.vlad.PatchScale;

/** One pair of images at three scales, scored by RANSAC. */
final class PairContest implements Contest {

  private static final int DIMENSIONS = 4096;

  private final NDManager manager;
  private final Precision precision;
  private final Compute compute;
  private final List<PatchGrid> grids = new ArrayList<>();
  private final List<FloatMatrix> queries = new ArrayList<>();
  private final List<FloatMatrix> candidates = new ArrayList<>();
  private final List<NDArray> queryTensors = new ArrayList<>();
  private final List<NDArray> candidateTensors = new ArrayList<>();
  private final List<ReferenceMatcher.Nearest> expected = new ArrayList<>();
  private final List<PatchSimilarity> ours = new ArrayList<>();
  private double scores;

  PairContest(TensorRuntime tensors, Precision precision, Compute compute) {
    this.manager = tensors.newManager();
    this.precision = precision;
    this.compute = compute;
    for (int size : new int[] {2, 5, 8}) {
      PatchGrid grid =
          new PatchGrid(
              SyntheticInput.HEIGHT,
              SyntheticInput.WIDTH,
              new PatchScale(size, 1),
              SyntheticInput.VGG16);
      FloatMatrix query = SyntheticInput.unit(grid.count(), DIMENSIONS, size);
      FloatMatrix candidate = SyntheticInput.another(query, grid.columns(), size + 100);
      grids.add(grid);
      queries.add(query);
      candidates.add(candidate);
      queryTensors.add(columns(manager, query));
      candidateTensors.add(columns(manager, candidate));
    }
  }

  /** As the reference keeps them, one descriptor a column. */
  static NDArray columns(NDManager manager, FloatMatrix rows) {
    return manager.create(rows.transposed().data(), new Shape(rows.cols(), rows.rows()));
  }

  @Override
  public String what() {
    return "matching one pair, 3 scales, 4096 dims, RANSAC";
  }

  @Override
  public double goal() {
    return 1.1;
  }

  @Override
  public void reference() {
    expected.clear();
    for (int s = 0; s < grids.size(); s++) {
      ReferenceMatcher.Nearest nearest =
          ReferenceMatcher.nearest(queryTensors.get(s), candidateTensors.get(s));
      scores += ReferenceMatcher.ransac(nearest.mutual(), grids.get(s));
      expected.add(nearest);
    }
  }

  @Override
  public void ours() {
    ours.clear();
    for (int s = 0; s < grids.size(); s++) {
      PatchSimilarity similarity =
          PatchSimilarity.between(queries.get(s), candidates.get(s), precision, compute);
      scores += new RansacScorer(1.5).score(similarity.mutual(), grids.get(s)).score();
      ours.add(similarity);
    }
  }

  @Override
  public double difference() {
    double largest = Double.isNaN(scores) ? Double.NaN : 0;
    for (int s = 0; s < grids.size(); s++) {
      largest =
          Math.max(
              largest,
              lost(queries.get(s), candidates.get(s), expected.get(s).inCandidate(), ours.get(s)));
    }
    return largest;
  }

  /**
   * By how much the reference's nearest patch is more or less similar than ours. Not which one it
   * is: of two that are equally similar, rounding decides.
   */
  static double lost(
      FloatMatrix query, FloatMatrix candidate, long[] nearest, PatchSimilarity ours) {
    double largest = 0;
    for (int i = 0; i < nearest.length; i++) {
      double dot = 0;
      for (int d = 0; d < query.cols(); d++) {
        dot += (double) query.get(i, d) * candidate.get((int) nearest[i], d);
      }
      largest = Math.max(largest, Math.abs(dot - ours.querySimilarity()[i]));
    }
    return largest;
  }

  @Override
  public void close() {
    manager.close();
  }
}
