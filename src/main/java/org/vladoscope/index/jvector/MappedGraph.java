package org.vladoscope.index.jvector;

import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.RandomAccessVectorValues;
import io.github.jbellis.jvector.graph.disk.OnDiskGraphIndex;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A graph that stays in its file, of which the system keeps in memory what is looked at. */
final class MappedGraph implements Graph {

  private final Arena arena;
  private final OnDiskGraphIndex graph;

  private MappedGraph(Arena arena, OnDiskGraphIndex graph) {
    this.arena = arena;
    this.graph = graph;
  }

  /**
   * Maps a file.
   *
   * @param bytes so many of its first belong to the graph, as {@link GrowingGraph#write} wrote it
   */
  static MappedGraph open(Path file, long bytes) throws IOException {
    JVectors.prepare();
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(file)) {
      MemorySegment mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, bytes, arena);
      return new MappedGraph(arena, OnDiskGraphIndex.load(() -> new MappedReader(mapped)));
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  @Override
  public int size() {
    return graph.getIdUpperBound();
  }

  @Override
  public int dimensions() {
    return graph.getDimension();
  }

  @Override
  public GraphSearcher searcher() {
    return new GraphSearcher(graph);
  }

  @Override
  public RandomAccessVectorValues rows(GraphSearcher searcher) {
    return (OnDiskGraphIndex.View) searcher.getView();
  }

  @Override
  public void close() {
    arena.close();
  }
}
