package org.vladoscope.mix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.L2;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.NativeMatrix;
import org.vladoscope.linalg.Whitening;

/**
 * What each cluster adds to the projected descriptor of each image, W_k·x_k, {@code [images, K, P]}
 * outside the Java heap. A projected descriptor under a mix is Σ w_k·W_k·x_k divided by the length
 * of the mixed descriptor, plus the bias, scaled to unit length. That is no sum over clusters any
 * more when two of them are multiplied, so that each move multiplies all descriptors anew.
 */
final class ProjectedParts implements Mixing.Parts {

  private static final int BLOCK = 64;

  private final int clusters;
  private final int rows;
  private final int images;
  private final float[] bias;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment values;
  private final BlockSquares squares;
  private final Compute compute;

  private ProjectedParts(
      int clusters, int rows, int images, float[] bias, BlockSquares squares, Compute compute) {
    this.clusters = clusters;
    this.rows = rows;
    this.images = images;
    this.bias = bias;
    this.squares = squares;
    this.compute = compute;
    this.values = arena.allocate(bytes(clusters, rows, images, bias.length), 64);
  }

  /** How much memory it takes outside the Java heap. */
  static long bytes(int clusters, int rows, int images, int dimensions) {
    return Math.multiplyExact((long) clusters * dimensions, (long) (rows + images) * Float.BYTES);
  }

  /**
   * Computes them.
   *
   * @param descriptors of the queries and then of the database, K·C values before the projection;
   *     null for one that cannot be used
   * @param names of the same, for people
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  static ProjectedParts of(
      int clusters,
      int rows,
      int images,
      IntFunction<float @Nullable []> descriptors,
      Whitening projection,
      IntFunction<String> names,
      Compute compute,
      Progress progress) {
    ProjectedParts parts =
        new ProjectedParts(
            clusters,
            rows,
            images,
            projection.bias(),
            new BlockSquares(rows + images, clusters, names),
            compute);
    try {
      parts.fill(descriptors, projection, progress);
      return parts;
    } catch (RuntimeException | Error e) {
      parts.close();
      throw e;
    }
  }

  private void fill(
      IntFunction<float @Nullable []> descriptors, Whitening projection, Progress progress) {
    int all = rows + images;
    int channels = projection.weight().cols() / clusters;
    FloatMatrix[] columns = new FloatMatrix[clusters];
    for (int k = 0; k < clusters; k++) {
      columns[k] = projection.columns(k * channels, channels);
    }
    for (int first = 0; first < all; first += BLOCK) {
      progress.check();
      progress.report(
          String.format(
              Locale.ROOT,
              "Projecting the clusters of every image, %.0f MB",
              values.byteSize() / 1e6),
          (double) first / all);
      int from = first;
      int count = Math.min(BLOCK, all - first);
      FloatMatrix block = FloatMatrix.zeros(count, projection.weight().cols());
      compute.parallel(
          count,
          progress.silent(),
          i -> {
            float[] row = descriptors.apply(from + i);
            if (row == null) {
              squares.putUnusable(from + i);
            } else {
              squares.put(from + i, row);
              System.arraycopy(row, 0, block.data(), i * row.length, row.length);
            }
          });
      progress.check();
      for (int k = 0; k < clusters; k++) {
        progress.check();
        FloatMatrix own = FloatMatrix.zeros(count, channels);
        for (int i = 0; i < count; i++) {
          System.arraycopy(
              block.data(), i * block.cols() + k * channels, own.data(), i * channels, channels);
        }
        float[] parts = compute.timesTransposed(own, columns[k]).data();
        for (int i = 0; i < count; i++) {
          MemorySegment.copy(
              parts, i * bias.length, values, ValueLayout.JAVA_FLOAT, at(from + i, k), bias.length);
        }
      }
    }
  }

  private long at(int image, int k) {
    return ((long) image * clusters + k) * bias.length * Float.BYTES;
  }

  @Override
  public int clusters() {
    return clusters;
  }

  @Override
  public int images() {
    return images;
  }

  @Override
  public Mixing mixing(List<Integer> asked) {
    return new Products(asked);
  }

  @Override
  public void close() {
    arena.close();
  }

  /** All descriptors mixed, and multiplied with each other. */
  private final class Products implements Mixing {

