package org.vladoscope.window;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.Pose;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.image.ImageDecoder;
import org.vladoscope.image.ImageSize;
import org.vladoscope.pipeline.PreparedMap;
import org.vladoscope.ranking.PlaceTruth;
import org.vladoscope.vlad.BoxGrid;

/**
 * Searches for a window in all database images: by an index, or by describing every window anew.
 * Either way the similarities that come out are computed in full precision from the features.
 */
public final class WindowSearch {

  /** A window is looked for among so many more than wanted, for those that rounding moved. */
  private static final double MARGIN = 1.5;

  private static final int LEAST_MARGIN = 16;

  /** Values of descriptors that are compared once more at a time: 64 MB. */
  private static final int ROWS_AT_ONCE = 16 << 20;

  private final WindowedMap map;

  /** A search of a map. */
  public WindowSearch(WindowedMap map) {
    this.map = map;
  }

  /**
   * Compares with every window, image by image; holds the windows of no more images than there are
   * workers.
   *
   * @throws org.vladoscope.common.InputException if an image cannot be read
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public WindowHits everyWindow(WindowQuestion question, Progress progress) {
    BoxGrid grid = map.windows(question.box(), question.stride());
    float[] query = map.descriptor(question.image(), question.box(), progress.silent());
    OptionalInt own = own(question.image());
    int wanted = wanted(question);
    List<BestWindows.Kept> best = new ArrayList<>();
    AtomicInteger done = new AtomicInteger();
    map.compute()
        .parallel(
            map.images(),
            progress,
            row -> {
              if (own.isEmpty() || own.getAsInt() != row) {
                List<BestWindows.Kept> ofImage =
                    ofImage(row, grid, query, question.perImage(), progress.silent());
                synchronized (best) {
                  best.addAll(ofImage);
                  if (best.size() > 4 * wanted + 1024) {
                    shorten(best, wanted);
                  }
                }
              }
              int images = done.incrementAndGet();
              progress.report(
                  "Comparing windows, image " + images + " of " + map.images(),
                  .97 * images / map.images());
            });
    shorten(best, wanted);
    return hits(
        question, query, best, grid, own, false, new ConcurrentHashMap<>(), progress.part(.97, 1));
  }

  private List<BestWindows.Kept> ofImage(
      int row, BoxGrid grid, float[] query, int perImage, Progress progress) {
    FeatureMap features = map.features(map.image(row), progress);
    List<BestWindows.Found> all = new ArrayList<>(grid.count());
    map.forEachBand(
        features,
        grid,
        progress,
        (first, descriptors) -> {
          for (int i = 0; i < descriptors.rows(); i++) {
            all.add(
                new BestWindows.Found(row, box(grid, first + i), product(query, descriptors, i)));
          }
        });
    all.sort(BestWindows.Found.ORDER);
    BestWindows best = new BestWindows(perImage);
    all.forEach(best::offer);
    return best.kept();
  }

  /**
   * Searches by an index of windows of this size and stride.
   *
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public WindowHits byIndex(WindowQuestion question, WindowIndex index, Progress progress) {
    if (!index.fits(question.box(), question.stride())) {
      throw new IllegalArgumentException("the index holds windows of another size or stride");
    }
    float[] query = map.descriptor(question.image(), question.box(), progress.silent());
    OptionalInt own = own(question.image());
    progress.report("Searching the windows", .1);
    List<BestWindows.Kept> best =
        index.best(query, wanted(question), question.perImage(), own, progress.part(.1, .5));
    return hits(
        question, query, best, index.grid(), own, true, index.sizes(), progress.part(.5, 1));
  }

  private static int wanted(WindowQuestion question) {
    return (int) Math.max(MARGIN * question.hits(), question.hits() + LEAST_MARGIN);
  }

  /** The row of the image that is searched with, if it is one of the database. */
  private OptionalInt own(PlaceImage image) {
    OptionalInt place = map.prepared().placeNumber(image);
    if (place.isEmpty()) {
      return OptionalInt.empty();
    }
    // Images of one place stand one after the other.
    int[] places = map.prepared().database().places();
    int found = Arrays.binarySearch(places, place.getAsInt());
    int row = Math.max(found, 0);
    while (row > 0 && places[row - 1] == place.getAsInt()) {
      row--;
    }
    for (; row < places.length && places[row] == place.getAsInt(); row++) {
      if (WindowedMap.isSame(map.image(row), image)) {
        return OptionalInt.of(row);
      }
    }
    return OptionalInt.empty();
  }

  private static void shorten(List<BestWindows.Kept> best, int count) {
    best.sort(Comparator.comparing(BestWindows.Kept::best, BestWindows.Found.ORDER));
    if (best.size() > count) {
      best.subList(count, best.size()).clear();
    }
  }

  static CellBox box(BoxGrid grid, int number) {
    return new CellBox(
        grid.firstCellRow(number), grid.firstCellColumn(number), grid.height(), grid.width());
  }

