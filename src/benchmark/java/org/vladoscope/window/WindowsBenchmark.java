package org.vladoscope.window;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.ProcessMemory;
import org.vladoscope.pipeline.PreparedMap;
import org.vladoscope.vlad.BoxGrid;

/**
 * What a search for windows costs on a map, beside what was said before, and how much of what
 * comparing with every window finds the 8-bit index finds too.
 */
public final class WindowsBenchmark {

  private final WindowedMap map;
  private final PreparedMap prepared;

  /** Measures on a map. */
  public WindowsBenchmark(PreparedMap prepared) {
    this.prepared = prepared;
    this.map = WindowedMap.of(prepared, Progress.NONE);
  }

  /**
   * What was measured.
   *
   * @param plan what was said before
   * @param planning seconds until it was said
   * @param building seconds until all windows were kept
   * @param grown bytes of main memory that closing the index gave back; negative if this system
   *     does not tell
   * @param search median of the seconds of a search by the index, once it was asked before
   * @param exact median of the seconds of a search that describes every window
   * @param shares for each window the share of its exact hits that the index finds
   * @param first how often both have the same first hit, as a share
   * @param difference the largest difference of the similarities of a hit that both have
   */
  public record Measured(
      WindowPlan plan,
      double planning,
      double building,
      long grown,
      double search,
      double exact,
      double[] shares,
      double first,
      double difference) {

    /** The share of all exact hits that the index finds. */
    public double recall() {
      return Arrays.stream(shares).average().orElse(Double.NaN);
    }
  }

  /**
   * Measures.
   *
   * @param width columns of cells of the windows
   * @param height rows of cells
   * @param queries how many windows are drawn at random, in random images of the database
   * @param hits how many hits are wanted
   */
  public Measured measure(int width, int height, int stride, int queries, int hits) {
    CellBox size = new CellBox(0, 0, height, width);
    long start = System.nanoTime();
    WindowPlan plan = WindowPlan.of(map, size, stride, Progress.NONE);
    double planning = seconds(start);
    start = System.nanoTime();
    try (WindowIndex index = WindowIndex.build(map, plan, Progress.NONE)) {
      double building = seconds(start);
      Random random = new Random(1);
      BoxGrid all = map.windows(size, 1);
      WindowSearch search = new WindowSearch(map);
      List<Double> quick = new ArrayList<>();
      List<Double> slow = new ArrayList<>();
      double[] shares = new double[queries];
      int same = 0;
      double difference = 0;
      for (int q = 0; q < queries; q++) {
        CellBox box = WindowSearch.box(all, random.nextInt(all.count()));
        WindowQuestion question =
            new WindowQuestion(map.image(random.nextInt(map.images())), box, stride, hits, 1);
        start = System.nanoTime();
        WindowHits exact = search.everyWindow(question, Progress.NONE);
        slow.add(seconds(start));
        // The first search reads the sizes of the images as well.
        search.byIndex(question, index, Progress.NONE);
        start = System.nanoTime();
        WindowHits found = search.byIndex(question, index, Progress.NONE);
        quick.add(seconds(start));
        shares[q] = found.shareOf(exact);
        WindowHit first = exact.hits().getFirst();
        WindowHit own = found.hits().getFirst();
        same += own.box().equals(first.box()) && own.image().equals(first.image()) ? 1 : 0;
        difference = Math.max(difference, difference(exact, found));
      }
      // The Java heap stays as large as it became; what closing gives back is the index.
      ProcessMemory.restartPeak();
      long with = ProcessMemory.resident().orElse(-1);
      index.close();
      ProcessMemory.restartPeak();
      long grown = with < 0 ? -1 : with - ProcessMemory.resident().orElse(0);
      return new Measured(
          plan,
          planning,
          building,
          grown,
          median(quick),
          median(slow),
          shares,
          (double) same / queries,
          difference);
    }
  }

  /** The map. */
  public PreparedMap prepared() {
    return prepared;
  }

  private static double difference(WindowHits exact, WindowHits found) {
    double largest = 0;
    for (WindowHit hit : exact.hits()) {
      for (WindowHit own : found.hits()) {
        if (own.box().equals(hit.box()) && own.image().equals(hit.image())) {
          largest = Math.max(largest, Math.abs(own.similarity() - hit.similarity()));
        }
      }
    }
    return largest;
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
