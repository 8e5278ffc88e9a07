package org.vladoscope.feature.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.Precision;
import org.vladoscope.compute.TensorRuntime;
import org.vladoscope.feature.AttentionMaps;
import org.vladoscope.feature.Backbone;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.feature.Preprocessing;
import org.vladoscope.feature.TokenChoice;
import org.vladoscope.feature.TokenFacet;
import org.vladoscope.feature.checkpoint.ModelWeights;
import org.vladoscope.feature.checkpoint.StoredTensor;
import org.vladoscope.feature.checkpoint.VitShape;
import org.vladoscope.image.ImageSize;
import org.vladoscope.image.RgbImage;

/**
 * DINOv2 at work: a cell for each patch, and the class token as the image's summary. Blocks after
 * the one that is asked for are not loaded. What a block needs is freed on the way, so memory does
 * not grow with the depth.
 */
final class VitBackbone implements Backbone {

  private final BackboneInfo info;
  private final VitShape shape;
  private final TokenChoice tokens;
  private final TensorRuntime tensors;
  private final NetworkWeights store;
  private final Convolution patches;
  private final float[] first;
  private final float[] registers;
  private final PositionGrid positions;
  private final List<VitBlock> blocks = new ArrayList<>();
  private final VitGraphs graphs;
  private final VitBlock.@Nullable Pair norm;

