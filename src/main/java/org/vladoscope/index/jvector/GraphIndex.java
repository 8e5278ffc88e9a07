package org.vladoscope.index.jvector;

import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.RandomAccessVectorValues;
import io.github.jbellis.jvector.graph.SearchResult;
import io.github.jbellis.jvector.graph.similarity.DefaultSearchScoreProvider;
import io.github.jbellis.jvector.util.Bits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.index.DescriptorIndex;
import org.vladoscope.index.Distance;
import org.vladoscope.index.Guarded;
import org.vladoscope.index.IndexConfig;
import org.vladoscope.index.IndexFile;
import org.vladoscope.index.KeyedIds;
import org.vladoscope.index.KeyedNeighbours;
import org.vladoscope.index.NearestFirst;
import org.vladoscope.index.Neighbours;
import org.vladoscope.index.Vectors;

/**
 * A graph like FAISS's HNSW, by JVector. What it finds is ordered by distances in double precision.
 * A few descriptors, and all within a limit, are found by comparing with every one.
 *
 * <p>While it is built, descriptors lie in native memory and links in the Java heap, some 300 bytes
 * for each of 32; an index that was read stays in its file, which is mapped.
 */
public final class GraphIndex implements DescriptorIndex {

  private static final String KIND = "jvector";

  /** What stands behind JVector's own bytes: distance, descriptors, dimensions. */
  private static final int TAIL = 3 * Integer.BYTES;

  private final IndexConfig config;
  private final int dimensions;
  private final Distance distance;
  private final Compute compute;
  private final Guarded<Graph> graph;

  private GraphIndex(
      IndexConfig config, int dimensions, Distance distance, Graph graph, Compute compute) {
    this.config = config;
    this.dimensions = dimensions;
    this.distance = distance;
    this.graph = new Guarded<>(graph, Graph::close);
    this.compute = compute;
  }

  /**
   * An empty index.
   *
   * @param config a plain graph, see {@link IndexConfig#isPlainGraph}
   * @param dimensions length of a descriptor, 1 or more
   * @param distance the inner product is for vectors of about the same length
   */
  public static GraphIndex create(
      IndexConfig config, int dimensions, Distance distance, Compute compute) {
    if (dimensions < 1) {
      throw new IllegalArgumentException("descriptors need values, not " + dimensions);
    }
    return new GraphIndex(
        config, dimensions, distance, growing(config, dimensions, distance, compute), compute);
  }

  private static GrowingGraph growing(
      IndexConfig config, int dimensions, Distance distance, Compute compute) {
    if (!config.isPlainGraph()) {
      throw new IllegalArgumentException(config.factory() + " is no graph that JVector builds");
    }
    return new GrowingGraph(dimensions, distance, config.links(), config.factory(), compute);
  }

