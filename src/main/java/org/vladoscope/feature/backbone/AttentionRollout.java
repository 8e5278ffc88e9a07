package org.vladoscope.feature.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import org.jspecify.annotations.Nullable;

/**
 * Attention rollout (Abnar and Zuidema, ACL 2020): what a token of the last block has from each
 * token of the input, if every block passes on half of what is there and half of what its heads
 * attend to on average. Holds the product of all blocks so far, {@code [N, N]}, and no more than
 * two others of that size.
 */
final class AttentionRollout implements AutoCloseable {

  private final NDManager manager;
  private final int heads;
  private @Nullable NDArray sum;
  private @Nullable NDArray product;

  /**
   * Nothing has been passed on yet.
   *
   * @param manager of its own, closed with it
   * @param heads of each block
   */
  AttentionRollout(NDManager manager, int heads) {
    this.manager = manager;
    this.heads = heads;
  }

  /** Adds some heads of a block, {@code [some, N, N]}, rows adding up to 1. */
  void add(NDArray shares) {
    NDArray some = shares.sum(new int[] {0});
    NDArray known = sum;
    if (known == null) {
      some.attach(manager);
      sum = some;
    } else {
      known.addi(some);
      some.close();
    }
  }

  /** All heads of a block have been added: (A + I) / 2 times what was passed on before. */
  void endBlock() {
    NDArray block = sum;
    if (block == null) {
      throw new IllegalStateException("no head was added");
    }
    try (NDArray identity = manager.eye((int) block.getShape().get(0))) {
      block.divi(heads).addi(identity).divi(2);
    }
    NDArray before = product;
    if (before == null) {
      product = block;
    } else {
      product = block.matMul(before);
      block.close();
      before.close();
    }
    sum = null;
  }

  /** What the first token has from each token, N values adding up to 1. */
  float[] ofFirst() {
    NDArray all = product;
    if (all == null) {
      throw new IllegalStateException("no block has ended");
    }
    try (NDArray row = all.get(new NDIndex("0"))) {
      return row.toFloatArray();
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
