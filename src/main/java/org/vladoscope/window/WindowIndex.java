package org.vladoscope.window;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.image.ImageSize;
import org.vladoscope.index.DescriptorIndex;
import org.vladoscope.index.Distance;
import org.vladoscope.index.IndexConfig;
import org.vladoscope.index.KeyedNeighbours;
import org.vladoscope.index.engine.IndexEngine;
import org.vladoscope.index.faiss.FaissIndex;
import org.vladoscope.vlad.BoxGrid;

/**
 * All windows of one size of all database images, each value rounded to 8 bits by FAISS's scalar
 * quantiser. It lies outside the Java heap, in parts of some images each: so every part knows the
 * range of its own values, holds no memory in reserve, and a search of all of them can be cancelled
 * and shared among workers. Safe to use from several threads.
 */
public final class WindowIndex implements AutoCloseable {

  private static final IndexConfig EIGHT_BIT = IndexConfig.of("SQ8");

  /** Values of a part, which are all in the Java heap for a moment: 64 MB. */
  private static final int MOST_VALUES = 16 << 20;

  /** Of an image so many more are named than wanted: rounding may have changed their order. */
  private static final int SPARE = 2;

  /** How many windows of a part are asked for at first. */
  private static final int FIRST = 512;

  /**
   * Some images.
   *
   * @param firstRow the first of them
   * @param index their windows, image by image
   */
  private record Part(int firstRow, DescriptorIndex index) {}

  private final WindowedMap map;
  private final BoxGrid grid;
  private final List<Part> parts;

  /** Sizes of images that were hits, by their rows: reading one takes longer than a search. */
  private final Map<Integer, ImageSize> sizes = new ConcurrentHashMap<>();

  private WindowIndex(WindowedMap map, BoxGrid grid, List<Part> parts) {
    this.map = map;
    this.grid = grid;
    this.parts = parts;
  }

  /** True if FAISS can be used on this machine, and is not switched off. */
  public static boolean isPossible(WindowedMap map) {
    return IndexEngine.fromSystemProperty().findFaiss(map.compute());
  }

  /**
   * Describes all windows and keeps them.
   *
   * @throws InputException if memory does not suffice, or an image cannot be read
   * @throws java.util.concurrent.CancellationException if cancelled; nothing is kept then
   */
  public static WindowIndex build(WindowedMap map, WindowPlan plan, Progress progress) {
    plan.checkMemory();
    BoxGrid grid = plan.grid();
    long ofImage = (long) grid.count() * map.dimensions();
    long most = Math.min(MOST_VALUES, Runtime.getRuntime().maxMemory() / 16);
    int imagesAtOnce = (int) Math.clamp(most / ofImage, 1, map.images());
    if (4 * ofImage > Runtime.getRuntime().maxMemory() / 3) {
      throw new InputException(
          String.format(
              "The %d windows of one image take %.0f MB, too much for a heap of %.0f MB; choose a"
                  + " coarser stride, or patch descriptors of fewer dimensions.",
              grid.count(), 4 * ofImage / 1e6, Runtime.getRuntime().maxMemory() / 1e6));
    }
    WindowIndex index = new WindowIndex(map, grid, Collections.synchronizedList(new ArrayList<>()));
    try {
      AtomicInteger done = new AtomicInteger();
      for (int from = 0; from < map.images(); from += imagesAtOnce) {
        int count = Math.min(imagesAtOnce, map.images() - from);
        index.add(from, index.describe(from, count, done, progress), progress.silent());
      }
      progress.check();
      return index;
    } catch (RuntimeException | Error e) {
      index.close();
      throw e;
    }
  }

