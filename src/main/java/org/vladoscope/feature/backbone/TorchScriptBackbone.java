package org.vladoscope.feature.backbone;

import ai.djl.ndarray.NDArray;
import java.io.ByteArrayInputStream;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.TorchScript;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.feature.Preprocessing;

/** A network stored as TorchScript, of which everything else is known. */
public final class TorchScriptBackbone extends TensorBackbone {

  private final TorchScript network;

  TorchScriptBackbone(
      BackboneInfo info, Preprocessing preprocessing, byte[] weights, Compute compute) {
    super(info, preprocessing, compute);
    this.network = new TorchScript(info.id(), new ByteArrayInputStream(weights), tensors());
  }

  @Override
  NDArray run(NDArray input) {
    return network.run(input).singletonOrThrow();
  }

  @Override
  public void close() {
    network.close();
  }
}
