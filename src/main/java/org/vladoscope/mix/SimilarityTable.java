package org.vladoscope.mix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.NativeMatrix;

/**
 * What each cluster adds to the similarity of each query with each database image, s_k = q_k·d_k,
 * {@code [K, queries, images]} outside the Java heap. A similarity under a mix is Σ w_k²·s_k
 * divided by the lengths of both mixed descriptors: when one factor moves, one product is added to
 * each pair.
 *
 * <p>Summands are computed in double precision and kept in single precision; sums are of double
 * precision.
 */
final class SimilarityTable implements Mixing.Parts {

  /** Descriptors of so many queries and as many images are in memory while it is computed. */
  private static final int BLOCK = 128;

  private final int clusters;
  private final int rows;
  private final int images;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment values;
  private final BlockSquares ofQueries;
  private final BlockSquares ofImages;
  private final Compute compute;

  private SimilarityTable(
      int clusters,
      int rows,
      int images,
      BlockSquares ofQueries,
      BlockSquares ofImages,
      Compute compute) {
    this.clusters = clusters;
    this.rows = rows;
    this.images = images;
    this.ofQueries = ofQueries;
    this.ofImages = ofImages;
    this.compute = compute;
    this.values = arena.allocate(bytes(clusters, rows, images), 64);
  }

  /** How much memory it takes outside the Java heap. */
  static long bytes(int clusters, int rows, int images) {
    return Math.multiplyExact((long) clusters * rows, (long) images * Float.BYTES);
  }

