package org.vladoscope.workspace;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.eval.SimilaritySource;

/**
 * The cosine similarity of the global descriptors of all queries and all database images, in blocks
 * of {@value #BLOCK} images: only the queries' descriptors and one block are in memory.
 */
final class GlobalSimilarities implements SimilaritySource {

  /** Database images whose descriptors are in memory at a time. */
  static final int BLOCK = 1024;

  /** Gives descriptors. */
  @FunctionalInterface
  interface Descriptors {
    /** The global descriptor of an image, of unit length, or null if it could not be read. */
    float @Nullable [] of(int image);
  }

  private final int queries;
  private final int database;
  private final Descriptors queryDescriptors;
  private final Descriptors databaseDescriptors;
  private final boolean selfExcluded;
  private final int length;
  private final Compute compute;

  /**
   * The similarities of a map.
   *
   * @param length values of a descriptor
   * @param selfExcluded true if queries and database are the same images
   */
  GlobalSimilarities(
      int queries,
      int database,
      Descriptors queryDescriptors,
      Descriptors databaseDescriptors,
      int length,
      boolean selfExcluded,
      Compute compute) {
    this.queries = queries;
    this.database = database;
    this.queryDescriptors = queryDescriptors;
    this.databaseDescriptors = databaseDescriptors;
    this.length = length;
    this.selfExcluded = selfExcluded;
    this.compute = compute;
  }

  @Override
  public int queries() {
    return queries;
  }

  @Override
  public int database() {
    return database;
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
    for (int q = 0; q < queries; q += BLOCK) {
      FloatMatrix left = block(queryDescriptors, q, Math.min(q + BLOCK, queries), progress);
      for (int d = 0; d < database; d += BLOCK) {
        progress.report(
            "Similarities of all pairs",
            ((double) q * database + (double) left.rows() * d) / ((double) queries * database));
        FloatMatrix right = block(databaseDescriptors, d, Math.min(d + BLOCK, database), progress);
        tile.accept(q, d, compute.timesTransposed(left, right));
      }
    }
    progress.report("Similarities of all pairs", 1);
  }

  /** Descriptors as rows; NaN for an image that could not be read. */
  private FloatMatrix block(Descriptors descriptors, int from, int to, Progress progress) {
    FloatMatrix rows = FloatMatrix.zeros(to - from, length);
    compute.parallel(
        to - from,
        progress,
        i -> {
          float[] row = descriptors.of(from + i);
          if (row == null) {
            Arrays.fill(rows.data(), i * length, (i + 1) * length, Float.NaN);
          } else {
            System.arraycopy(row, 0, rows.data(), i * length, length);
          }
        });
    progress.check();
    return rows;
  }

  /** The similarities of a map under a configuration. */
  static GlobalSimilarities of(
      PlaceMap map,
      MapStage stage,
      MapDescriptors descriptors,
      PipelineConfig config,
      Compute compute) {
    String role = map.queriesAreDatabase() ? "database/" : "queries/";
    return new GlobalSimilarities(
        map.queries().size(),
        map.database().size(),
        i -> descriptor(map.queries(), i, role, stage, descriptors, config),
        i -> descriptor(map.database(), i, "database/", stage, descriptors, config),
        descriptors.vocabulary().descriptorLength(),
        map.queriesAreDatabase(),
        compute);
  }

  private static float @Nullable [] descriptor(
      List<PlaceImage> images,
      int index,
      String role,
      MapStage stage,
      MapDescriptors descriptors,
      PipelineConfig config) {
    PlaceImage image = images.get(index);
    return descriptors.failures().containsKey(role + image.name())
        ? null
        : stage.global(image, descriptors.vocabulary(), descriptors.vocabularyKey(), config);
  }
}
