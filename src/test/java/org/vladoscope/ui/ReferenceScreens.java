package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * Holds images of the window against what they looked like when somebody last looked at them, as
 * small images in {@code src/test/resources/screens}. So small, letters and times do not count; a
 * panel that is gone, a colour that is wrong or an image that has shrunk does. An image without a
 * reference is only written.
 *
 * <p>{@code -Dvladoscope.screens=renew} writes the references that exist anew, and {@code =all}
 * those of all images; look at them before they are committed.
 */
final class ReferenceScreens {

  static final int WIDTH = 128;
  static final int HEIGHT = 76;

  /** Of 255; what is drawn for another pixel or font stays below it. */
  private static final int TOLERANCE = 48;

  /** So many pixels of a hundred may differ by more. */
  private static final double DIFFERENT = 2.5;

  private static final Path FOLDER = Path.of("src/test/resources/screens");

  private ReferenceScreens() {}

  /**
   * Compares an image with its reference, if it has one.
   *
   * @param file the image as it was written; the reference has the same name
   */
  static void compare(Path file) {
    String renew = System.getProperty("vladoscope.screens", "");
    String name = file.getFileName().toString();
    BufferedImage now = small(read(file));
    BufferedImage reference = reference(name);
    if (renew.equals("all") || (renew.equals("renew") && reference != null)) {
      write(now, FOLDER.resolve(name));
    } else if (reference != null) {
      assertThat(difference(reference, now))
          .as(
              "%% of the small image that differ from %s; if %s is as it should be, write the"
                  + " reference anew with -Dvladoscope.screens=renew",
              FOLDER.resolve(name), file)
          .isLessThanOrEqualTo(DIFFERENT);
    }
  }

  /** Percent of the pixels of two small images that differ by more than the tolerance. */
  static double difference(BufferedImage one, BufferedImage other) {
    int different = 0;
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int a = one.getRGB(x, y);
        int b = other.getRGB(x, y);
        int most = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
          most = Math.max(most, Math.abs((a >> shift & 255) - (b >> shift & 255)));
        }
        different += most > TOLERANCE ? 1 : 0;
      }
    }
    return 100.0 * different / (WIDTH * HEIGHT);
  }

  /** Every pixel the mean of those it stands for. */
  static BufferedImage small(BufferedImage large) {
    BufferedImage small = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        small.setRGB(x, y, mean(large, x, y));
      }
    }
    return small;
  }

  private static int mean(BufferedImage large, int x, int y) {
    int left = x * large.getWidth() / WIDTH;
    int right = Math.max(left + 1, (x + 1) * large.getWidth() / WIDTH);
    int top = y * large.getHeight() / HEIGHT;
    int bottom = Math.max(top + 1, (y + 1) * large.getHeight() / HEIGHT);
    long red = 0;
    long green = 0;
    long blue = 0;
    for (int row = top; row < bottom; row++) {
      for (int column = left; column < right; column++) {
        int rgb = large.getRGB(column, row);
        red += rgb >> 16 & 255;
        green += rgb >> 8 & 255;
        blue += rgb & 255;
      }
    }
    long count = (long) (right - left) * (bottom - top);
    return (int) (red / count << 16 | green / count << 8 | blue / count);
  }

  private static @Nullable BufferedImage reference(String name) {
    try (InputStream in = ReferenceScreens.class.getResourceAsStream("/screens/" + name)) {
      return in == null ? null : ImageIO.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the reference " + name, e);
    }
  }

  private static BufferedImage read(Path file) {
    try {
      return ImageIO.read(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static void write(BufferedImage image, Path file) {
    try {
      Files.createDirectories(file.getParent());
      ImageIO.write(image, "png", file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
