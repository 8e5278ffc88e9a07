package org.vladoscope.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.vladoscope.compute.TensorRuntime;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.vlad.PatchBlocks;
import org.vladoscope.vlad.PatchScale;
import org.vladoscope.vlad.Vocabulary;

/** Patch descriptors of the three published patch sizes. */
final class PoolingContest implements Contest {

  private static final List<PatchScale> SCALES =
      List.of(new PatchScale(2, 1), new PatchScale(5, 1), new PatchScale(8, 1));

  private final NDManager manager;
  private final FeatureMap map = SyntheticInput.map(1);
  private final Vocabulary vocabulary;
  private final ReferenceVlad reference;
  private List<NDArray> expected = List.of();
  private double[] lengths = {};

  PoolingContest(TensorRuntime tensors, int words) {
    manager = tensors.newManager();
    vocabulary = SyntheticInput.vocabulary(words);
    reference = new ReferenceVlad(manager, map, vocabulary);
  }

  @Override
  public String what() {
    return "pooling, K=" + vocabulary.size() + ", C=512, patches 2,5,8";
  }

  @Override
  public double goal() {
    return 15;
  }

  @Override
  public void reference() {
    expected.forEach(NDArray::close);
    expected = reference.patches(SCALES);
  }

  @Override
  public void ours() {
    lengths = blocks().forEach((first, words, values) -> {});
  }

  private PatchBlocks blocks() {
    return new PatchBlocks(map, vocabulary, SCALES);
  }

  @Override
  public double difference() {
    double[] largest = new double[1];
    PatchBlocks blocks = blocks();
    int[] slots = blocks.slotsOfPatches();
    int channels = vocabulary.channels();
    blocks.forEach(
        (firstWord, words, values) -> {
          int first = 0;
          for (int s = 0; s < SCALES.size(); s++) {
            int count = blocks.grids().get(s).count();
            for (int row = 0; row < words * channels; row++) {
              try (NDArray wanted = expected.get(s).get(0, (long) firstWord * channels + row)) {
                float[] numbers = wanted.toFloatArray();
                for (int i = 0; i < count; i++) {
                  int slot = slots[first + i];
                  double ours = values[row][slot] / lengths[slot];
                  largest[0] = Math.max(largest[0], Math.abs(ours - numbers[i]));
                }
              }
            }
            first += count;
          }
        });
    return largest[0];
  }

  @Override
  public void close() {
    manager.close();
  }
}
