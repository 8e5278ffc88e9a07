package org.vladoscope.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.L2;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;

/**
 * Compares a query with every descriptor, by matrix products. Needs nothing but the tensor library,
 * so it serves wherever FAISS does not run.
 */
public final class ExactIndex implements DescriptorIndex {

  private static final String KIND = "exact";

  /** What is searched; replaced as a whole when descriptors are added. */
  private record State(FloatMatrix descriptors, double[] squaredNorms, double largestNorm) {

    static State of(FloatMatrix descriptors) {
      double[] squares = new double[descriptors.rows()];
      double largest = 0;
      int d = descriptors.cols();
      for (int i = 0; i < squares.length; i++) {
        double norm = L2.norm(descriptors.data(), i * d, (i + 1) * d);
        squares[i] = norm * norm;
        largest = Math.max(largest, norm);
      }
      return new State(descriptors, squares, largest);
    }
  }

  private final int dimensions;
  private final Distance distance;
  private final Compute compute;
  private volatile @Nullable State state;

  /** An empty index. */
  public ExactIndex(int dimensions, Distance distance, Compute compute) {
    this.dimensions = dimensions;
    this.distance = distance;
    this.compute = compute;
    this.state = State.of(FloatMatrix.zeros(0, dimensions));
  }

  @Override
  public int size() {
    return open().descriptors.rows();
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
    return "exact search without FAISS";
  }

  private State open() {
    State current = state;
    if (current == null) {
      throw new IllegalStateException("the index is closed");
    }
    return current;
  }

  @Override
  public synchronized void add(FloatMatrix descriptors, Progress progress) {
    State before = open();
    Vectors.check(descriptors, dimensions, "descriptor");
    progress.check();
    int had = before.descriptors.data().length;
    float[] all = Arrays.copyOf(before.descriptors.data(), had + descriptors.data().length);
    System.arraycopy(descriptors.data(), 0, all, had, descriptors.data().length);
    state =
        State.of(FloatMatrix.of(before.descriptors.rows() + descriptors.rows(), dimensions, all));
  }

  @Override
  public List<KeyedNeighbours> searchKeyed(FloatMatrix queries, int k) {
    State current = open();
    Vectors.checkCount(k);
    Vectors.check(queries, dimensions, "query");
    return forEachQuery(
        current,
        queries,
        (query, products, from) -> nearest(current, queries, query, products, from, k));
  }

  @Override
  public List<Neighbours> searchWithin(FloatMatrix queries, float limit) {
    State current = open();
    Vectors.check(queries, dimensions, "query");
    double largestKey = distance == Distance.EUCLIDEAN ? (double) limit * limit : -(double) limit;
    return forEachQuery(
            current,
            queries,
            (query, products, from) -> within(current, queries, query, products, from, largestKey))
        .stream()
        .map(found -> found.in(distance))
        .toList();
  }

  /** What becomes of one query and its products with all descriptors. */
  @FunctionalInterface
  private interface Answer {
    KeyedNeighbours of(int query, float[] products, int from);
  }

  private List<KeyedNeighbours> forEachQuery(State current, FloatMatrix queries, Answer answer) {
    KeyedNeighbours[] results = new KeyedNeighbours[queries.rows()];
    Arrays.fill(results, new KeyedNeighbours(new int[0], new double[0]));
    int size = current.descriptors.rows();
    compute.forEachProductBlock(
        queries,
        current.descriptors,
        (firstRow, rows, products) -> {
          for (int i = 0; i < rows; i++) {
            results[firstRow + i] = answer.of(firstRow + i, products, i * size);
          }
        });
    return List.of(results);
  }

  private KeyedNeighbours nearest(
      State current, FloatMatrix queries, int query, float[] products, int from, int k) {
    int size = current.descriptors.rows();
    int count = Math.min(k, size);
    NearestFirst approximate = new NearestFirst(count);
    double square = squaredNorm(queries, query);
    for (int id = 0; id < size; id++) {
      approximate.offer(id, key(current, square, id, products[from + id]));
    }
    // The product is rounded: whatever may belong to the nearest gets its exact distance.
    double limit = approximate.last() + 2 * keyError(current, square);
    NearestFirst exact = new NearestFirst(count);
    for (int id = 0; id < size; id++) {
      if (!(key(current, square, id, products[from + id]) > limit)) {
        exact.offer(id, exactKey(current, queries, query, id));
      }
    }
    return exact.kept();
  }

  private KeyedNeighbours within(
      State current, FloatMatrix queries, int query, float[] products, int from, double largest) {
    double square = squaredNorm(queries, query);
    double limit = largest + keyError(current, square);
    KeyedIds found = new KeyedIds();
    for (int id = 0; id < current.descriptors.rows(); id++) {
      if (!(key(current, square, id, products[from + id]) > limit)) {
        double key = exactKey(current, queries, query, id);
        if (key <= largest) {
          found.add(id, key);
        }
      }
    }
    return found.nearestFirst();
  }

  private double squaredNorm(FloatMatrix queries, int query) {
    double norm = L2.norm(queries.data(), query * dimensions, (query + 1) * dimensions);
    return norm * norm;
  }

  /** Orders like the distance. */
  private double key(State current, double querySquare, int id, float product) {
    return distance == Distance.EUCLIDEAN
        ? querySquare + current.squaredNorms[id] - 2.0 * product
        : -product;
  }

  private double keyError(State current, double querySquare) {
    return Vectors.keyError(distance, dimensions, Math.sqrt(querySquare), current.largestNorm);
  }

  private double exactKey(State current, FloatMatrix queries, int query, int id) {
    return Vectors.key(
        distance,
        queries.data(),
        query * dimensions,
        current.descriptors.data(),
        id * dimensions,
        dimensions);
  }

  @Override
  public void save(Path file) {
    State current = open();
    IndexFile.write(
        file,
        KIND,
        part -> {
          try (FileChannel channel = IndexFile.openForWriting(part)) {
            ByteBuffer header = little(12);
            header.putInt(distance.ordinal()).putInt(current.descriptors.rows()).putInt(dimensions);
            IndexFile.writeFully(channel, header.flip());
            ByteBuffer row = little(dimensions * Float.BYTES);
            for (int i = 0; i < current.descriptors.rows(); i++) {
              row.clear();
              row.asFloatBuffer().put(current.descriptors.data(), i * dimensions, dimensions);
              IndexFile.writeFully(channel, row);
            }
          }
        });
  }

  /**
   * Reads an index that was saved.
   *
   * @throws InputException if the file is missing, damaged, or no saved exact index
   */
  public static ExactIndex load(Path file, Compute compute) {
    long length = IndexFile.check(file, KIND);
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer header = little(12);
      IndexFile.readFully(channel, header);
      Distance distance = Distance.values()[header.getInt(0)];
      int rows = header.getInt(4);
      int dimensions = header.getInt(8);
      if (length != 12 + (long) rows * dimensions * Float.BYTES) {
        throw new InputException(IndexFile.damaged(file));
      }
      ExactIndex index = new ExactIndex(dimensions, distance, compute);
      FloatMatrix descriptors = FloatMatrix.zeros(rows, dimensions);
      ByteBuffer row = little(dimensions * Float.BYTES);
      for (int i = 0; i < rows; i++) {
        row.clear();
        IndexFile.readFully(channel, row);
        row.flip().asFloatBuffer().get(descriptors.data(), i * dimensions, dimensions);
      }
      index.state = State.of(descriptors);
      return index;
    } catch (IOException e) {
      throw new InputException(
          "The index file " + file + " cannot be read: " + FileProblem.of(e) + ".", e);
    }
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void close() {
    state = null;
  }
}
