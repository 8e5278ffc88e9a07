package org.vladoscope.train;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.CameraViews;
import org.vladoscope.dataset.Conditions;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.image.BilinearResize;
import org.vladoscope.image.ImageDecoder;
import org.vladoscope.image.ImageSize;
import org.vladoscope.image.RgbImage;

/**
 * What a map without ground truth can be trained on: each database image against a made-up view of
 * itself. Images close by in the order of the files may show the same place, so they count neither
 * as right nor as wrong. The views are files of a temporary folder, so that they pass through the
 * same network and cache as any picture.
 */
public final class SelfSupervision implements AutoCloseable {

  /** So many images before and after may show the same place. */
  private static final int CLOSE_BY = 5;

  private final Path folder;
  private final PlaceMap map;

  private SelfSupervision(Path folder, PlaceMap map) {
    this.folder = folder;
    this.map = map;
  }

  /**
   * Makes a view of each database image.
   *
   * @param map whose ground truth is not known
   * @param size of the views
   * @param seed of the random views
   * @throws InputException if the views cannot be written
   * @throws java.util.concurrent.CancellationException if cancelled; no file is left then
   */
  public static SelfSupervision of(PlaceMap map, ImageSize size, long seed, Progress progress) {
    try {
      Path folder = Files.createTempDirectory("vladoscope-views");
      try {
        return new SelfSupervision(folder, views(map, size, seed, folder, progress));
      } catch (RuntimeException | IOException e) {
        delete(folder);
        throw e;
      }
    } catch (IOException e) {
      throw new InputException(
          "The made-up views cannot be written: " + FileProblem.of(e) + ".", e);
    }
  }

  private static PlaceMap views(
      PlaceMap map, ImageSize size, long seed, Path folder, Progress progress) throws IOException {
    int count = map.database().size();
    List<PlaceImage> views = new ArrayList<>();
    List<int[]> itself = new ArrayList<>();
    List<int[]> closeBy = new ArrayList<>();
    for (int d = 0; d < count; d++) {
      progress.check();
      progress.report("Making up views, image " + (d + 1) + " of " + count, (double) d / count);
      PlaceImage image = map.database().get(d);
      Path file = folder.resolve(String.format(Locale.ROOT, "%06d.png", d));
      if (!write(image, ImageWarp.random(new Random(31 * seed + d)), size, file)) {
        continue;
      }
      views.add(new PlaceImage(image.name(), file, image.pose()));
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

  /** False if the picture cannot be read, which the map's preparation will tell. */
  private static boolean write(PlaceImage image, ImageWarp warp, ImageSize size, Path file)
      throws IOException {
    RgbImage view;
    try {
      view = warp.of(BilinearResize.resize(ImageDecoder.decode(image.file()), size));
    } catch (InputException e) {
      return false;
    }
    BufferedImage pixels =
        new BufferedImage(view.width(), view.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < view.height(); y++) {
      for (int x = 0; x < view.width(); x++) {
        pixels.setRGB(x, y, view.get(x, y, 0) << 16 | view.get(x, y, 1) << 8 | view.get(x, y, 2));
      }
    }
    if (!ImageIO.write(pixels, "png", file.toFile())) {
      throw new IOException("no writer for PNG");
    }
    return true;
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

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // A temporary folder that cannot be deleted is the system's to clear.
      return;
    }
  }

  /** Deletes the views. */
  @Override
  public void close() {
    delete(folder);
  }
}
