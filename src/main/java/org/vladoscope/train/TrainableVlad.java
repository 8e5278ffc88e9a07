package org.vladoscope.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.lang.foreign.Arena;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.TensorRuntime;

/**
 * The global descriptor of NetVLAD as a function of its clusters, for the tensor library to
 * differentiate, and the loss of triplets.
 *
 * <p>The loss is the mean over all pairs of a triplet's positive and one of its negatives of max(0,
 * |q − p|² + margin − |q − n|²), with descriptors of unit length.
 */
final class TrainableVlad {

  /** Keeps roots differentiable at 0. */
  private static final float TINY = 1e-12f;

  private final TensorRuntime tensors;
  private final TrainingConfig config;

  TrainableVlad(TensorRuntime tensors, TrainingConfig config) {
    this.tensors = tensors;
    this.config = config;
  }

  /**
   * The loss of some triplets.
   *
   * @param value the loss
   * @param gradient by the weights, in their order; 0 for parts that are not trained
   */
  record Loss(double value, float[][] gradient) {}

  /**
   * Computes loss and gradient.
   *
   * @param triplets one or more
   * @param queries gives the cells of a query, {@code [n, C]}, as the vocabulary sees them; the
   *     same n for all images
   * @param database gives those of a database image
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  Loss loss(
      VladWeights weights,
      List<Triplet> triplets,
      IntFunction<FloatMatrix> queries,
      IntFunction<FloatMatrix> database,
      Progress progress) {
    Batch batch = new Batch(triplets, queries, database);
    try (Arena arena = Arena.ofConfined();
        NDManager manager = tensors.newManager()) {
      NDArray pictures = batch.pictures(tensors, manager, arena);
      NDArray[] values = values(weights, manager, arena);
      float[][] gradient = weights.copy().arrays();
      try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
        progress.check();
        NDArray loss = loss(describe(pictures, values), batch);
        progress.check();
        collector.backward(loss);
        for (int part = 0; part < values.length; part++) {
          gradient[part] =
              values[part].hasGradient()
                  ? values[part].getGradient().toFloatArray()
                  : new float[gradient[part].length];
        }
        return new Loss(loss.getFloat(), gradient);
      }
    }
  }

  private NDArray[] values(VladWeights weights, NDManager manager, Arena arena) {
    int words = weights.centroids().rows();
    int channels = weights.centroids().cols();
    Shape perWord = new Shape(words, channels);
    Shape ofWords = new Shape(words);
    Shape[] shapes = {new Shape(channels, channels), perWord, perWord, ofWords, ofWords};
    TrainedPart[] parts = {
      TrainedPart.PROJECTION,
      TrainedPart.CENTROIDS,
      TrainedPart.ASSIGNMENT,
      TrainedPart.ASSIGNMENT,
      TrainedPart.WEIGHTS
    };
    NDArray[] values = new NDArray[parts.length];
    for (int i = 0; i < parts.length; i++) {
      values[i] = tensors.tensor(manager, arena, weights.arrays()[i], 0, shapes[i]);
      values[i].setRequiresGradient(config.trains(parts[i]));
    }
    return values;
  }

  /** {@code [images, n, C]} to {@code [images, K·C]}. */
  private static NDArray describe(NDArray pictures, NDArray[] values) {
    NDArray projection = values[0];
    NDArray centroids = values[1];
    NDArray shares = pictures.matMul(values[2].transpose()).add(values[3]).softmax(2);
    NDArray weighted = shares.transpose(0, 2, 1).matMul(pictures);
    NDArray totals = shares.sum(new int[] {1}).expandDims(2);
    NDArray sums = weighted.sub(totals.mul(centroids)).matMul(projection.transpose());
    NDArray blocks = sums.div(lengths(sums, 2)).mul(values[4].expandDims(1));
    NDArray stacked = blocks.reshape(pictures.getShape().get(0), -1);
    return stacked.div(lengths(stacked, 1));
  }

  private static NDArray lengths(NDArray rows, int axis) {
    return rows.square().sum(new int[] {axis}, true).add(TINY).sqrt();
  }

  private NDArray loss(NDArray descriptors, Batch batch) {
    NDManager manager = descriptors.getManager();
    NDArray similarities = descriptors.matMul(descriptors.transpose()).flatten();
    NDArray positive = similarities.take(manager.create(batch.positives));
    NDArray negative = similarities.take(manager.create(batch.negatives));
    // Squared distances of unit vectors are 2 − 2 times their dot product.
    return negative.sub(positive).mul(2).add((float) config.margin()).maximum(0).mean();
  }

  /** The images of some triplets, each once, and which pairs of them are compared. */
  private static final class Batch {

    private final Map<Integer, Integer> rowOfQuery = new LinkedHashMap<>();
    private final Map<Integer, Integer> rowOfImage = new LinkedHashMap<>();
    private final IntFunction<FloatMatrix> queries;
    private final IntFunction<FloatMatrix> database;
    private final long[] positives;
    private final long[] negatives;

    Batch(
        List<Triplet> triplets,
        IntFunction<FloatMatrix> queries,
        IntFunction<FloatMatrix> database) {
      this.queries = queries;
      this.database = database;
      for (Triplet triplet : triplets) {
        rowOfQuery.putIfAbsent(triplet.query(), rowOfQuery.size());
      }
      for (Triplet triplet : triplets) {
        rowOf(triplet.positive());
        for (int image : triplet.negatives()) {
          rowOf(image);
        }
      }
      long pictures = rowOfQuery.size() + rowOfImage.size();
      int pairs = triplets.stream().mapToInt(t -> t.negatives().length).sum();
      positives = new long[pairs];
      negatives = new long[pairs];
      int pair = 0;
      for (Triplet triplet : triplets) {
        long row = rowOfQuery.getOrDefault(triplet.query(), 0) * pictures;
        for (int image : triplet.negatives()) {
          positives[pair] = row + rowOf(triplet.positive());
          negatives[pair++] = row + rowOf(image);
        }
      }
    }

    private int rowOf(int image) {
      return rowOfImage.computeIfAbsent(image, i -> rowOfQuery.size() + rowOfImage.size());
    }

    /** {@code [images, n, C]}. */
    NDArray pictures(TensorRuntime tensors, NDManager manager, Arena arena) {
      NDList all = new NDList();
      rowOfQuery.keySet().forEach(q -> all.add(tensor(queries.apply(q), tensors, manager, arena)));
      rowOfImage.keySet().forEach(d -> all.add(tensor(database.apply(d), tensors, manager, arena)));
      return NDArrays.stack(all);
    }

    private static NDArray tensor(
        FloatMatrix cells, TensorRuntime tensors, NDManager manager, Arena arena) {
      return tensors.tensor(manager, arena, cells.data(), 0, new Shape(cells.rows(), cells.cols()));
    }
  }
}
