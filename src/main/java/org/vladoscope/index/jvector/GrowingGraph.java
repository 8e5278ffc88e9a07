package org.vladoscope.index.jvector;

import io.github.jbellis.jvector.graph.GraphIndexBuilder;
import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.RandomAccessVectorValues;
import io.github.jbellis.jvector.graph.disk.OnDiskGraphIndexWriter;
import io.github.jbellis.jvector.graph.disk.OrdinalMapper;
import io.github.jbellis.jvector.graph.disk.feature.Feature;
import io.github.jbellis.jvector.graph.disk.feature.FeatureId;
import io.github.jbellis.jvector.graph.disk.feature.InlineVectors;
import io.github.jbellis.jvector.graph.similarity.BuildScoreProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.index.Distance;

/**
 * A graph in memory that descriptors are added to; they lie outside the Java heap, its links in.
 */
final class GrowingGraph implements Graph {

  /** Candidates among which a descriptor's links are chosen. */
  private static final int BEAM = 40;

  /** Links may be so many times too many before they are thinned out. */
  private static final float OVERFLOW = 1.2f;

  /** How much nearer a link must be than others to make them needless; above 1 keeps long ones. */
  private static final float ALPHA = 1.2f;

  private final HeldRows rows;
  private final Compute compute;
  private final String name;
  private final ForkJoinPool pool;
  private final GraphIndexBuilder builder;
  private boolean isFinished;

  /**
   * An empty graph.
   *
   * @param links of a descriptor in all levels but the lowest, which has twice as many
   * @param name of its kind, for messages
   */
  GrowingGraph(int dimensions, Distance distance, int links, String name, Compute compute) {
    JVectors.prepare();
    this.rows = new HeldRows(dimensions);
    this.compute = compute;
    this.name = name;
    this.pool = new ForkJoinPool(compute.threads());
    this.builder =
        new GraphIndexBuilder(
            BuildScoreProvider.randomAccessScoreProvider(rows, JVectors.similarity(distance)),
            dimensions,
            List.of(2 * links, links),
            BEAM,
            OVERFLOW,
            ALPHA,
            true,
            true,
            pool,
            pool);
  }

  /** Adds descriptors, from several threads. */
  void add(FloatMatrix descriptors, Progress progress) {
    int first = rows.size();
    int count = descriptors.rows();
    rows.append(descriptors);
    AtomicInteger done = new AtomicInteger();
    String message = "Building the index " + name;
    progress.report(message, 0);
    compute.parallel(
        count,
        progress,
        i -> {
          builder.addGraphNode(first + i, JVectors.of(descriptors.row(i)));
          progress.report(message, (double) done.incrementAndGet() / count);
        });
  }

  /** True once nothing may be added any more. */
  boolean isFinished() {
    return isFinished;
  }

  /**
   * Writes the graph with its descriptors as JVector keeps them, and ends adding.
   *
   * @param file is there and empty
   */
  void write(Path file) throws IOException {
    if (!isFinished) {
      builder.cleanup();
      isFinished = true;
    }
    EnumMap<FeatureId, IntFunction<Feature.State>> values = new EnumMap<>(FeatureId.class);
    HeldRows own = rows.copy();
    values.put(FeatureId.INLINE_VECTORS, row -> new InlineVectors.State(own.getVector(row)));
    try (var writer =
        new OnDiskGraphIndexWriter.Builder(builder.getGraph(), file)
            .with(new InlineVectors(rows.dimension()))
            .withMapper(new OrdinalMapper.IdentityMapper(rows.size() - 1))
            .build()) {
      writer.write(values);
    }
  }

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  public int dimensions() {
    return rows.dimension();
  }

  @Override
  public GraphSearcher searcher() {
    return new GraphSearcher(builder.getGraph());
  }

  @Override
  public RandomAccessVectorValues rows(GraphSearcher searcher) {
    return rows.copy();
  }

  @Override
  public void close() {
    pool.shutdown();
    rows.close();
  }
}