  private static double product(float[] query, FloatMatrix rows, int row) {
    float[] values = rows.data();
    int at = row * query.length;
    double sum = 0;
    for (int i = 0; i < query.length; i++) {
      sum += (double) query[i] * values[at + i];
    }
    return sum;
  }

  /** Compares what was chosen once more, as it is, and says what is known of it. */
  private WindowHits hits(
      WindowQuestion question,
      float[] query,
      List<BestWindows.Kept> chosen,
      BoxGrid grid,
      OptionalInt own,
      boolean eightBit,
      Map<Integer, ImageSize> sizes,
      Progress progress) {
    List<BestWindows.Found> exact = exact(query, chosen, progress.part(0, .7));
    BestWindows again = new BestWindows(question.perImage());
    exact.stream().sorted(BestWindows.Found.ORDER).forEach(again::offer);
    List<BestWindows.Found> best =
        again.kept().stream().map(BestWindows.Kept::best).limit(question.hits()).toList();
    PreparedMap prepared = map.prepared();
    OptionalInt number = prepared.queryNumber(question.image());
    GroundTruth truth = prepared.map().groundTruth();
    WindowHit[] hits = new WindowHit[best.size()];
    AtomicInteger done = new AtomicInteger();
    map.compute()
        .parallel(
            hits.length,
            progress,
            i -> {
              hits[i] = hit(question.image(), best.get(i), number, truth, sizes);
              progress.report(
                  "Reading the images of the hits", .7 + .3 * done.incrementAndGet() / hits.length);
            });
    long compared = (long) grid.count() * (map.images() - (own.isPresent() ? 1 : 0));
    ImageSize size = size(question.image());
    return new WindowHits(
        question.image(),
        question.box(),
        map.area(size).pixels(question.box()),
        size,
        List.of(hits),
        compared,
        eightBit,
        own.isPresent());
  }

  /** All that was chosen, with what it suppressed, in full precision; the best of each. */
  private List<BestWindows.Found> exact(
      float[] query, List<BestWindows.Kept> chosen, Progress progress) {
    List<BestWindows.Found> best = new ArrayList<>();
    int most = Math.max(1, ROWS_AT_ONCE / map.wholeLength());
    for (int from = 0; from < chosen.size(); ) {
      int to = from;
      int rows = 0;
      while (to < chosen.size() && (to == from || rows + chosen.get(to).all().size() <= most)) {
        rows += chosen.get(to++).all().size();
      }
      progress.report("Comparing the hits once more", (double) from / chosen.size());
      best.addAll(exact(query, chosen.subList(from, to), rows, progress.silent()));
      from = to;
    }
    return best;
  }

  private List<BestWindows.Found> exact(
      float[] query, List<BestWindows.Kept> chosen, int rows, Progress progress) {
    float[][] whole = new float[rows][];
    int[] first = new int[chosen.size()];
    for (int i = 1; i < first.length; i++) {
      first[i] = first[i - 1] + chosen.get(i - 1).all().size();
    }
    map.compute()
        .parallel(
            first.length,
            progress,
            i -> {
              List<BestWindows.Found> own = chosen.get(i).all();
              FeatureMap features = map.features(map.image(own.getFirst().row()), progress);
              for (int j = 0; j < own.size(); j++) {
                whole[first[i] + j] = map.whole(features, own.get(j).box());
              }
            });
    progress.check();
    FloatMatrix descriptors = map.shortened(FloatMatrix.ofRows(whole));
    List<BestWindows.Found> best = new ArrayList<>();
    for (int i = 0; i < first.length; i++) {
      List<BestWindows.Found> own = new ArrayList<>();
      for (BestWindows.Found found : chosen.get(i).all()) {
        own.add(
            new BestWindows.Found(
                found.row(), found.box(), product(query, descriptors, first[i] + own.size())));
      }
      own.sort(BestWindows.Found.ORDER);
      best.add(own.getFirst());
    }
    return best;
  }

  private WindowHit hit(
      PlaceImage asked,
      BestWindows.Found found,
      OptionalInt number,
      GroundTruth truth,
      Map<Integer, ImageSize> sizes) {
    PlaceImage image = map.image(found.row());
    int place = map.prepared().database().places()[found.row()];
    PlaceTruth answer =
        number.isEmpty() || !truth.isKnown() || truth.isSoft(number.getAsInt(), place)
            ? PlaceTruth.UNKNOWN
            : PlaceTruth.of(truth.isPositive(number.getAsInt(), place));
    Pose from = asked.pose();
    Pose to = image.pose();
    ImageSize size = sizes.computeIfAbsent(found.row(), row -> size(image));
    return new WindowHit(
        image,
        place,
        found.box(),
        map.area(size).pixels(found.box()),
        size,
        found.similarity(),
        answer,
        from == null || to == null ? Double.NaN : from.distanceTo(to));
  }

  private static ImageSize size(PlaceImage image) {
    return ImageDecoder.decode(image.file()).size();
  }
}
