package org.vladoscope.train;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.image.Decoding;
import org.vladoscope.image.ImageDecoder;
import org.vladoscope.image.ImageSize;
import org.vladoscope.image.RgbImage;
import org.vladoscope.store.WholeFile;

/**
 * A temporary folder of made-up views: as files they pass through the same network and cache as any
 * image.
 */
public final class ViewFolder implements AutoCloseable {

  private final Path folder;
  private final ImageSize size;

  private ViewFolder(Path folder, ImageSize size) {
    this.folder = folder;
    this.size = size;
  }

  /**
   * Makes an empty folder.
   *
   * @param size of the views
   * @throws InputException if that cannot be done
   */
  public static ViewFolder open(ImageSize size) {
    try {
      return new ViewFolder(Files.createTempDirectory("vladoscope-views"), size);
    } catch (IOException e) {
      throw unwritten(e);
    }
  }

  private static InputException unwritten(IOException problem) {
    return new InputException(
        "The made-up views cannot be written: " + FileProblem.of(problem) + ".", problem);
  }

  /**
   * Writes a view of an image.
   *
   * @param number names the file
   * @return the view; empty if the image cannot be read, which the map's preparation will tell
   * @throws InputException if the view cannot be written
   */
  public Optional<PlaceImage> add(PlaceImage image, ImageWarp warp, int number) {
    RgbImage view;
    try {
      view = warp.of(ImageDecoder.decode(image.file(), size, Decoding.EXACT));
    } catch (InputException e) {
      return Optional.empty();
    }
    BufferedImage pixels =
        new BufferedImage(view.width(), view.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < view.height(); y++) {
      for (int x = 0; x < view.width(); x++) {
        pixels.setRGB(x, y, view.get(x, y, 0) << 16 | view.get(x, y, 1) << 8 | view.get(x, y, 2));
      }
    }
    Path file = folder.resolve("%06d.png".formatted(number));
    WholeFile.stream(
        file,
        out -> {
          if (!ImageIO.write(pixels, "png", out)) {
            throw new IOException("no writer for PNG");
          }
        });
    return Optional.of(new PlaceImage(image.name(), file, image.pose()));
  }

  /** Deletes the views. */
  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> innerFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : innerFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // A temporary folder that cannot be deleted is the system's to clear.
      return;
    }
  }
}
