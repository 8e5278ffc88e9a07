package org.vladoscope.index.faiss;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.index.DescriptorIndex;
import org.vladoscope.index.Distance;
import org.vladoscope.index.IndexConfig;
import org.vladoscope.index.IndexFile;
import org.vladoscope.index.KeyedIds;
import org.vladoscope.index.KeyedNeighbours;
import org.vladoscope.index.Neighbours;
import org.vladoscope.index.Vectors;

/**
 * An index of FAISS. {@code Flat} gives the neighbours of a comparison in double precision: FAISS
 * finds a few more than wanted in single precision, and these are compared again. Other kinds give
 * FAISS's own distances.
 *
 * <p>Memory lies outside the Java heap; it is freed by {@link #close()} or, if that is forgotten,
 * with the object.
 */
public final class FaissIndex implements DescriptorIndex {

  private static final String KIND = "faiss";

  /** Values handed over at a time when descriptors are added: 64 MB. */
  private static final int ADD_CHUNK = 16 << 20;

  /** Multiplications at a time when descriptors are added: some tenths of a second. */
  private static final double CHUNK_OPERATIONS = 2e9;

  /** From so many queries on FAISS multiplies matrices; shares of a batch are at least as large. */
  private static final int MATRIX_QUERIES = 20;

  /** Neighbours looked at beyond those wanted, to find the true order of nearly equal ones. */
  private static final int EXTRA = 16;

  private final IndexConfig config;
  private final Compute compute;
  private final String version;
  private final int dimensions;
  private final Distance distance;
  private final NativeIndex faiss;
  private FlatNorms norms = FlatNorms.NONE;

  private FaissIndex(Faiss.Index index, IndexConfig config, Compute compute, String version) {
    this.config = config;
    this.compute = compute;
    this.version = version;
    this.dimensions = index.d();
    this.distance = index.metric_type() == Faiss.L2 ? Distance.EUCLIDEAN : Distance.INNER_PRODUCT;
    this.faiss = new NativeIndex(index);
    if (config.effectiveNprobe() > 0) {
      Faiss.set_parameter(index, "nprobe", config.effectiveNprobe());
    }
    if (config.effectiveEfSearch() > 0) {
      Faiss.set_parameter(index, "efSearch", config.effectiveEfSearch());
    }
  }

  /**
   * An empty index.
   *
   * @param dimensions length of a descriptor, 1 or more
   * @throws IllegalStateException if FAISS cannot be loaded; see {@link FaissLibrary#problem}
   * @throws FaissException if FAISS cannot build such an index for this length
   */
  public static FaissIndex create(
      IndexConfig config, int dimensions, Distance distance, Compute compute) {
    if (dimensions < 1) {
      throw new IllegalArgumentException("descriptors need values, not " + dimensions);
    }
    config.check(Integer.MAX_VALUE, dimensions);
    String version = FaissLibrary.version(compute);
    int type = distance == Distance.EUCLIDEAN ? Faiss.L2 : Faiss.INNER_PRODUCT;
    Faiss.Index index =
        NativeIndex.translated(() -> Faiss.create(dimensions, config.faissFactory(), type));
    return new FaissIndex(index, config, compute, version);
  }

  /**
   * Reads an index that was saved.
   *
   * @param config the kind that was saved, with the search settings to use
   * @throws InputException if the file is missing, damaged, or no saved FAISS index
   */
  public static FaissIndex load(Path file, IndexConfig config, Compute compute) {
    String version = FaissLibrary.version(compute);
    IndexFile.check(file, KIND);
    Faiss.Index index;
    try {
      index = NativeIndex.translated(() -> Faiss.read(file.toString()));
    } catch (FaissException e) {
      throw new InputException(
          "The index file " + file + " cannot be read; delete it and it is built again.", e);
    }
    if (Faiss.is_flat(index) != config.isExact()) {
      Faiss.destroy(index);
      throw new InputException(
          "The index file " + file + " does not hold an index " + config.factory() + ".");
    }
    FaissIndex loaded = new FaissIndex(index, config, compute, version);
    loaded.measureNorms(index);
    return loaded;
  }

  @Override
  public int size() {
    return faiss.read(index -> Math.toIntExact(index.ntotal()));
  }

