package org.vladoscope.window;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.ProcessMemory;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.vlad.BoxGrid;

/**
 * What comparing with all windows of one size will cost, measured on a few images of the map.
 *
 * @param grid the windows of an image
 * @param images of the database
 * @param dimensions values of a descriptor
 * @param free bytes of memory that the machine has free
 * @param withoutFeatures images for which the network must run first
 * @param seconds about how long it takes
 * @param indexable whether an index can be kept: FAISS can be used
 */
public record WindowPlan(
    BoxGrid grid,
    int images,
    int dimensions,
    long free,
    int withoutFeatures,
    double seconds,
    boolean indexable) {

  /** An image is described for so long, then the rest is reckoned from it. */
  private static final double SAMPLE_SECONDS = .5;

  /** No further round after so many seconds. */
  private static final double ENOUGH = 1.5;

  private static final int ROUNDS = 8;
  private static final int COARSEST = 64;
  private static final int REPORTED = 256;

  /**
   * Describes some windows to see how long that takes.
   *
   * @throws InputException if a window is larger than the map, or an image cannot be read
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public static WindowPlan of(WindowedMap map, CellBox size, int stride, Progress progress) {
    BoxGrid grid = map.windows(size, stride);
    int[] without =
        IntStream.range(0, map.images())
            .filter(
                row -> {
                  progress.check();
                  if (row % REPORTED == 0) {
                    progress.report("Looking what is cached", .2 * row / map.images());
                  }
                  return !map.hasFeatures(map.image(row));
                })
            .toArray();
    int sample = Math.min(map.images(), map.compute().threads());
    double network = 0;
    if (without.length > 0) {
      progress.report("Measuring how long the network takes", .2);
      int some = Math.min(without.length, sample);
      // The first image waits for the network to be loaded.
      map.features(map.image(without[0]), progress.silent());
      if (without.length > 1) {
        long start = System.nanoTime();
        map.compute()
            .parallel(
                Math.min(some, without.length - 1),
                progress,
                i -> map.features(map.image(without[1 + i]), progress.silent()));
        network = seconds(start) / Math.min(some, without.length - 1);
      }
    }
    progress.report("Measuring how long windows take", .5);
    double perWindow = perWindow(map, grid, sample, progress);
    return new WindowPlan(
        grid,
        map.images(),
        map.dimensions(),
        ProcessMemory.available().orElse(Long.MAX_VALUE),
        without.length,
        perWindow * grid.count() * map.images() + network * without.length,
        WindowIndex.isPossible(map));
  }

  /** Seconds that go by for each window while all workers describe some. */
  private static double perWindow(WindowedMap map, BoxGrid grid, int sample, Progress progress) {
    double best = Double.POSITIVE_INFINITY;
    long begun = System.nanoTime();
    // Once to warm up, then again while that is quick: what runs first is not compiled yet.
    for (int round = 0; round < 2 || (round < ROUNDS && seconds(begun) < ENOUGH); round++) {
      AtomicLong windows = new AtomicLong();
      long start = System.nanoTime();
      int shift = round % 2 * sample;
      map.compute()
          .parallel(
              sample,
              progress,
              i -> {
                PlaceImage image =
                    map.image((int) ((long) (shift + i) * map.images() / (2L * sample)));
                FeatureMap features = map.features(image, progress.silent());
                Progress untilEnough = until(progress, start);
                try {
                  map.forEachBand(
                      features,
                      grid,
                      untilEnough,
                      (first, descriptors) -> windows.addAndGet(descriptors.rows()));
                } catch (java.util.concurrent.CancellationException e) {
                  progress.check();
                }
              });
      best = Math.min(best, seconds(start) / Math.max(1, windows.get()));
    }
    return best;
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /** Stops after a while, unless nothing has been described yet. */
  private static Progress until(Progress progress, long start) {
    return new Progress() {
      private boolean begun;

      @Override
      public void report(String message, double fraction) {}

      @Override
      public boolean isCancelled() {
        boolean enough = begun && seconds(start) > SAMPLE_SECONDS;
        begun = true;
        return enough || progress.isCancelled();
      }
    };
  }

  /** How many windows there are. */
  public long windows() {
    return (long) images * grid.count();
  }

  /** What an index of all of them takes: a byte for each value. */
  public long bytes() {
    return windows() * dimensions;
  }

  /** What an index may take: three quarters of what is free. */
  private long room() {
    return free / 4 * 3;
  }

  /** True if an index can be kept. */
  public boolean canKeep() {
    return indexable && bytes() <= room();
  }

  /** The finest stride at which an index fits; empty if none does. */
  public OptionalInt strideThatFits() {
    return IntStream.rangeClosed(grid.stride(), COARSEST)
        .filter(stride -> (long) images * at(stride).count() * dimensions <= room())
        .findFirst();
  }

  private BoxGrid at(int stride) {
    return new BoxGrid(grid.mapHeight(), grid.mapWidth(), grid.height(), grid.width(), stride);
  }

  /** "1 240 000 windows of 10 000 images". */
  public String extent() {
    return count(windows())
        + (windows() == 1 ? " window of " : " windows of ")
        + count(images)
        + (images == 1 ? " image" : " images")
        + (grid.stride() == 1 ? "" : ", every " + grid.stride() + " cells");
  }

  /** "635 MB". */
  public String memory() {
    return memory(bytes());
  }

  private static String memory(long bytes) {
    double megabytes = bytes / 1e6;
    return megabytes >= 1000
        ? String.format(Locale.ROOT, "%.1f GB", megabytes / 1000)
        : megabytes < 1
            ? String.format(Locale.ROOT, "%.1f MB", megabytes)
            : String.format(Locale.ROOT, "%.0f MB", megabytes);
  }

  /** "about 40 s". */
  public String time() {
    double whole = Math.max(1, seconds);
    if (seconds < 1) {
      return "less than a second";
    }
    if (whole < 90) {
      return String.format(Locale.ROOT, "about %.0f s", whole);
    }
    return whole < 5400
        ? String.format(Locale.ROOT, "about %.0f min", whole / 60)
        : String.format(Locale.ROOT, "about %.1f h", whole / 3600);
  }

  /** Why no index can be kept, as a sentence with a way out; empty if it can. */
  public Optional<String> refusal() {
    if (canKeep()) {
      return Optional.empty();
    }
    if (!indexable) {
      return Optional.of(
          "FAISS, which keeps the windows, is not used on this machine; every search describes them"
              + " anew, which takes as long each time.");
    }
    OptionalInt stride = strideThatFits();
    return Optional.of(
        "All windows at 8 bits take "
            + memory()
            + ", and "
            + memory(free)
            + " are free; "
            + (stride.isPresent()
                ? "at a stride of " + stride.getAsInt() + " cells they fit, or "
                : "")
            + "every search describes them anew, which needs no memory and takes as long each"
            + " time.");
  }

  /**
   * Makes sure that an index fits.
   *
   * @throws InputException if it does not
   */
  void checkMemory() {
    refusal()
        .ifPresent(
            reason -> {
              throw new InputException(reason);
            });
  }

  /** For which images the network must run first, as a sentence; empty if for none. */
  public String network() {
    return withoutFeatures == 0
        ? ""
        : withoutFeatures == 1
            ? "The network runs for 1 image first, whose features are not cached."
            : "The network runs for "
                + count(withoutFeatures)
                + " images first, whose features are not cached.";
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number).replace(',', '\u2009');
  }
}
