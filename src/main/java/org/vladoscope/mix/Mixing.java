package org.vladoscope.mix;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.Progress;

/** Similarities of some queries with all database images, following a mix. For one thread. */
interface Mixing {

  /** Similarities under one mix; for several threads. */
  interface Rows {

    /**
     * Puts the cosine similarities of a query with all database images into an array; NaN where an
     * image cannot be used.
     *
     * @param row number of the query among those of the {@link Parts}
     */
    void copy(int row, double[] into);
  }

  /** The parts that clusters have in similarities or descriptors: read once, mixed often. */
  interface Parts extends AutoCloseable {

    /** Number of clusters, K. */
    int clusters();

    /** Number of database images. */
    int images();

    /**
     * Begins to mix; every cluster counts as the aggregator says.
     *
     * @param rows the queries that are asked for
     */
    Mixing mixing(List<Integer> rows);

    @Override
    void close();
  }

  /**
   * Goes to another mix.
   *
   * @param factors K values
   * @throws org.vladoscope.common.InputException if it leaves an image without a descriptor
   * @throws java.util.concurrent.CancellationException if cancelled; then the mix is undefined
   *     until the next move
   */
  void move(double[] factors, Progress progress);

  /** Similarities under the mix, until the next move. */
  Rows now();

  /**
   * Similarities under the mix with one cluster muted besides, until the next move.
   *
   * @return null if that leaves an image without a descriptor
   */
  @Nullable Rows without(int cluster, Progress progress);
}