  @Override
  public int dimensions() {
    return dimensions;
  }

  @Override
  public Distance distance() {
    return distance;
  }

  @Override
  public boolean isExact() {
    return config.isExact();
  }

  @Override
  public String description() {
    return "FAISS " + version + ", " + config.factory();
  }

  /** True if descriptors can be added: it was trained, or needs no training. */
  public boolean isTrained() {
    return faiss.read(Faiss.Index::is_trained);
  }

  /**
   * Learns what this kind of index must know of the descriptors before it takes any: centres,
   * components, scales.
   *
   * @param samples {@code [n, dimensions]}, some of what will be added
   * @throws InputException if there are too few
   * @throws FaissException if FAISS cannot learn from them
   * @throws java.util.concurrent.CancellationException if cancelled; the index is then to be closed
   */
  public void train(FloatMatrix samples, Progress progress) {
    Vectors.check(samples, dimensions, "descriptor");
    faiss.change(
        index -> {
          if (index.is_trained()) {
            return;
          }
          config.check(samples.rows(), dimensions);
          new FaissWork("Training the index " + config.factory(), progress)
              .run(
                  samples,
                  0,
                  samples.rows(),
                  (x, state) -> Faiss.train(index, samples.rows(), x, compute.threads(), state));
        });
  }

  /**
   * Makes room for descriptors to come, where all lie in one block: that it grows while they are
   * added takes twice its memory for a while.
   *
   * @param descriptors how many there will be in all
   */
  public void reserve(int descriptors) {
    faiss.change(
        index -> {
          NativeIndex.translated(() -> Faiss.reserve(index, descriptors));
        });
  }

  @Override
  public void add(FloatMatrix descriptors, Progress progress) {
    Vectors.check(descriptors, dimensions, "descriptor");
    faiss.change(
        index -> {
          if (!index.is_trained()) {
            throw new IllegalStateException(
                "the index " + config.factory() + " must be trained before descriptors are added");
          }
          int rows = descriptors.rows();
          int chunk = chunkRows();
          for (int from = 0; from < rows; from += chunk) {
            int count = Math.min(chunk, rows - from);
            new FaissWork(
                    "Building the index " + config.factory(),
                    progress.part((double) from / rows, (double) (from + count) / rows))
                .run(
                    descriptors,
                    from,
                    count,
                    (x, state) -> Faiss.add(index, count, x, compute.threads(), state));
          }
          measureNorms(index);
        });
  }

  private void measureNorms(Faiss.Index index) {
    if (isExact()) {
      norms = norms.extended(index);
    }
  }

  /** FAISS seldom asks whether to stop while it builds a graph; between chunks we do. */
  private int chunkRows() {
    double quick = CHUNK_OPERATIONS / config.buildOperations(dimensions);
    return (int) Math.clamp(quick, 1, Math.max(1, ADD_CHUNK / dimensions));
  }

  @Override
  public List<KeyedNeighbours> searchKeyed(FloatMatrix queries, int k) {
    Vectors.checkCount(k);
    Vectors.check(queries, dimensions, "query");
    return faiss.read(
        index -> {
          KeyedNeighbours[] results = new KeyedNeighbours[queries.rows()];
          int count = Math.toIntExact(Math.min(k, index.ntotal()));
          if (count == 0) {
            Arrays.fill(results, new KeyedNeighbours(new int[0], new double[0]));
          } else {
            inShares(
                queries.rows(), (from, rows) -> search(index, queries, from, rows, count, results));
          }
          return List.of(results);
        });
  }

  /** Part of a batch. */
  @FunctionalInterface
  private interface Share {
    void run(int from, int rows);
  }

  /** A batch is cut only where each part is still worth a matrix product, or none is anyway. */
  private void inShares(int rows, Share share) {
    boolean multiplies = isExact() && rows >= MATRIX_QUERIES;
    int most = multiplies ? rows / MATRIX_QUERIES : rows;
    int shares = Math.clamp(most, 1, compute.threads());
    if (shares == 1) {
      share.run(0, rows);
      return;
    }
    compute.parallel(
        shares,
        Progress.NONE,
        i -> {
          int from = (int) ((long) rows * i / shares);
          share.run(from, (int) ((long) rows * (i + 1) / shares) - from);
        });
  }

