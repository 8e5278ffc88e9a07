package org.vladoscope.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.vladoscope.compute.TensorRuntime;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.vlad.NetVlad;
import org.vladoscope.vlad.Vocabulary;

/**
 * The global descriptor. The layer of Patch-NetVLAD stores all residuals and then adds them up, the
 * older one of NetVLAD adds up those of each cluster.
 */
final class GlobalContest implements Contest {

  private final NDManager manager;
  private final FeatureMap map = SyntheticInput.map(1);
  private final Vocabulary vocabulary = SyntheticInput.vocabulary(64);
  private final ReferenceVlad reference;
  private final boolean stored;
  private NDArray expected;
  private float[] ours = {};

  GlobalContest(TensorRuntime tensors, boolean stored) {
    this.stored = stored;
    manager = tensors.newManager();
    reference = new ReferenceVlad(manager, map, vocabulary);
    expected = manager.create(0);
  }

  @Override
  public String what() {
    return "global NetVLAD, K=64, C=512, residuals " + (stored ? "stored" : "summed");
  }

  @Override
  public double goal() {
    return 8;
  }

  @Override
  public void reference() {
    expected.close();
    expected = stored ? reference.globalOfStored() : reference.global();
  }

  @Override
  public void ours() {
    ours = NetVlad.describe(map, vocabulary);
  }

  @Override
  public double difference() {
    return Differences.largest(expected.toFloatArray(), ours);
  }

  @Override
  public void close() {
    manager.close();
  }
}
