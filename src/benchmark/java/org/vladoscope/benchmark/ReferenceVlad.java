package org.vladoscope.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import java.util.ArrayList;
import java.util.List;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.linalg.Whitening;
import org.vladoscope.vlad.PatchScale;
import org.vladoscope.vlad.Vocabulary;

/**
 * NetVLAD, Patch-NetVLAD and WPCA as the public reference computes them: all residuals of all
 * clusters stored, an integral image of them, boxes read off it by a dilated 2×2 convolution, and
 * the projection as a 1×1 convolution. Tensors that Python would have freed are closed where it
 * would.
 */
public final class ReferenceVlad {

  private final NDManager manager;
  private final NDArray features;
  private final NDArray assignmentWeights;
  private final NDArray assignmentBias;
  private final NDArray centroids;
  private final long words;
  private final long channels;
  private final long height;
  private final long width;

  ReferenceVlad(NDManager manager, FeatureMap map, Vocabulary vocabulary) {
    this.manager = manager;
    words = vocabulary.size();
    channels = vocabulary.channels();
    height = map.height();
    width = map.width();
    features =
        manager.create(map.cells().transposed().data(), new Shape(1, channels, height, width));
    assignmentWeights =
        manager.create(vocabulary.assignmentWeights().data(), new Shape(words, channels, 1, 1));
    assignmentBias = manager.create(vocabulary.assignmentBias());
    centroids = manager.create(vocabulary.centroids().data(), new Shape(words, channels));
  }

  /**
   * Of features that are tensors already.
   *
   * @param manager gets the results
   * @param features {@code [1, C, H, W]}
   * @param words the layer's weights
   */
  public ReferenceVlad(NDManager manager, NDArray features, Layer words) {
    this.manager = manager;
    this.features = features;
    assignmentWeights = words.assignmentWeights;
    assignmentBias = words.assignmentBias;
    centroids = words.centroids;
    this.words = centroids.getShape().get(0);
    channels = centroids.getShape().get(1);
    height = features.getShape().get(2);
    width = features.getShape().get(3);
  }

  /**
   * The layer's weights.
   *
   * @param assignmentWeights {@code [K, C, 1, 1]}
   * @param assignmentBias {@code [K]}
   * @param centroids {@code [K, C]}
   */
  public record Layer(NDArray assignmentWeights, NDArray assignmentBias, NDArray centroids) {}

  /**
   * The global descriptor as the layer of NetVLAD computes it.
   *
   * @return {@code [1, K·C]}
   */
  NDArray global() {
    try (NDManager own = manager.newSubManager()) {
      own.tempAttachAll(features);
      NDArray x = features.normalize(2, 1, 1e-12);
      NDArray shares = softAssignment(x);
      NDArray cells = x.reshape(1, channels, height * width);
      NDArray vlad = own.zeros(new Shape(1, words, channels));
      for (long k = 0; k < words; k++) {
        try (NDArray residual = residual(cells, shares, k);
            NDArray sum = residual.sum(new int[] {3})) {
          vlad.set(new NDIndex(":, {}:{}", k, k + 1), sum);
        }
      }
      return result(vlad.normalize(2, 2, 1e-12).reshape(1, -1).normalize(2, 1, 1e-12));
    }
  }

  /**
   * The global descriptor as the layer of Patch-NetVLAD computes it.
   *
   * @return {@code [1, K·C]}
   */
  NDArray globalOfStored() {
    try (NDManager own = manager.newSubManager()) {
      own.tempAttachAll(features);
      NDArray vlad = residuals(own).sum(new int[] {3});
      return result(vlad.normalize(2, 2, 1e-12).reshape(1, -1).normalize(2, 1, 1e-12));
    }
  }

  /**
   * The descriptors of all patches.
   *
   * @return for each scale {@code [1, K·C, patches]}
   */
  List<NDArray> patches(List<PatchScale> scales) {
    try (NDManager own = manager.newSubManager()) {
      own.tempAttachAll(features);
      NDArray integral = integral(residuals(own).reshape(1, words * channels, height, width));
      List<NDArray> result = new ArrayList<>();
      for (PatchScale scale : scales) {
        result.add(result(regions(integral, scale)));
      }
      return result;
    }
  }

