package org.vladoscope.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.CameraViews;
import org.vladoscope.dataset.Conditions;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.image.ImageSize;

/**
 * What a map without ground truth can be trained on: each database image against a made-up view of
 * itself. Images close by in the order of the files may show the same place, so they count neither
 * as right nor as wrong. The views are files of a temporary folder, so that they pass through the
 * same network and cache as any image.
 */
public final class SelfSupervision implements AutoCloseable {

  /** So many images before and after may show the same place. */
  private static final int CLOSE_BY = 5;

  private final ViewFolder folder;
  private final PlaceMap map;

  private SelfSupervision(ViewFolder folder, PlaceMap map) {
    this.folder = folder;
    this.map = map;
  }

  /**
   * Makes a view of each database image.
   *
   * @param map whose ground truth is not known
   * @param size of the views
   * @param seed of the random views
   * @throws org.vladoscope.common.InputException if the views cannot be written
   * @throws java.util.concurrent.CancellationException if cancelled; no file is left then
   */
  public static SelfSupervision of(PlaceMap map, ImageSize size, long seed, Progress progress) {
    ViewFolder folder = ViewFolder.open(size);
    try {
      return new SelfSupervision(folder, views(map, seed, folder, progress));
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  private static PlaceMap views(PlaceMap map, long seed, ViewFolder folder, Progress progress) {
    int count = map.database().size();
    List<PlaceImage> views = new ArrayList<>();
    List<int[]> itself = new ArrayList<>();
    List<int[]> closeBy = new ArrayList<>();
    for (int d = 0; d < count; d++) {
      progress.check();
      progress.report("Making up views, image " + (d + 1) + " of " + count, (double) d / count);
      Optional<PlaceImage> view =
          folder.add(map.database().get(d), ImageWarp.random(new Random(31 * seed + d)), d);
      if (view.isEmpty()) {
        continue;
      }
      views.add(view.get());
      itself.add(new int[] {d});
      closeBy.add(
          IntStream.rangeClosed(Math.max(0, d - CLOSE_BY), Math.min(count - 1, d + CLOSE_BY))
              .toArray());
    }
    return new PlaceMap(
        map.name(),
        map.root(),
        map.database(),
        views,
        false,
        CameraViews.NONE,
        GroundTruth.of(itself).withSoft(closeBy),
        map.warnings(),
        map.origin(),
        Conditions.NONE);
  }

  /** The map whose queries are the views. */
  public PlaceMap map() {
    return map;
  }

  /** What is done, for people. */
  public String words() {
    return ("The map has no ground truth: training is self-supervised, on %d made-up views of its"
            + " own images (turned, cropped, darkened). Its figures are about such views, not about"
            + " real queries.")
        .formatted(map.queries().size());
  }

  /** Deletes the views. */
  @Override
  public void close() {
    folder.close();
  }
}
