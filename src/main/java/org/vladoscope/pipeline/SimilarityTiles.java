package org.vladoscope.pipeline;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;

/**
 * How similar the global descriptors of all queries and all database images are, in square tiles
 * that are computed when they are asked for. From far away not every pair is needed: at level
 * {@code n} a tile takes every 2<sup>n</sup>-th query or image and leaves out those between, so
 * that a tile costs the same at every level. Safe to use from several threads.
 */
public final class SimilarityTiles {

  /** Rows and columns of a tile. */
  public static final int SIDE = 256;

  /** Where the descriptors come from. */
  public interface Source {

    /** Number of queries. */
    int queries();

    /** Number of database images. */
    int images();

    /** The global descriptor of a query, of unit length; null if its file cannot be used. */
    float @Nullable [] query(int query);

    /** The global descriptor of a database image, of unit length; null if it cannot be used. */
    float @Nullable [] image(int image);
  }

  /**
   * A tile's place.
   *
   * @param rowLevel every 2<sup>rowLevel</sup>-th query is taken
   * @param columnLevel every 2<sup>columnLevel</sup>-th database image is taken
   * @param row which tile from above, from 0
   * @param column which tile from the left, from 0
   */
  public record Key(int rowLevel, int columnLevel, int row, int column) {

    /** The query of a row of the tile. */
    public int query(int tileRow) {
      return (row * SIDE + tileRow) << rowLevel;
    }

    /** The database image of a column of the tile. */
    public int image(int tileColumn) {
      return (column * SIDE + tileColumn) << columnLevel;
    }
  }

  /**
   * Similarities.
   *
   * @param key where it lies
   * @param rows number of rows, at most {@link #SIDE}
   * @param columns number of columns, at most {@link #SIDE}
   * @param values cosine similarities {@code [rows, columns]}, row-major; NaN where a file cannot
   *     be used
   */
  public record Tile(Key key, int rows, int columns, float[] values) {

    /** The similarity in a row and a column of the tile. */
    public float at(int row, int column) {
      return values[row * columns + column];
    }
  }

  private record BlockKey(boolean queries, int level, int number) {}

  /** Descriptors of a tile's rows or columns; {@code usable} names the rows that are filled. */
  private record Block(FloatMatrix descriptors, boolean[] usable) {}

  private final Source source;
  private final Compute compute;
  private final long blockBytes;
  private final Map<BlockKey, Block> blocks = new LinkedHashMap<>(16, .75f, true);
  private long heldBytes;

  /**
   * Tiles over descriptors.
   *
   * @param blockBytes so many bytes of descriptors are kept for the next tiles
   */
  public SimilarityTiles(Source source, Compute compute, long blockBytes) {
    this.source = source;
    this.compute = compute;
    this.blockBytes = blockBytes;
  }

  /** The same database images against each other: rows are database images too. */
  public SimilarityTiles amongImages() {
    return new SimilarityTiles(
        new Source() {
          @Override
          public int queries() {
            return source.images();
          }

          @Override
          public int images() {
            return source.images();
          }

          @Override
          public float @Nullable [] query(int query) {
            return source.image(query);
          }

          @Override
          public float @Nullable [] image(int image) {
            return source.image(image);
          }
        },
        compute,
        blockBytes);
  }

  /** Number of queries: rows at level 0. */
  public int queries() {
    return source.queries();
  }

  /** Number of database images: columns at level 0. */
  public int images() {
    return source.images();
  }

  /** The first level at which one tile holds all of so many queries or images. */
  public static int topLevel(int count) {
    int level = 0;
    while (count(count, level) > SIDE) {
      level++;
    }
    return level;
  }

  /** How many of {@code count} queries or images there are at a level. */
  public static int count(int count, int level) {
    return (int) (((long) count + (1L << level) - 1) >> level);
  }

  /**
   * Computes a tile.
   *
   * @throws IllegalArgumentException if it lies outside
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public Tile tile(Key key, Progress progress) {
    int rows = Math.min(SIDE, count(source.queries(), key.rowLevel) - key.row * SIDE);
    int columns = Math.min(SIDE, count(source.images(), key.columnLevel) - key.column * SIDE);
    if (rows < 1 || columns < 1 || key.row < 0 || key.column < 0) {
      throw new IllegalArgumentException("there is no tile " + key);
    }
    Block left = block(new BlockKey(true, key.rowLevel, key.row), rows, progress);
    Block right = block(new BlockKey(false, key.columnLevel, key.column), columns, progress);
    progress.check();
    float[] values;
    if (left.descriptors.cols() == 0 || right.descriptors.cols() == 0) {
      values = new float[rows * columns];
    } else {
      values = compute.timesTransposed(left.descriptors, right.descriptors).data();
    }
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        if (!left.usable[row] || !right.usable[column]) {
          values[row * columns + column] = Float.NaN;
        }
      }
    }
    return new Tile(key, rows, columns, values);
  }

  /** The similarity of one pair; NaN if one of the files cannot be used. */
  public float value(int query, int image) {
    float[] left = source.query(query);
    float[] right = source.image(image);
    if (left == null || right == null) {
      return Float.NaN;
    }
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += (double) left[i] * right[i];
    }
    return (float) sum;
  }

  private Block block(BlockKey key, int count, Progress progress) {
    synchronized (blocks) {
      Block kept = blocks.get(key);
      if (kept != null) {
        return kept;
      }
    }
    float[][] rows = new float[count][];
    compute.parallel(
        count,
        progress,
        i -> {
          int id = (key.number * SIDE + i) << key.level;
          rows[i] = key.queries ? source.query(id) : source.image(id);
        });
    boolean[] usable = new boolean[count];
    int dimensions =
        Arrays.stream(rows).filter(r -> r != null).mapToInt(r -> r.length).max().orElse(0);
    FloatMatrix descriptors = FloatMatrix.zeros(count, dimensions);
    IntStream.range(0, count)
        .forEach(
            i -> {
              float[] row = rows[i];
              usable[i] = row != null;
              if (row != null) {
                System.arraycopy(row, 0, descriptors.data(), i * dimensions, dimensions);
              }
            });
    Block block = new Block(descriptors, usable);
    keep(key, block);
    return block;
  }

  private void keep(BlockKey key, Block block) {
    synchronized (blocks) {
      if (blocks.put(key, block) == null) {
        heldBytes += bytes(block);
      }
      var oldest = blocks.entrySet().iterator();
      while (heldBytes > blockBytes && blocks.size() > 2 && oldest.hasNext()) {
        heldBytes -= bytes(oldest.next().getValue());
        oldest.remove();
      }
    }
  }

  private static long bytes(Block block) {
    return 4L * block.descriptors.data().length;
  }
}
