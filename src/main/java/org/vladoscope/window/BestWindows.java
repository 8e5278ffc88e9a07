package org.vladoscope.window;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the best windows of each image, none of which overlaps a better one much: non-maximum
 * suppression.
 */
final class BestWindows {

  /** Windows that share more of their cells show the same. */
  static final double MOST_OVERLAP = .3;

  /** Of each that is kept, so many that it suppressed are remembered, to be looked at again. */
  private static final int FOLLOWERS = 3;

  /**
   * A window of a database image.
   *
   * @param row of the image
   * @param box its cells
   * @param similarity perhaps rounded
   */
  record Found(int row, CellBox box, double similarity) {

    /** The most similar first; equal ones in the order of the database, then of the image. */
    static final Comparator<Found> ORDER =
        Comparator.comparingDouble(Found::similarity)
            .reversed()
            .thenComparingInt(Found::row)
            .thenComparingInt(f -> f.box().row())
            .thenComparingInt(f -> f.box().column());
  }

  /**
   * A window that is kept.
   *
   * @param best the window
   * @param order its place among those of its image, from 1
   * @param followers windows at the same place that were nearly as good
   */
  record Kept(Found best, int order, List<Found> followers) {

    /** The window and its followers. */
    List<Found> all() {
      List<Found> all = new ArrayList<>(followers);
      all.addFirst(best);
      return all;
    }
  }

  private final int perImage;
  private final Map<Integer, List<Kept>> byImage = new HashMap<>();
  private final List<Kept> all = new ArrayList<>();

  BestWindows(int perImage) {
    this.perImage = perImage;
  }

  /** Offers a window, which must be no better than those before. */
  void offer(Found found) {
    List<Kept> own = byImage.computeIfAbsent(found.row(), row -> new ArrayList<>());
    for (Kept kept : own) {
      if (kept.best().box().overlap(found.box()) > MOST_OVERLAP) {
        if (kept.followers().size() < FOLLOWERS) {
          kept.followers().add(found);
        }
        return;
      }
    }
    if (own.size() < perImage) {
      Kept kept = new Kept(found, own.size() + 1, new ArrayList<>());
      own.add(kept);
      all.add(kept);
    }
  }

  /** Those that are kept, the best first. */
  List<Kept> kept() {
    return all;
  }
}
