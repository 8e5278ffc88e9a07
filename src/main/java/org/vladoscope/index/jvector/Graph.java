package org.vladoscope.index.jvector;

import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.RandomAccessVectorValues;

/** A graph over descriptors, in memory or in a file. Whoever reads it holds the index's lock. */
sealed interface Graph permits GrowingGraph, MappedGraph {

  /** Number of descriptors. */
  int size();

  /** Length of each. */
  int dimensions();

  /** Searches it, for one thread. */
  GraphSearcher searcher();

  /** Its descriptors, for one thread, where a searcher's view may serve. */
  RandomAccessVectorValues rows(GraphSearcher searcher);

  /** Frees memory and files. */
  void close();
}
