package org.vladoscope.feature.backbone;

import ai.djl.ndarray.NDArray;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.Precision;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.feature.Preprocessing;

/** A network whose layers are written out here, with weights of a checkpoint. */
final class LayeredBackbone extends TensorBackbone {

  /** The layers of a network. */
  @FunctionalInterface
  interface Layers {
    /** Runs them one after the other; frees the input. */
    NDArray run(NDArray input);
  }

  /** Puts the layers together. */
  @FunctionalInterface
  public interface Builder {
    /** Builds the layers of weights that outlive them. */
    public Layers build(NetworkWeights weights);
  }

  private final NetworkWeights weights;
  private final Layers layers;

  LayeredBackbone(BackboneInfo info, Precision precision, Compute compute, Builder builder) {
    super(info, Preprocessing.IMAGENET, compute);
    this.weights = new NetworkWeights(tensors(), precision);
    try {
      this.layers = builder.build(weights);
    } catch (RuntimeException e) {
      weights.close();
      throw e;
    }
  }

  @Override
  NDArray run(NDArray input) {
    return layers.run(input);
  }

  @Override
  public void close() {
    weights.close();
  }
}
