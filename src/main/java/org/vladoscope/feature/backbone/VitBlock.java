package org.vladoscope.feature.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import org.vladoscope.feature.TokenFacet;
import org.vladoscope.feature.checkpoint.ModelWeights;
import org.vladoscope.feature.checkpoint.StoredTensor;
import org.vladoscope.feature.checkpoint.VitShape;

/**
 * A block of DINOv2: attention and a small network, each added to the tokens with a factor per
 * channel (LayerScale). Results are in the input's manager; who calls frees what lies between.
 */
record VitBlock(
    Norm before,
    Layer qkv,
    Layer projection,
    NDArray scaleOfAttention,
    Norm middle,
    Layer in,
    Layer out,
    NDArray scaleOfNetwork,
    boolean isGated,
    int heads) {

  /** What DINOv2 adds to a variance. */
  private static final float EPSILON = 1e-6f;

  /** At most so many attention weights at once: 256 MB. */
  static final long MOST_WEIGHTS = 64L << 20;

  /** Told of the attention weights while they are there. */
  interface Watcher {

    /** Told of nothing. */
    Watcher NONE = (first, shares) -> {};

    /**
     * Some heads, the first of them first.
     *
     * @param first number of the first
     * @param shares {@code [some, N, N]}, rows adding up to 1; freed afterwards
     */
    void heads(int first, NDArray shares);
  }

  /** Layer normalisation. */
  record Norm(NDArray gamma, NDArray beta) {

    static Norm of(ModelWeights weights, String name, NetworkWeights store) {
      return new Norm(put(weights, name + ".weight", store), put(weights, name + ".bias", store));
    }

    NDArray of(NDArray x) {
      return LayerNorm.layerNorm(x, gamma.getShape(), gamma, beta, EPSILON).singletonOrThrow();
    }
  }

  /** A linear layer. */
  record Layer(NDArray weight, NDArray bias) {

    static Layer of(ModelWeights weights, String name, NetworkWeights store) {
      return new Layer(put(weights, name + ".weight", store), put(weights, name + ".bias", store));
    }

    NDArray of(NDArray x) {
      return Linear.linear(x, weight, bias).singletonOrThrow();
    }
  }

  static NDArray put(ModelWeights weights, String name, NetworkWeights store) {
    StoredTensor tensor = weights.get(name);
    return store.put(
        tensor.floats(), tensor.shape().stream().mapToLong(Integer::longValue).toArray());
  }

  static VitBlock of(
      ModelWeights weights, int number, int heads, boolean isGated, NetworkWeights store) {
    String name = VitShape.block(number);
    return new VitBlock(
        Norm.of(weights, name + "norm1", store),
        Layer.of(weights, name + "attn.qkv", store),
        Layer.of(weights, name + "attn.proj", store),
        put(weights, name + "ls1.gamma", store),
        Norm.of(weights, name + "norm2", store),
        Layer.of(weights, name + (isGated ? "mlp.w12" : "mlp.fc1"), store),
        Layer.of(weights, name + (isGated ? "mlp.w3" : "mlp.fc2"), store),
        put(weights, name + "ls2.gamma", store),
        isGated,
        heads);
  }

  /** Queries, keys or values of all tokens, {@code [N, C]}. */
  NDArray facet(NDArray tokens, TokenFacet facet) {
    int part =
        switch (facet) {
          case QUERY -> 0;
          case KEY -> 1;
          case VALUE -> 2;
          case TOKEN -> throw new IllegalArgumentException("a token is no part of attention");
        };
    long width = tokens.getShape().get(1);
    return qkv.of(before.of(tokens)).get(new NDIndex(":, {}:{}", part * width, (part + 1) * width));
  }

  /** The tokens after the block, {@code [N, C]}. */
  NDArray of(NDArray tokens) {
    return of(tokens, Watcher.NONE);
  }

  /** The same, telling of the attention on the way. */
  NDArray of(NDArray tokens, Watcher watcher) {
    NDArray attended =
        projection.of(attention(qkv.of(before.of(tokens)), watcher)).mul(scaleOfAttention);
    NDArray between = tokens.add(attended);
    return between.add(out.of(hidden(in.of(middle.of(between)))).mul(scaleOfNetwork));
  }

  /** Tells of the attention alone. */
  void watch(NDArray tokens, Watcher watcher) {
    attention(qkv.of(before.of(tokens)), watcher).close();
  }

  private NDArray hidden(NDArray z) {
    if (!isGated) {
      return Activation.gelu(z);
    }
    long half = z.getShape().get(1) / 2;
    NDArray gate = z.get(new NDIndex(":, :{}", half));
    return Activation.swish(gate, 1).mul(z.get(new NDIndex(":, {}:", half)));
  }

  /** A few heads at a time: the weights of all heads of a large image would take gigabytes. */
  private NDArray attention(NDArray all, Watcher watcher) {
    long count = all.getShape().get(0);
    long width = all.getShape().get(1) / 3;
    long perHead = width / heads;
    NDArray parts = all.reshape(new Shape(count, 3, heads, perHead)).transpose(1, 2, 0, 3);
    NDArray queries = parts.get(0).mul(1 / Math.sqrt(perHead));
    NDArray keys = parts.get(1).transpose(0, 2, 1);
    NDArray values = parts.get(2);
    int step = (int) Math.clamp(MOST_WEIGHTS / (count * count), 1, heads);
    NDList results = new NDList();
    for (int head = 0; head < heads; head += step) {
      NDIndex some = new NDIndex("{}:{}", head, Math.min(head + step, heads));
      try (NDArray scores = queries.get(some).matMul(keys.get(some));
          NDArray shares = scores.softmax(-1)) {
        watcher.heads(head, shares);
        results.add(shares.matMul(values.get(some)));
      }
    }
    NDArray joined = results.size() == 1 ? results.get(0) : NDArrays.concat(results, 0);
    return joined.transpose(1, 0, 2).reshape(new Shape(count, width));
  }
}