  /**
   * The global descriptor and the descriptors of all patches, from the same residuals, as the layer
   * of Patch-NetVLAD gives them.
   *
   * @return {@code [1, K·C]}, then for each scale {@code [1, K·C, patches]}
   */
  public List<NDArray> globalAndPatches(List<PatchScale> scales) {
    try (NDManager own = manager.newSubManager()) {
      own.tempAttachAll(features);
      NDArray residuals = residuals(own);
      List<NDArray> result = new ArrayList<>();
      NDArray vlad = residuals.sum(new int[] {3});
      result.add(result(vlad.normalize(2, 2, 1e-12).reshape(1, -1).normalize(2, 1, 1e-12)));
      NDArray integral = integral(residuals.reshape(1, words * channels, height, width));
      residuals.close();
      for (PatchScale scale : scales) {
        result.add(result(regions(integral, scale)));
      }
      return result;
    }
  }

  /** All residuals of all clusters, {@code [1, K, C, H·W]}. */
  private NDArray residuals(NDManager own) {
    NDArray x = features.normalize(2, 1, 1e-12);
    NDArray shares = softAssignment(x);
    NDArray cells = x.reshape(1, channels, height * width);
    NDArray all = own.zeros(new Shape(1, words, channels, height * width));
    for (long k = 0; k < words; k++) {
      try (NDArray residual = residual(cells, shares, k)) {
        all.set(new NDIndex(":, {}:{}", k, k + 1), residual);
      }
    }
    return all;
  }

  /** {@code [1, K, H·W]}. */
  private NDArray softAssignment(NDArray x) {
    NDArray logits = Conv2d.conv2d(x, assignmentWeights, assignmentBias).singletonOrThrow();
    return logits.reshape(1, words, height * width).softmax(1);
  }

  /** a·(x − c) of one word, {@code [1, 1, C, H·W]}. */
  private NDArray residual(NDArray cells, NDArray shares, long k) {
    try (NDArray centroid = centroids.get(k);
        NDArray share = shares.get(new NDIndex(":, {}:{}", k, k + 1))) {
      return cells.expandDims(0).sub(centroid.reshape(1, 1, channels, 1)).muli(share.expandDims(2));
    }
  }

  /** Sums over everything above and to the left, {@code [1, D, H + 1, W + 1]}. */
  private static NDArray integral(NDArray values) {
    try (NDArray rows = values.cumSum(3);
        NDArray both = rows.cumSum(2)) {
      return both.pad(new Shape(1, 0, 1, 0), 0);
    }
  }

  private NDArray regions(NDArray integral, PatchScale scale) {
    long depth = words * channels;
    long size = scale.size();
    NDArray corners =
        integral
            .getManager()
            .create(new float[] {1, -1, -1, 1}, new Shape(1, 1, 2, 2))
            .broadcast(depth, 1, 2, 2);
    NDArray sums =
        Conv2d.conv2d(
                integral,
                corners,
                null,
                new Shape(scale.stride(), scale.stride()),
                new Shape(0, 0),
                new Shape(size, size),
                (int) depth)
            .singletonOrThrow();
    try (sums;
        NDArray means = sums.div((float) (size * size));
        NDArray blocks = means.reshape(1, words, channels, -1).normalize(2, 2, 1e-12)) {
      return blocks.reshape(1, depth, -1).normalize(2, 1, 1e-12);
    }
  }

  /** Keeps a tensor when the manager of its inputs is closed. */
  private NDArray result(NDArray array) {
    array.attach(manager);
    return array;
  }

  /** The projection of descriptors as a 1×1 convolution, {@code [n, D, 1, 1]} to {@code [n, P]}. */
  public static final class Wpca {
    private final NDArray weight;
    private final NDArray bias;

    /** With the weights of a projection, which are copied. */
    public Wpca(NDManager manager, Whitening whitening) {
      FloatMatrix w = whitening.weight();
      weight = manager.create(w.data(), new Shape(w.rows(), w.cols(), 1, 1));
      bias = manager.create(whitening.bias());
    }

    /** Projects and scales to unit length. */
    public NDArray apply(NDArray descriptors) {
      try (NDArray pixels =
              descriptors.reshape(descriptors.getShape().get(0), weight.getShape().get(1), 1, 1);
          NDArray projected = Conv2d.conv2d(pixels, weight, bias).singletonOrThrow();
          NDArray flat = projected.reshape(descriptors.getShape().get(0), -1)) {
        return flat.normalize(2, 1, 1e-12);
      }
    }
  }
}