  VitBackbone(
      BackboneInfo info,
      ModelWeights weights,
      TokenChoice tokens,
      int heads,
      Precision precision,
      Compute compute) {
    this.info = info;
    this.shape = VitShape.of(weights);
    this.tokens = tokens;
    this.tensors = TensorRuntime.of(compute);
    this.store = new NetworkWeights(tensors, precision);
    this.graphs = VitGraphs.of(shape, heads, precision, tensors);
    try {
      this.patches = patches(weights, store);
      float[] embedded = weights.get(VitShape.PREFIX + "pos_embed").floats();
      this.first = weights.get(VitShape.PREFIX + "cls_token").floats();
      for (int c = 0; c < shape.width(); c++) {
        first[c] += embedded[c];
      }
      this.registers =
          shape.registers() == 0
              ? new float[0]
              : weights.get(VitShape.PREFIX + "register_tokens").floats();
      boolean hasRegisters = shape.registers() > 0;
      this.positions =
          new PositionGrid(
              shape.side(),
              shape.width(),
              Arrays.copyOfRange(embedded, shape.width(), embedded.length),
              hasRegisters,
              hasRegisters ? 0 : .1);
      int needed = tokens.layer() == TokenChoice.LAST ? shape.depth() : tokens.layer() + 1;
      for (int i = 0; i < needed; i++) {
        blocks.add(VitBlock.of(weights, i, shape.isGated(), graphs, store));
      }
      this.norm =
          tokens.layer() == TokenChoice.LAST
              ? VitBlock.Pair.exact(weights, VitShape.PREFIX + "norm", store)
              : null;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** In all digits whatever the precision: it is a hundredth of the work. */
  private static Convolution patches(ModelWeights weights, NetworkWeights store) {
    String name = VitShape.PREFIX + "patch_embed.proj";
    StoredTensor weight = weights.get(name + ".weight");
    float[] bias = weights.get(name + ".bias").floats();
    return new Convolution(
        store.put(weight.floats(), bias.length, 3, VitShape.PATCH, VitShape.PATCH),
        store.put(bias, bias.length),
        VitShape.PATCH,
        0,
        null);
  }

  @Override
  public BackboneInfo info() {
    return info;
  }

  @Override
  public Optional<Preprocessing> inputPreprocessing() {
    return Optional.of(Preprocessing.IMAGENET);
  }

  @Override
  public FeatureMap extract(RgbImage image) {
    info.checkSize(image.size());
    return forward(Preprocessing.IMAGENET.apply(image), image.size());
  }

  /**
   * Runs the network on a prepared input.
   *
   * @param tensor {@code [3, height, width]}, row-major
   */
  FeatureMap forward(float[] tensor, ImageSize size) {
    int height = info.mapHeight(size);
    int width = info.mapWidth(size);
    try (Arena arena = Arena.ofConfined();
        NDManager manager = tensors.newManager()) {
      NDArray x = embedded(manager, arena, tensor, size, height, width);
      int whole = tokens.facet() == TokenFacet.TOKEN ? blocks.size() : blocks.size() - 1;
      for (VitBlock block : blocks.subList(0, whole)) {
        x = block.consume(x);
      }
      VitBlock.Pair last = norm;
      if (whole < blocks.size()) {
        x = blocks.getLast().facet(x, tokens.facet());
      } else if (last != null) {
        x = graphs.normalised(x, last);
      }
      return map(x.toFloatArray(), height, width);
    }
  }

  @Override
  public Optional<AttentionMaps> attention(RgbImage image) {
    info.checkSize(image.size());
    return Optional.of(attention(Preprocessing.IMAGENET.apply(image), image.size()));
  }

  /**
   * Where the class token looks. Weights of a few heads are there at a time, and three matrices of
   * all tokens by all tokens for the rollout.
   *
   * @param tensor {@code [3, height, width]}, row-major
   */
  AttentionMaps attention(float[] tensor, ImageSize size) {
    int height = info.mapHeight(size);
    int width = info.mapWidth(size);
    int before = 1 + shape.registers();
    int count = before + height * width;
    if ((long) count * count > VitBlock.MOST_WEIGHTS) {
      throw new InputException(
          String.format(
              "The attention of %d cells to each other takes too much memory; use images of at"
                  + " most %d cells (--image-size).",
              height * width, (int) Math.sqrt(VitBlock.MOST_WEIGHTS) - before));
    }
    VitBlock last = blocks.getLast();
    float[] heads = new float[graphs.heads() * count];
    try (Arena arena = Arena.ofConfined();
        NDManager manager = tensors.newManager();
        AttentionRollout rollout = new AttentionRollout(tensors.newManager(), graphs.heads())) {
      NDArray x = embedded(manager, arena, tensor, size, height, width);
      for (VitBlock block : blocks.subList(0, blocks.size() - 1)) {
        block.watch(x, (first, shares) -> rollout.add(shares));
        rollout.endBlock();
        x = block.consume(x);
      }
      last.watch(
          x,
          (first, shares) -> {
            rollout.add(shares);
            float[] rows = shares.get(new NDIndex(":, 0")).toFloatArray();
            System.arraycopy(rows, 0, heads, first * count, rows.length);
          });
      rollout.endBlock();
      float[] rolled = rollout.ofFirst();
      return new AttentionMaps(
          blocks.size() - 1,
          height,
          width,
          FloatMatrix.of(graphs.heads(), height * width, patches(heads, count, before)),
          Arrays.copyOfRange(rolled, before, count));
    }
  }

  /** Rows without what they begin with. */
  private static float[] patches(float[] rows, int length, int before) {
    int kept = length - before;
    float[] result = new float[rows.length / length * kept];
    for (int row = 0; row < rows.length / length; row++) {
      System.arraycopy(rows, row * length + before, result, row * kept, kept);
    }
    return result;
  }

  private NDArray embedded(
      NDManager manager, Arena arena, float[] tensor, ImageSize size, int height, int width) {
    int c = shape.width();
    NDArray input =
        tensors.tensor(manager, arena, tensor, 0, new Shape(1, 3, size.height(), size.width()));
    NDArray cells =
        patches.consume(input).reshape(new Shape(c, (long) height * width)).transpose(1, 0);
    // As the original: the grid is used as it is only for the images it was trained on.
    float[] places = positions.resized(height, width);
    NDArray placed =
        cells.add(tensors.tensor(manager, arena, places, 0, new Shape((long) height * width, c)));
    NDList all = new NDList(tensors.tensor(manager, arena, first, 0, new Shape(1, c)));
    if (shape.registers() > 0) {
      all.add(tensors.tensor(manager, arena, registers, 0, new Shape(shape.registers(), c)));
    }
    all.add(placed);
    return NDArrays.concat(all, 0);
  }

  private FeatureMap map(float[] values, int height, int width) {
    int c = shape.width();
    int from = (1 + shape.registers()) * c;
    return new FeatureMap(
        height,
        width,
        FloatMatrix.of(height * width, c, Arrays.copyOfRange(values, from, values.length)),
        info.geometry(),
        Arrays.copyOf(values, c));
  }

  @Override
  public void close() {
    graphs.close();
    store.close();
  }
}
