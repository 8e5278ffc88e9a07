package org.vladoscope.index;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.L2;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;

/**
 * Compares a query with every descriptor, as {@link ExactIndex} does and with the same results, but
 * leaves the descriptors in a mapped file: it is open at once, and of the descriptors there is in
 * memory what the system keeps of files that are read, which it takes back when it is short.
 *
 * <p>What is added goes to the file at once. A saved index takes no more descriptors.
 */
public final class MappedIndex implements DescriptorIndex {

  /** Queries that are multiplied with a block at a time. */
  private static final int QUERIES = 512;

  private final int dimensions;
  private final Distance distance;
  private final Compute compute;
  private final Guarded<MappedRows> rows;

  private MappedIndex(MappedRows rows, Compute compute) {
    this.dimensions = rows.dimensions();
    this.distance = rows.distance();
    // Bringing blocks to a GPU takes longer than multiplying them.
    this.compute = compute.isGpu() ? compute.onCpu() : compute;
    this.rows = new Guarded<>(rows, MappedRows::close);
  }

  /**
   * An empty index.
   *
   * @param file where the descriptors are collected: a file that is there and empty. Saving moves
   *     it, closing an index that was not saved deletes it
   */
  public static MappedIndex create(Path file, int dimensions, Distance distance, Compute compute) {
    return new MappedIndex(MappedRows.growing(file, distance, dimensions), compute);
  }

  /**
   * Opens an index that was saved. Damage to a descriptor shows when it is first searched, as an
   * {@link InputException} of the search.
   *
   * @throws InputException if the file is missing, cut, or no saved index of this kind
   */
  public static MappedIndex load(Path file, Compute compute) {
    return new MappedIndex(MappedRows.open(file), compute);
  }

  @Override
  public int size() {
    return rows.read(MappedRows::rows);
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
    return true;
  }

  @Override
  public String description() {
    return "exact search in a mapped file";
  }

  @Override
  public void add(FloatMatrix descriptors, Progress progress) {
    Vectors.check(descriptors, dimensions, "descriptor");
    rows.change(mapped -> mapped.append(descriptors, progress));
  }

  @Override
  public List<KeyedNeighbours> searchKeyed(FloatMatrix queries, int k) {
    Vectors.checkCount(k);
    Vectors.check(queries, dimensions, "query");
    return rows.read(
        mapped -> {
          int count = Math.min(k, mapped.rows());
          return search(mapped, queries, () -> new Nearest(count)).stream()
              .map(parts -> KeyedNeighbours.merged(parts, count))
              .toList();
        });
  }

  @Override
  public List<Neighbours> searchWithin(FloatMatrix queries, float limit) {
    Vectors.check(queries, dimensions, "query");
    double largest = distance == Distance.EUCLIDEAN ? (double) limit * limit : -(double) limit;
    return rows.read(
        mapped ->
            search(mapped, queries, () -> new Within(largest)).stream()
                .map(
                    parts -> {
                      KeyedIds all = new KeyedIds();
                      for (KeyedNeighbours part : parts) {
                        for (int i = 0; i < part.count(); i++) {
                          all.add(part.ids()[i], part.keys()[i]);
                        }
                      }
                      return all.nearestFirst().in(distance);
                    })
                .toList());
  }

  /** What is kept for one query. */
  private sealed interface Kept {
    /** No larger key is kept. */
    double largest();

    void offer(int id, double key);

    KeyedNeighbours kept();
  }

  private static final class Nearest implements Kept {
    private final NearestFirst nearest;
    private int room;

    Nearest(int count) {
      nearest = new NearestFirst(count);
      room = count;
    }

    @Override
    public double largest() {
      return room > 0 ? Double.POSITIVE_INFINITY : nearest.last();
    }

    @Override
    public void offer(int id, double key) {
      nearest.offer(id, key);
      room--;
    }

    @Override
    public KeyedNeighbours kept() {
      return nearest.kept();
    }
  }

  private record Within(double largest, KeyedIds found) implements Kept {
    Within(double largest) {
      this(largest, new KeyedIds());
    }

    @Override
    public void offer(int id, double key) {
      if (key <= largest) {
        found.add(id, key);
      }
    }

    @Override
    public KeyedNeighbours kept() {
      return found.nearestFirst();
    }
  }

  /** For each query what was kept of each share of the blocks. */
  private List<List<KeyedNeighbours>> search(
      MappedRows mapped, FloatMatrix queries, Supplier<Kept> kept) {
    if (queries.rows() == 0) {
      return List.of();
    }
    double[] squares = new double[queries.rows()];
    Arrays.setAll(squares, q -> squaredNorm(queries, q));
    int blocks = mapped.blocks();
    int shares = Math.min(compute.threads(), blocks);
    Kept[][] found = new Kept[shares][];
    compute.parallel(
        shares,
        Progress.NONE,
        share -> {
          Kept[] mine = new Kept[queries.rows()];
          Arrays.setAll(mine, q -> kept.get());
          found[share] = mine;
          int end = (int) ((long) (share + 1) * blocks / shares);
          FloatMatrix some = null;
          for (int block = (int) ((long) share * blocks / shares); block < end; block++) {
            some = mapped.block(block, some);
            search(mapped, mapped.firstRow(block), some, queries, squares, mine);
          }
        });
    List<List<KeyedNeighbours>> results = new ArrayList<>();
    for (int q = 0; q < queries.rows(); q++) {
      int query = q;
      results.add(IntStream.range(0, shares).mapToObj(s -> found[s][query].kept()).toList());
    }
    return results;
  }

  private void search(
      MappedRows mapped,
      int first,
      FloatMatrix some,
      FloatMatrix queries,
      double[] squares,
      Kept[] kept) {
    for (int from = 0; from < queries.rows(); from += QUERIES) {
      int start = from;
      int to = Math.min(from + QUERIES, queries.rows());
      boolean isAll = from == 0 && to == queries.rows();
      compute.forEachProductBlock(
          isAll ? queries : queries.rowRange(from, to),
          some,
          (firstQuery, count, products) -> {
            for (int i = 0; i < count; i++) {
              int q = start + firstQuery + i;
              take(mapped, first, some, queries, q, squares[q], products, i * some.rows(), kept[q]);
            }
          });
    }
  }

  /** Looks at the products of one query with a block. */
  private void take(
      MappedRows mapped,
      int first,
      FloatMatrix some,
      FloatMatrix queries,
      int query,
      double square,
      float[] products,
      int from,
      Kept kept) {
    // The product is rounded: whatever may be near enough gets its exact distance.
    double error = Vectors.keyError(distance, dimensions, Math.sqrt(square), mapped.largestNorm());
    double limit = kept.largest() + error;
    for (int i = 0; i < some.rows(); i++) {
      double product = products[from + i];
      double key =
          distance == Distance.EUCLIDEAN
              ? square + mapped.squaredNorm(first + i) - 2.0 * product
              : -product;
      if (!(key > limit)) {
        kept.offer(
            first + i,
            Vectors.key(
                distance,
                queries.data(),
                query * dimensions,
                some.data(),
                i * dimensions,
                dimensions));
        limit = kept.largest() + error;
      }
    }
  }

  private double squaredNorm(FloatMatrix queries, int query) {
    double norm = L2.norm(queries.data(), query * dimensions, (query + 1) * dimensions);
    return norm * norm;
  }

  @Override
  public void save(Path file) {
    rows.change(mapped -> mapped.save(file));
  }

  @Override
  public void close() {
    rows.close();
  }
}