    private final List<Integer> asked;
    private double[] factors = new double[clusters];
    private Rows current = (row, into) -> {};

    Products(List<Integer> asked) {
      this.asked = asked;
    }

    @Override
    public void move(double[] next, Progress progress) {
      double[] lengths =
          SimilarityTable.lengths(squares, rows + images, SimilarityTable.squared(next));
      int empty = firstEmpty(lengths);
      if (empty >= 0) {
        throw squares.nothingLeft(empty);
      }
      current = products(next, lengths, progress);
      factors = next.clone();
    }

    /** The first image of which nothing is left, or −1. */
    private int firstEmpty(double[] lengths) {
      for (int i = rows; i < lengths.length; i++) {
        if (lengths[i] == 0) {
          return i;
        }
      }
      return asked.stream().filter(row -> lengths[row] == 0).findFirst().orElse(-1);
    }

    @Override
    public Rows now() {
      return current;
    }

    @Override
    public @Nullable Rows without(int cluster, Progress progress) {
      double[] less = factors.clone();
      less[cluster] = 0;
      double[] lengths =
          SimilarityTable.lengths(squares, rows + images, SimilarityTable.squared(less));
      return firstEmpty(lengths) >= 0 ? null : products(less, lengths, progress);
    }

    private Rows products(double[] mix, double[] lengths, Progress progress) {
      int count = asked.size();
      double[] left = new double[bias.length * count];
      double[] right = new double[bias.length * images];
      compute.parallel(
          count + images,
          progress,
          i -> {
            int image = i < count ? asked.get(i) : rows + i - count;
            double[] mixed = mixed(image, mix, lengths[image]);
            double[] columns = i < count ? left : right;
            int width = i < count ? count : images;
            int column = i < count ? i : i - count;
            for (int p = 0; p < mixed.length; p++) {
              columns[p * width + column] = mixed[p];
            }
          });
      progress.check();
      int[] places = new int[rows];
      double[][] similarities = new double[count][];
      for (int i = 0; i < count; i++) {
        places[asked.get(i)] = i;
      }
      int block = Math.max(1, Math.min(BLOCK, (count + compute.threads() - 1) / compute.threads()));
      compute.parallel(
          (count + block - 1) / block,
          progress,
          b -> {
            int from = b * block;
            int height = Math.min(block, count - from);
            double[] some = new double[bias.length * height];
            for (int p = 0; p < bias.length; p++) {
              System.arraycopy(left, p * count + from, some, p * height, height);
            }
            double[] products =
                NativeMatrix.transposedTimes(some, height, right, images, bias.length);
            for (int i = 0; i < height; i++) {
              double[] line = new double[images];
              System.arraycopy(products, i * images, line, 0, images);
              for (int d = 0; d < images; d++) {
                line[d] = squares.isUsable(rows + d) ? line[d] : Double.NaN;
              }
              similarities[from + i] = line;
            }
          });
      progress.check();
      return (row, into) -> System.arraycopy(similarities[places[row]], 0, into, 0, images);
    }

    /** The descriptor of an image under a mix, of unit length; zeros if it cannot be used. */
    private double[] mixed(int image, double[] mix, double length) {
      double[] sum = new double[bias.length];
      if (Double.isNaN(length)) {
        return sum;
      }
      float[] part = new float[bias.length];
      for (int k = 0; k < clusters; k++) {
        if (mix[k] != 0) {
          MemorySegment.copy(values, ValueLayout.JAVA_FLOAT, at(image, k), part, 0, part.length);
          double factor = mix[k] / length;
          for (int p = 0; p < sum.length; p++) {
            sum[p] += factor * part[p];
          }
        }
      }
      double square = 0;
      for (int p = 0; p < sum.length; p++) {
        sum[p] += bias[p];
        square += sum[p] * sum[p];
      }
      double norm = Math.max(Math.sqrt(square), L2.EPSILON);
      for (int p = 0; p < sum.length; p++) {
        sum[p] /= norm;
      }
      return sum;
    }
  }
}