  /**
   * Computes it.
   *
   * @param queries descriptors of K·C values; null for one that cannot be used
   * @param database likewise
   * @param names of images, the queries first, for people
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  static SimilarityTable of(
      int clusters,
      int rows,
      IntFunction<float @Nullable []> queries,
      int images,
      IntFunction<float @Nullable []> database,
      IntFunction<String> names,
      Compute compute,
      Progress progress) {
    SimilarityTable table =
        new SimilarityTable(
            clusters,
            rows,
            images,
            new BlockSquares(rows, clusters, names),
            new BlockSquares(images, clusters, i -> names.apply(rows + i)),
            compute);
    try {
      table.fill(queries, database, progress);
      return table;
    } catch (RuntimeException | Error e) {
      table.close();
      throw e;
    }
  }

  private void fill(
      IntFunction<float @Nullable []> queries,
      IntFunction<float @Nullable []> database,
      Progress progress) {
    int steps = ((rows + BLOCK - 1) / BLOCK) * ((images + BLOCK - 1) / BLOCK);
    int done = 0;
    for (int d = 0; d < images; d += BLOCK) {
      int width = Math.min(BLOCK, images - d);
      float[][] right = read(database, d, width, ofImages, progress);
      for (int q = 0; q < rows; q += BLOCK) {
        progress.check();
        progress.report(
            String.format(
                Locale.ROOT,
                "Similarities of every query, image and cluster, %.0f MB",
                values.byteSize() / 1e6),
            (double) done++ / steps);
        int height = Math.min(BLOCK, rows - q);
        multiply(read(queries, q, height, ofQueries, progress), q, right, d, progress.silent());
      }
    }
  }

  private float[][] read(
      IntFunction<float @Nullable []> source,
      int from,
      int count,
      BlockSquares squares,
      Progress progress) {
    float[][] block = new float[count][];
    compute.parallel(
        count,
        progress.silent(),
        i -> {
          float[] row = source.apply(from + i);
          block[i] = row == null ? new float[0] : row;
          if (row == null) {
            squares.putUnusable(from + i);
          } else {
            squares.put(from + i, row);
          }
        });
    progress.check();
    return block;
  }

  private void multiply(float[][] left, int q, float[][] right, int d, Progress check) {
    int channels =
        Arrays.stream(left).mapToInt(row -> row.length).max().orElse(0) / Math.max(1, clusters);
    if (channels == 0) {
      return;
    }
    compute.parallel(
        clusters,
        check,
        k -> {
          double[] a = columns(left, k, channels);
          double[] b = columns(right, k, channels);
          double[] products =
              NativeMatrix.transposedTimes(a, left.length, b, right.length, channels);
          float[] line = new float[right.length];
          for (int i = 0; i < left.length; i++) {
            for (int j = 0; j < line.length; j++) {
              line[j] = (float) products[i * line.length + j];
            }
            MemorySegment.copy(
                line, 0, values, ValueLayout.JAVA_FLOAT, at(k, q + i, d), line.length);
          }
        });
    check.check();
  }

  /** A cluster's blocks of several descriptors, a column for each; zeros for an unusable one. */
  private static double[] columns(float[][] rows, int k, int channels) {
    double[] columns = new double[rows.length * channels];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length > 0) {
        for (int c = 0; c < channels; c++) {
          columns[c * rows.length + i] = rows[i][k * channels + c];
        }
      }
    }
    return columns;
  }

  private long at(int k, int row, int image) {
    return (((long) k * rows + row) * images + image) * Float.BYTES;
  }

  /** What a cluster adds to the similarities of a query before anything is mixed. */
  void copy(int cluster, int row, float[] into) {
    MemorySegment.copy(values, ValueLayout.JAVA_FLOAT, at(cluster, row, 0), into, 0, images);
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
    return new Sums(asked);
  }

  @Override
  public void close() {
    arena.close();
  }

  /** Sums over clusters, kept for each pair so that a factor that moves changes one summand. */
  private final class Sums implements Mixing {

    private final List<Integer> asked;
    private final double[][] sums = new double[rows][];
    private double[] weights = new double[clusters];
    private double[] imageLengths = new double[images];
    private double[] queryLengths = new double[rows];

    Sums(List<Integer> asked) {
      this.asked = asked;
      for (int row : asked) {
        sums[row] = new double[images];
      }
      forget();
    }

    /** The next move sums anew. */
    private void forget() {
      Arrays.fill(weights, Double.NaN);
    }

    @Override
    public void move(double[] factors, Progress progress) {
      double[] next = squared(factors);
      double[] nextImages = lengths(ofImages, images, next);
      double[] nextQueries = lengths(ofQueries, rows, next);
      for (int d = 0; d < images; d++) {
        if (nextImages[d] == 0) {
          throw ofImages.nothingLeft(d);
        }
      }
      for (int row : asked) {
        if (nextQueries[row] == 0) {
          throw ofQueries.nothingLeft(row);
        }
      }
      double[] before = weights.clone();
      int moved = 0;
      for (int k = 0; k < clusters; k++) {
        moved += before[k] == next[k] ? 0 : 1;
      }
      // Where most move, summing anew takes as long, and drops what roundings have piled up.
      boolean anew = 2 * moved > clusters;
      forget();
      AtomicInteger done = new AtomicInteger();
      compute.parallel(
          asked.size(),
          progress,
          i -> {
            int row = asked.get(i);
            double[] sum = sums[row];
            float[] part = new float[images];
            if (anew) {
              Arrays.fill(sum, 0);
            }
            for (int k = 0; k < clusters; k++) {
              double change = anew ? next[k] : next[k] - before[k];
              if (change != 0) {
                add(k, row, change, part, sum);
              }
            }
            progress.report("Mixing", (double) done.incrementAndGet() / asked.size());
          });
      progress.check();
      weights = next;
      imageLengths = nextImages;
      queryLengths = nextQueries;
    }

    private void add(int k, int row, double weight, float[] part, double[] sum) {
      copy(k, row, part);
      for (int d = 0; d < sum.length; d++) {
        sum[d] += weight * part[d];
      }
    }

    @Override
    public Rows now() {
      double[] ofEach = imageLengths;
      double[] own = queryLengths;
      return (row, into) -> {
        System.arraycopy(sums[row], 0, into, 0, images);
        divide(into, own[row], ofEach);
      };
    }

    @Override
    public @Nullable Rows without(int cluster, Progress progress) {
      double[] less = weights.clone();
      less[cluster] = 0;
      double[] ofEach = lengths(ofImages, images, less);
      double[] own = lengths(ofQueries, rows, less);
      for (double length : ofEach) {
        if (length == 0) {
          return null;
        }
      }
      for (int row : asked) {
        if (own[row] == 0) {
          return null;
        }
      }
      double weight = weights[cluster];
      return (row, into) -> {
        System.arraycopy(sums[row], 0, into, 0, images);
        add(cluster, row, -weight, new float[images], into);
        divide(into, own[row], ofEach);
      };
    }

    /** NaN where the image cannot be used. */
    private static void divide(double[] sums, double own, double[] ofEach) {
      for (int d = 0; d < sums.length; d++) {
        sums[d] /= own * ofEach[d];
      }
    }
  }

  static double[] squared(double[] factors) {
    return Arrays.stream(factors).map(factor -> factor * factor).toArray();
  }

  static double[] lengths(BlockSquares squares, int count, double[] weights) {
    double[] lengths = new double[count];
    for (int i = 0; i < count; i++) {
      lengths[i] = squares.length(i, weights);
    }
    return lengths;
  }
}