  private FloatMatrix describe(int from, int count, AtomicInteger done, Progress progress) {
    FloatMatrix all = FloatMatrix.zeros(count * grid.count(), map.dimensions());
    map.compute()
        .parallel(
            count,
            progress,
            i -> {
              map.forEachBand(
                  map.features(map.image(from + i), progress.silent()),
                  grid,
                  progress.silent(),
                  (first, descriptors) ->
                      System.arraycopy(
                          descriptors.data(),
                          0,
                          all.data(),
                          (i * grid.count() + first) * all.cols(),
                          descriptors.data().length));
              int images = done.incrementAndGet();
              progress.report(
                  "Describing windows, image " + images + " of " + map.images(),
                  (double) images / map.images());
            });
    return all;
  }

  private void add(int firstRow, FloatMatrix descriptors, Progress progress) {
    FaissIndex part =
        FaissIndex.create(EIGHT_BIT, descriptors.cols(), Distance.INNER_PRODUCT, map.compute());
    parts.add(new Part(firstRow, part));
    part.train(descriptors, progress);
    part.add(descriptors, progress);
  }

  /** Sizes of images that are known, by their rows; may be added to by several threads. */
  Map<Integer, ImageSize> sizes() {
    return sizes;
  }

  /** The windows of an image. */
  public BoxGrid grid() {
    return grid;
  }

  /** How many windows it holds. */
  public long windows() {
    return (long) map.images() * grid.count();
  }

  /** About how much memory it takes: a byte for each value. */
  public long bytes() {
    return windows() * map.dimensions();
  }

  /** True if it holds windows as large as one, this far apart. */
  public boolean fits(CellBox box, int stride) {
    return box.height() == grid.height() && box.width() == grid.width() && stride == grid.stride();
  }

  /**
   * The best windows by their rounded descriptors, exactly as comparing with all of them would find
   * them: more are asked for until none that was not named can be better.
   *
   * @param wanted how many
   * @param perImage at most so many of one image; some more of it may be named besides
   * @param without an image that is left out
   */
  List<BestWindows.Kept> best(
      float[] query, int wanted, int perImage, OptionalInt without, Progress progress) {
    FloatMatrix queries = FloatMatrix.ofRows(query);
    int largest = parts.stream().mapToInt(part -> part.index().size()).max().orElse(0);
    for (int k = FIRST; ; k = (int) Math.min(4L * k, Integer.MAX_VALUE)) {
      int asked = k;
      KeyedNeighbours[] found = new KeyedNeighbours[parts.size()];
      map.compute()
          .parallel(
              found.length,
              progress,
              i -> found[i] = parts.get(i).index().searchKeyed(queries, asked).getFirst());
      double unseen = Double.NEGATIVE_INFINITY;
      List<BestWindows.Found> all = new ArrayList<>();
      for (int i = 0; i < found.length; i++) {
        Part part = parts.get(i);
        int count = found[i].ids().length;
        if (count < part.index().size()) {
          unseen = Math.max(unseen, -found[i].keys()[count - 1]);
        }
        for (int j = 0; j < count; j++) {
          int id = found[i].ids()[j];
          int row = part.firstRow() + id / grid.count();
          if (without.isEmpty() || without.getAsInt() != row) {
            all.add(
                new BestWindows.Found(
                    row, WindowSearch.box(grid, id % grid.count()), -found[i].keys()[j]));
          }
        }
      }
      all.sort(BestWindows.Found.ORDER);
      BestWindows best = new BestWindows(perImage + SPARE);
      all.forEach(best::offer);
      List<BestWindows.Kept> sure = new ArrayList<>();
      int counted = 0;
      for (BestWindows.Kept kept : best.kept()) {
        if (kept.best().similarity() < unseen || counted == wanted) {
          break;
        }
        sure.add(kept);
        counted += kept.order() <= perImage ? 1 : 0;
      }
      if (counted == wanted || asked >= largest) {
        return sure;
      }
      progress.check();
    }
  }

  /** Frees the memory; again does nothing. */
  @Override
  public void close() {
    synchronized (parts) {
      parts.forEach(part -> part.index().close());
    }
  }
}