  /**
   * Opens an index that was saved.
   *
   * @param config the kind that was saved, with the search settings to use
   * @throws InputException if the file is missing, damaged, or no saved index of JVector
   */
  public static GraphIndex load(Path file, IndexConfig config, Compute compute) {
    long length = IndexFile.check(file, KIND) - TAIL;
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer tail = ByteBuffer.allocate(TAIL).order(ByteOrder.LITTLE_ENDIAN);
      while (length >= 0 && tail.hasRemaining()) {
        if (channel.read(tail, length + tail.position()) < 0) {
          break;
        }
      }
      int kind = tail.getInt(0);
      int size = tail.getInt(4);
      int dimensions = tail.getInt(8);
      if (tail.hasRemaining() || kind < 0 || kind >= Distance.values().length || dimensions < 1) {
        throw new InputException(unusable(file));
      }
      Distance distance = Distance.values()[kind];
      Graph graph =
          size == 0
              ? growing(config, dimensions, distance, compute)
              : MappedGraph.open(file, length);
      if (graph.size() != size || graph.dimensions() != dimensions) {
        graph.close();
        throw new InputException(unusable(file));
      }
      return new GraphIndex(config, dimensions, distance, graph, compute);
    } catch (IOException e) {
      throw new InputException(
          "The index file " + file + " cannot be read: " + FileProblem.of(e) + ".", e);
    } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException e) {
      throw new InputException(unusable(file), e);
    }
  }

  private static String unusable(Path file) {
    return "The index file " + file + " cannot be read; delete it and it is built again.";
  }

  @Override
  public int size() {
    return graph.read(Graph::size);
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
    return false;
  }

  @Override
  public String description() {
    return ("JVector " + JVectors.version()).trim() + ", " + config.factory();
  }

  @Override
  public void add(FloatMatrix descriptors, Progress progress) {
    Vectors.check(descriptors, dimensions, "descriptor");
    grow(growing -> !growing.isFinished(), progress, now -> now.add(descriptors, progress));
  }

  /**
   * Does something with the graph alone, built anew if it does not suit that; if it fails, the
   * graph stays.
   */
  private void grow(
      Predicate<GrowingGraph> suits, Progress progress, Consumer<GrowingGraph> change) {
    graph.replace(
        current -> {
          GrowingGraph growing =
              current instanceof GrowingGraph one && suits.test(one)
                  ? one
                  : anew(current, progress);
          try {
            change.accept(growing);
          } catch (RuntimeException | Error e) {
            if (growing != current) {
              growing.close();
            }
            throw e;
          }
          return growing;
        });
  }

  /** The same graph, built anew from its descriptors. */
  private GrowingGraph anew(Graph current, Progress progress) {
    FloatMatrix all = FloatMatrix.zeros(current.size(), dimensions);
    try (GraphSearcher searcher = current.searcher()) {
      RandomAccessVectorValues rows = current.rows(searcher);
      for (int id = 0; id < all.rows(); id++) {
        float[] row = JVectors.array(rows.getVector(id));
        System.arraycopy(row, 0, all.data(), id * dimensions, dimensions);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    GrowingGraph anew = growing(config, dimensions, distance, compute);
    try {
      anew.add(all, progress.silent());
    } catch (RuntimeException | Error e) {
      anew.close();
      throw e;
    }
    return anew;
  }

  @Override
  public List<KeyedNeighbours> searchKeyed(FloatMatrix queries, int k) {
    Vectors.checkCount(k);
    Vectors.check(queries, dimensions, "query");
    return graph.read(
        current -> {
          int beam = Math.max(k, config.effectiveEfSearch());
          return inShares(
              current,
              queries,
              (searcher, rows, query) ->
                  beam < current.size()
                      ? nearest(searcher, rows, query, k, beam)
                      : nearestOfAll(rows, query, k));
        });
  }

  @Override
  public List<Neighbours> searchWithin(FloatMatrix queries, float limit) {
    Vectors.check(queries, dimensions, "query");
    double largest = distance == Distance.EUCLIDEAN ? (double) limit * limit : -(double) limit;
    return graph.read(
        current ->
            inShares(current, queries, (searcher, rows, query) -> within(rows, query, largest))
                .stream()
                .map(found -> found.in(distance))
                .toList());
  }

  /** How one query is answered. */
  @FunctionalInterface
  private interface Answer {
    KeyedNeighbours of(GraphSearcher searcher, RandomAccessVectorValues rows, float[] query);
  }

  private List<KeyedNeighbours> inShares(Graph current, FloatMatrix queries, Answer answer) {
    int count = queries.rows();
    KeyedNeighbours[] results = new KeyedNeighbours[count];
    int shares = Math.clamp(count, 1, compute.threads());
    compute.parallel(
        shares,
        Progress.NONE,
        share -> {
          int to = (int) ((long) count * (share + 1) / shares);
          try (GraphSearcher searcher = current.searcher()) {
            RandomAccessVectorValues rows = current.rows(searcher);
            for (int i = (int) ((long) count * share / shares); i < to; i++) {
              results[i] = answer.of(searcher, rows, queries.row(i));
            }
          }
        });
    return List.of(results);
  }

  private KeyedNeighbours nearest(
      GraphSearcher searcher, RandomAccessVectorValues rows, float[] query, int k, int beam) {
    SearchResult found =
        searcher.search(
            DefaultSearchScoreProvider.exact(
                JVectors.of(query), JVectors.similarity(distance), rows),
            beam,
            Bits.ALL);
    NearestFirst nearest = new NearestFirst(k);
    for (SearchResult.NodeScore one : found.getNodes()) {
      nearest.offer(one.node, key(rows, query, one.node));
    }
    return nearest.kept();
  }

  private KeyedNeighbours nearestOfAll(RandomAccessVectorValues rows, float[] query, int k) {
    NearestFirst nearest = new NearestFirst(Math.min(k, rows.size()));
    for (int id = 0; id < rows.size(); id++) {
      nearest.offer(id, key(rows, query, id));
    }
    return nearest.kept();
  }

  private KeyedNeighbours within(RandomAccessVectorValues rows, float[] query, double largest) {
    KeyedIds found = new KeyedIds();
    for (int id = 0; id < rows.size(); id++) {
      double key = key(rows, query, id);
      if (key <= largest) {
        found.add(id, key);
      }
    }
    return found.nearestFirst();
  }

  private double key(RandomAccessVectorValues rows, float[] query, int id) {
    return Vectors.key(distance, query, 0, JVectors.array(rows.getVector(id)), 0, dimensions);
  }

  @Override
  public void save(Path file) {
    // Ends adding, which is a change.
    grow(any -> true, Progress.NONE, now -> write(now, file));
  }

  private void write(GrowingGraph growing, Path file) {
    IndexFile.write(
        file,
        KIND,
        part -> {
          if (growing.size() > 0) {
            growing.write(part);
          }
          ByteBuffer tail = ByteBuffer.allocate(TAIL).order(ByteOrder.LITTLE_ENDIAN);
          tail.putInt(distance.ordinal()).putInt(growing.size()).putInt(dimensions);
          IndexFile.append(part, tail.flip());
        });
  }

  @Override
  public void close() {
    graph.close();
  }
}
