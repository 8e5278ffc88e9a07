package org.vladoscope.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.Precision;
import org.vladoscope.compute.TensorRuntime;
import org.vladoscope.vlad.Whitening;

/** The projection of all patch descriptors of a picture. */
final class WhiteningStep implements Step {

  private static final int PATCHES = 1131 + 936 + 759;
  private static final int WORDS = 16;
  private static final int DIMENSIONS = 4096;

  private final NDManager manager;
  private final Precision precision;
  private final Compute compute;
  private final FloatMatrix patches;
  private final Whitening whitening;
  private final NDArray tensor;
  private final ReferenceVlad.Wpca reference;
  private NDArray expected;
  private FloatMatrix ours = FloatMatrix.zeros(0, 0);

  WhiteningStep(TensorRuntime tensors, Precision precision, Compute compute) {
    this.manager = tensors.newManager();
    this.precision = precision;
    this.compute = compute;
    int length = WORDS * SyntheticInput.CHANNELS;
    patches = SyntheticInput.unit(PATCHES, length, 1);
    whitening =
        new Whitening(
            SyntheticInput.random(DIMENSIONS, length, 2),
            SyntheticInput.random(1, DIMENSIONS, 3).data());
    tensor = manager.create(patches.data(), new Shape(PATCHES, length));
    reference = new ReferenceVlad.Wpca(manager, whitening);
    expected = manager.create(0);
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
    expected = reference.apply(tensor);
  }

  @Override
  public void ours() {
    ours = whitening.apply(patches, precision, compute);
  }

  @Override
  public double difference() {
    return Differences.largest(expected.toFloatArray(), ours.data());
  }

  @Override
  public void close() {
    manager.close();
  }
}
