package org.vladoscope.feature.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.Locale;
import org.vladoscope.feature.TokenFacet;
import org.vladoscope.feature.checkpoint.ModelWeights;
import org.vladoscope.feature.checkpoint.StoredTensor;
import org.vladoscope.feature.checkpoint.VitShape;

/**
 * A block of DINOv2: attention and a small network, each added to the tokens with a factor per
 * channel (LayerScale).
 *
 * @param graphs the operations, the same for all blocks
 * @param first normalisation before attention
 * @param qkv queries, keys and values
 * @param projection of what heads have gathered
 * @param scaleOfAttention the factors
 * @param second normalisation before the network
 * @param in to the hidden values
 * @param out from them
 * @param scaleOfNetwork the factors
 */
record VitBlock(
    VitGraphs graphs,
    Pair first,
    Pair qkv,
    Pair projection,
    NDArray scaleOfAttention,
    Pair second,
    Pair in,
    Pair out,
    NDArray scaleOfNetwork) {

  /** At most so many attention weights at once: 256 MB. */
  static final long MOST_WEIGHTS = 64L << 20;

  /** Told of the attention weights while they are there. */
  interface Watcher {

    /**
     * Some heads, the first of them first.
     *
     * @param first number of the first
     * @param shares {@code [some, N, N]}, rows adding up to 1; freed afterwards
     */
    void heads(int first, NDArray shares);
  }

  /** The two tensors of a linear layer or a normalisation. */
  record Pair(NDArray weight, NDArray bias) {

    /** In all digits, as normalisations have them whatever the precision. */
    static Pair exact(ModelWeights weights, String name, NetworkWeights store) {
      return new Pair(put(weights, name + ".weight", store), put(weights, name + ".bias", store));
    }

    private static Pair rounded(ModelWeights weights, String name, NetworkWeights store) {
      StoredTensor weight = weights.get(name + ".weight");
      float[] bias = weights.get(name + ".bias").floats();
      return new Pair(
          store.putRounded(weight.floats(), weight.length(0), weight.length(1)),
          store.putRounded(bias, bias.length));
    }
  }

  private static NDArray put(ModelWeights weights, String name, NetworkWeights store) {
    float[] values = weights.get(name).floats();
    return store.put(values, values.length);
  }

  static VitBlock of(
      ModelWeights weights, int number, boolean isGated, VitGraphs graphs, NetworkWeights store) {
    String name = VitShape.block(number);
    return new VitBlock(
        graphs,
        Pair.exact(weights, name + "norm1", store),
        Pair.rounded(weights, name + "attn.qkv", store),
        Pair.rounded(weights, name + "attn.proj", store),
        put(weights, name + "ls1.gamma", store),
        Pair.exact(weights, name + "norm2", store),
        Pair.rounded(weights, name + (isGated ? "mlp.w12" : "mlp.fc1"), store),
        Pair.rounded(weights, name + (isGated ? "mlp.w3" : "mlp.fc2"), store),
        put(weights, name + "ls2.gamma", store));
  }

  /** The tokens after the block, {@code [N, C]}; the ones before it are freed. */
  NDArray consume(NDArray tokens) {
    NDArray result =
        graphs
            .block()
            .run(
                tokens,
                first.weight,
                first.bias,
                qkv.weight,
                qkv.bias,
                projection.weight,
                projection.bias,
                scaleOfAttention,
                second.weight,
                second.bias,
                in.weight,
                in.bias,
                out.weight,
                out.bias,
                scaleOfNetwork);
    tokens.close();
    return result;
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
    try (NDArray all = facets(tokens)) {
      return all.get(
          new NDIndex(String.format(Locale.ROOT, ":, %d:%d", part * width, (part + 1) * width)));
    }
  }

  private NDArray facets(NDArray tokens) {
    return graphs.facets().run(tokens, first.weight, first.bias, qkv.weight, qkv.bias);
  }

  /**
   * Tells of the attention: the shares are those that {@link #consume} adds values up with, and
   * that it never holds. A few heads at a time, for those of all heads of a large image would take
   * gigabytes.
   */
  void watch(NDArray tokens, Watcher watcher) {
    int heads = graphs.heads();
    long count = tokens.getShape().get(0);
    long perHead = tokens.getShape().get(1) / heads;
    try (NDArray all = facets(tokens);
        NDArray parts = all.reshape(new Shape(count, 3, heads, perHead));
        NDArray ordered = parts.transpose(1, 2, 0, 3);
        NDArray plain = ordered.get(0);
        NDArray queries = plain.mul(1 / Math.sqrt(perHead));
        NDArray rows = ordered.get(1);
        NDArray keys = rows.transpose(0, 2, 1)) {
      int step = (int) Math.clamp(MOST_WEIGHTS / (count * count), 1, heads);
      for (int head = 0; head < heads; head += step) {
        NDIndex some = new NDIndex("{}:{}", head, Math.min(head + step, heads));
        try (NDArray ofSome = queries.get(some);
            NDArray toSome = keys.get(some);
            NDArray scores = ofSome.matMul(toSome);
            NDArray shares = scores.softmax(-1)) {
          watcher.heads(head, shares);
        }
      }
    }
  }
}