  private void search(
      Faiss.Index index,
      FloatMatrix queries,
      int from,
      int rows,
      int k,
      KeyedNeighbours[] results) {
    int asked = isExact() ? (int) Math.min(index.ntotal(), k + (long) EXTRA) : k;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment x = nativeRows(arena, queries, from, rows);
      MemorySegment keys = arena.allocate(ValueLayout.JAVA_FLOAT, (long) rows * asked);
      MemorySegment ids = arena.allocate(ValueLayout.JAVA_LONG, (long) rows * asked);
      NativeIndex.translated(
          () -> {
            if (isExact() && distance == Distance.EUCLIDEAN) {
              long squares = norms.room().address();
              Faiss.search_flat(
                  index, rows, x.address(), asked, squares, keys.address(), ids.address());
            } else {
              Faiss.search(index, rows, x.address(), asked, keys.address(), ids.address());
            }
          });
      ExactRanking exact = isExact() ? new ExactRanking(index, distance, norms.largest()) : null;
      for (int i = 0; i < rows; i++) {
        MemorySegment myKeys =
            keys.asSlice((long) i * asked * Float.BYTES, (long) asked * Float.BYTES);
        MemorySegment myIds = ids.asSlice((long) i * asked * Long.BYTES, (long) asked * Long.BYTES);
        results[from + i] =
            exact != null
                ? exact.nearest(queries.row(from + i), myKeys, myIds, k)
                : approximate(asked, myKeys, myIds);
      }
    }
  }

  /** What FAISS found, equally near ones in order of their ids. */
  private KeyedNeighbours approximate(int count, MemorySegment keys, MemorySegment ids) {
    KeyedIds found = new KeyedIds();
    for (int i = 0; i < count; i++) {
      long id = ids.getAtIndex(ValueLayout.JAVA_LONG, i);
      if (id >= 0) {
        found.add((int) id, ExactRanking.key(distance, keys.getAtIndex(ValueLayout.JAVA_FLOAT, i)));
      }
    }
    return found.nearestFirst();
  }

  @Override
  public List<Neighbours> searchWithin(FloatMatrix queries, float limit) {
    Vectors.check(queries, dimensions, "query");
    double largestKey = distance == Distance.EUCLIDEAN ? (double) limit * limit : -(double) limit;
    return faiss.read(
        index -> {
          Neighbours[] results = new Neighbours[queries.rows()];
          inShares(
              queries.rows(),
              (from, rows) -> {
                for (int i = from; i < from + rows; i++) {
                  results[i] = within(index, queries.row(i), largestKey).in(distance);
                }
              });
          return List.of(results);
        });
  }

  private KeyedNeighbours within(Faiss.Index index, float[] query, double largestKey) {
    if (isExact()) {
      return new ExactRanking(index, distance, norms.largest()).within(query, largestKey);
    }
    try (Arena arena = Arena.ofConfined()) {
      RangeResult found = RangeResult.search(arena, index, distance, query, largestKey);
      return approximate(found.count(), found.keys(), found.ids());
    } catch (FaissException e) {
      throw new UnsupportedOperationException(
          "an index " + config.factory() + " cannot search within a limit: " + e.getMessage(), e);
    }
  }

  @Override
  public void save(Path file) {
    faiss.read(
        index -> {
          IndexFile.write(
              file,
              KIND,
              part -> {
                try {
                  NativeIndex.translated(() -> Faiss.write(index, part.toString()));
                } catch (FaissException e) {
                  // Its text names the system's reason, such as a full disk.
                  throw new IOException(e.getMessage(), e);
                }
              });
          return true;
        });
  }

  @Override
  public void close() {
    faiss.close();
  }

  /** Rows in native memory. */
  static MemorySegment nativeRows(Arena arena, FloatMatrix matrix, int from, int rows) {
    long values = (long) rows * matrix.cols();
    MemorySegment segment = arena.allocate(ValueLayout.JAVA_FLOAT, values);
    MemorySegment.copy(
        matrix.data(), from * matrix.cols(), segment, ValueLayout.JAVA_FLOAT, 0, (int) values);
    return segment;
  }
}
