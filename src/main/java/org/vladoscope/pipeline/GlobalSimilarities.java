package org.vladoscope.pipeline;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.metric.SimilaritySource;

/**
 * The cosine similarity of the global descriptors of all queries and all database images, in blocks
 * of {@value #BLOCK} images: only the queries' descriptors and one block are in memory.
 */
final class GlobalSimilarities implements SimilaritySource {

  /** Database images whose descriptors are in memory at a time. */
  static final int BLOCK = 1024;

  private final SimilarityTiles.Source descriptors;
  private final int length;
  private final boolean selfExcluded;
  private final Compute compute;

  /**
   * The similarities of a map.
   *
   * @param descriptors global descriptors of its images
   * @param length values of a descriptor
   * @param selfExcluded true if queries and database are the same images
   */
  GlobalSimilarities(
      SimilarityTiles.Source descriptors, int length, boolean selfExcluded, Compute compute) {
    this.descriptors = descriptors;
    this.length = length;
    this.selfExcluded = selfExcluded;
    this.compute = compute;
  }

  @Override
  public int queries() {
    return descriptors.queries();
  }

  @Override
  public int database() {
    return descriptors.images();
  }

  @Override
  public String score() {
    return "cosine of global descriptors";
  }

  @Override
  public int excluded(int query) {
    return selfExcluded ? query : -1;
  }

  @Override
  public void forEachTile(Progress progress, Tile tile) {
    int queries = queries();
    int database = database();
    for (int q = 0; q < queries; q += BLOCK) {
      FloatMatrix left = block(descriptors::query, q, Math.min(q + BLOCK, queries), progress);
      for (int d = 0; d < database; d += BLOCK) {
        progress.report(
            "Similarities of all pairs",
            ((double) q * database + (double) left.rows() * d) / ((double) queries * database));
        FloatMatrix right = block(descriptors::image, d, Math.min(d + BLOCK, database), progress);
        tile.accept(q, d, compute.timesTransposed(left, right));
      }
    }
    progress.report("Similarities of all pairs", 1);
  }

  /** Descriptors as rows; NaN for an image that could not be read. */
  private FloatMatrix block(
      IntFunction<float @Nullable []> rowOf, int from, int to, Progress progress) {
    FloatMatrix rows = FloatMatrix.zeros(to - from, length);
    compute.parallel(
        to - from,
        progress,
        i -> {
          float[] row = rowOf.apply(from + i);
          if (row == null) {
            Arrays.fill(rows.data(), i * length, (i + 1) * length, Float.NaN);
          } else {
            System.arraycopy(row, 0, rows.data(), i * length, length);
          }
        });
    progress.check();
    return rows;
  }
}
