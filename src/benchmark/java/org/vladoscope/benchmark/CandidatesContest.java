package org.vladoscope.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.Precision;
import org.vladoscope.compute.TensorRuntime;
import org.vladoscope.match.PatchSimilarity;
import org.vladoscope.match.RapidScorer;
import org.vladoscope.vlad.PatchGrid;
import org.vladoscope.vlad.PatchScale;

/**
 * A query with a list of candidates at one scale, scored by the rapid spatial score. The reference
 * loads the descriptors of every candidate from a file; the engine keeps those it met lately.
 */
final class CandidatesContest implements Contest {

  private static final int CANDIDATES = 100;
  private static final int DIMENSIONS = 512;

  private final NDManager manager;
  private final Precision precision;
  private final Compute compute;
  private final Path folder;
  private final PatchGrid grid =
      new PatchGrid(
          SyntheticInput.HEIGHT, SyntheticInput.WIDTH, new PatchScale(5, 1), SyntheticInput.VGG16);
  private final FloatMatrix query = SyntheticInput.unit(grid.count(), DIMENSIONS, 1);
  private final List<FloatMatrix> candidates = new ArrayList<>();
  private final NDArray queryTensor;
  private double[] expected = {};
  private double[] ours = {};

  CandidatesContest(TensorRuntime tensors, Precision precision, Compute compute) {
    this.manager = tensors.newManager();
    this.precision = precision;
    this.compute = compute;
    this.queryTensor = PairContest.columns(manager, query);
    try {
      this.folder = Files.createTempDirectory("vladoscope-benchmark");
      for (int i = 0; i < CANDIDATES; i++) {
        FloatMatrix candidate = SyntheticInput.another(query, grid.columns(), i + 2);
        candidates.add(candidate);
        ByteBuffer bytes =
            ByteBuffer.allocate(Float.BYTES * candidate.data().length)
                .order(ByteOrder.nativeOrder());
        bytes.asFloatBuffer().put(candidate.transposed().data());
        Files.write(file(i), bytes.array());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(int candidate) {
    return folder.resolve(candidate + ".bin");
  }

  @Override
  public String what() {
    return "100 candidates, 512 dims, one scale, rapid";
  }

  @Override
  public double goal() {
    return 5;
  }

  @Override
  public void reference() {
    expected = new double[CANDIDATES];
    for (int i = 0; i < CANDIDATES; i++) {
      try (NDArray candidate = load(i)) {
        expected[i] =
            ReferenceMatcher.rapid(ReferenceMatcher.nearest(queryTensor, candidate).mutual(), grid);
      }
    }
  }

  private NDArray load(int candidate) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file(candidate)));
      return manager.create(
          bytes.order(ByteOrder.nativeOrder()),
          new Shape(DIMENSIONS, grid.count()),
          DataType.FLOAT32);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void ours() {
    ours = new double[CANDIDATES];
    for (int i = 0; i < CANDIDATES; i++) {
      ours[i] =
          RapidScorer.score(
              PatchSimilarity.between(query, candidates.get(i), precision, compute).mutual(), grid);
    }
  }

  /** Relative to the score, which is a few hundred. */
  @Override
  public double difference() {
    double largest = 0;
    for (int i = 0; i < CANDIDATES; i++) {
      largest = Math.max(largest, Math.abs(ours[i] - expected[i]) / Math.max(1, expected[i]));
    }
    return largest;
  }

  @Override
  public void close() {
    manager.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
