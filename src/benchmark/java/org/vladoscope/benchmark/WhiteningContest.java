package org.vladoscope.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.Precision;
import org.vladoscope.compute.TensorRuntime;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.linalg.Whitening;
import org.vladoscope.vlad.PatchScale;
import org.vladoscope.vlad.PatchVlad;
import org.vladoscope.vlad.Vocabulary;

/**
 * The projection of all patch descriptors of an image. The reference is given the descriptors; ours
 * begins at the features and includes their pooling, since it never makes them.
 */
final class WhiteningContest implements Contest {

  private static final List<PatchScale> SCALES =
      List.of(new PatchScale(2, 1), new PatchScale(5, 1), new PatchScale(8, 1));
  private static final int WORDS = 16;
  private static final int DIMENSIONS = 4096;

  private final NDManager manager;
  private final Precision precision;
  private final Compute compute;
  private final FeatureMap map = SyntheticInput.map(1);
  private final Vocabulary vocabulary = SyntheticInput.vocabulary(WORDS);
  private final Whitening whitening;
  private final NDArray patches;
  private final ReferenceVlad.Wpca reference;
  private NDArray expected;
  private List<FloatMatrix> ours = List.of();

  WhiteningContest(TensorRuntime tensors, Precision precision, Compute compute) {
    this.manager = tensors.newManager();
    this.precision = precision;
    this.compute = compute;
    int length = WORDS * SyntheticInput.CHANNELS;
    whitening =
        new Whitening(
            SyntheticInput.random(DIMENSIONS, length, 2),
            SyntheticInput.random(1, DIMENSIONS, 3).data());
    float[] descriptors = stacked(PatchVlad.describe(map, vocabulary, SCALES));
    patches = manager.create(descriptors, new Shape(descriptors.length / length, length));
    reference = new ReferenceVlad.Wpca(manager, whitening);
    expected = manager.create(0);
  }

  private static float[] stacked(List<FloatMatrix> matrices) {
    float[] all = new float[matrices.stream().mapToInt(m -> m.data().length).sum()];
    int at = 0;
    for (FloatMatrix matrix : matrices) {
      System.arraycopy(matrix.data(), 0, all, at, matrix.data().length);
      at += matrix.data().length;
    }
    return all;
  }

  @Override
  public String what() {
    return "whitening, 2826 patches, K=16 to 4096";
  }

  @Override
  public double goal() {
    return 9;
  }

  @Override
  public void reference() {
    expected.close();
    expected = reference.apply(patches);
  }

  @Override
  public void ours() {
    ours = PatchVlad.describe(map, vocabulary, SCALES, whitening, precision, compute);
  }

  @Override
  public double difference() {
    return Differences.largest(expected.toFloatArray(), stacked(ours));
  }

  @Override
  public void close() {
    manager.close();
  }
}
