package org.vladoscope.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vladoscope.common.InputException;

/**
 * Images of many kinds, painted and read by Pillow ({@code make_image_fixtures.py}): each gives
 * Pillow's pixels or is refused by its kind.
 */
class KindsOfImagesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain.jpg",
        "progressive.jpg",
        "full-chroma.jpg",
        "grey.jpg",
        "inks.jpg",
        "inks-plain.jpg",
        "profile.jpg",
        "turned.jpg",
        "arithmetic.jpg",
        "wide-tables.jpg",
        "profile.png",
        "deep.png",
        "lossy.webp",
        "see-through.webp",
        "lossless.webp",
        "profile.webp",
        "animated.webp",
        "inks.tif",
        "big.tif",
        "profile.tif",
        "deep-differences.tif",
        "offset.gif"
      })
  void pixelsAreThoseOfPillow(String name) throws IOException {
    assertThat(distance(ImageDecoder.decode(name, content(name)), pillow(name)))
        .isLessThanOrEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "floats.tif, a TIFF of floating-point numbers",
    "deep32.tif, a TIFF with 32 bits per sample",
    "lab.tif, a TIFF in Lab colours"
  })
  void whatPillowShowsInAnotherWayIsRefusedByItsKind(String name, String kind) throws IOException {
    byte[] content = content(name);

    assertThatThrownBy(() -> ImageDecoder.decode(name, content))
        .isInstanceOf(InputException.class)
        .hasMessage(name + " is " + kind + ", which cannot be read; save it as JPEG or PNG.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"lossy.webp", "lossless.webp", "animated.webp", "see-through.webp", "plain.jpg"})
  void aFileThatLostItsEndIsNoImage(String name) throws IOException {
    byte[] content = content(name);

    for (int lost : new int[] {2, 60, content.length / 2}) {
      byte[] cut = Arrays.copyOf(content, content.length - lost);
      assertThatThrownBy(() -> ImageDecoder.decode(name, cut))
          .isInstanceOf(InputException.class)
          .hasMessage(name + " is damaged or incomplete: the file ends too early.");
    }
  }

  @Test
  void aJpegThatLostBytesInTheMiddleIsDamaged() throws IOException {
    for (String name : new String[] {"full-chroma.jpg", "progressive.jpg"}) {
      byte[] whole = content(name);
      byte[] holed = Arrays.copyOf(whole, whole.length - 700);
      int from = whole.length - 750;
      System.arraycopy(whole, from + 700, holed, from, 50);

      assertThatThrownBy(() -> ImageDecoder.decode(name, holed))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("damaged or incomplete");
    }
  }

  // --- photographs that are larger than needed ---

  @Test
  void aReducedPhotographIsWhatPillowMakesOfItsDraft() throws IOException {
    RgbImage fast =
        ImageDecoder.decode(
            "a.jpg", content("photograph.jpg"), new ImageSize(64, 48), Decoding.FAST);

    assertThat(distance(fast, pillow("photograph.jpg"))).isZero();
  }

  @Test
  void exactlyDecodedAPhotographIsWholeBeforeItIsResized() throws IOException {
    byte[] content = content("photograph.jpg");
    ImageSize size = new ImageSize(64, 48);

    RgbImage exact = ImageDecoder.decode("a.jpg", content, size, Decoding.EXACT);

    assertThat(distance(exact, BilinearResize.resize(ImageDecoder.decode("a.jpg", content), size)))
        .isZero();
    assertThat(distance(exact, pillow("photograph.jpg"))).isBetween(1, 12);
  }

  @Test
  void aPhotographLessThanFourTimesAsLargeIsDecodedWhole() throws IOException {
    byte[] content = content("photograph.jpg");
    ImageSize size = new ImageSize(66, 48);

    assertThat(
            distance(
                ImageDecoder.decode("a.jpg", content, size, Decoding.FAST),
                ImageDecoder.decode("a.jpg", content, size, Decoding.EXACT)))
        .isZero();
  }

  /** Resizing before turning gives what resizing after turning gives. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void aTurnedPhotographIsResizedAsIfItWereUpright(int exif) throws IOException {
    RgbImage stored = ImageDecoder.decode("a.jpg", content("photograph.jpg"));
    Orientation orientation = new Orientation(exif);
    for (ImageSize size : new ImageSize[] {new ImageSize(64, 48), new ImageSize(195, 100)}) {
      RgbImage expected = BilinearResize.resize(orientation.upright(stored), size);

      RgbImage resized =
          BilinearResize.resize(
              PixelRows.of(stored), PixelArea.all(stored.size()), orientation, size);

      assertThat(resized.size()).isEqualTo(size);
      assertThat(distance(resized, expected)).isZero();
    }
  }

  /** Half of 259 columns is no whole number; the last half column lies left in a turned image. */
  @Test
  void aTurnedPhotographIsReducedToTheSameArea() throws IOException {
    byte[] upright = content("photograph.jpg");
    byte[] turned = upright.clone();
    ImageSize size = new ImageSize(64, 48);

    RgbImage fast = ImageDecoder.decode("a.jpg", upright, size, Decoding.FAST);
    RgbImage mirrored =
        ImageDecoder.decode("b.jpg", withOrientation(turned, 3), size, Decoding.FAST);

    assertThat(distance(new Orientation(3).upright(mirrored), fast)).isLessThanOrEqualTo(1);
  }

  @Test
  void aThumbnailKeepsTheProportionsOfTheUprightImage(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a.jpg");
    Files.write(file, withOrientation(content("photograph.jpg"), 6));

    RgbImage thumbnail = ImageDecoder.thumbnail(file, 60);

    assertThat(thumbnail.size()).isEqualTo(new ImageSize(45, 60));
    assertThat(ImageDecoder.thumbnail(file, 1000).size()).isEqualTo(new ImageSize(195, 259));
  }

  // --- too much work ---

  @Test
  void aJpegWithThousandsOfScansIsRefusedBeforeItIsDecoded() throws IOException {
    byte[] whole = content("progressive.jpg");
    int first = scan(whole, 0);
    int second = scan(whole, first + 2);
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    bomb.write(whole, 0, first);
    for (int i = 0; i < 2000; i++) {
      bomb.write(whole, first, second - first);
    }
    bomb.write(new byte[] {(byte) 0xff, (byte) 0xd9});

    assertThatThrownBy(() -> ImageDecoder.decode("bomb.jpg", bomb.toByteArray()))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "bomb.jpg goes through its pixels 2000 times, which would take minutes to decode; at"
                + " most 100 scans are read. Save it anew.");
  }

  private static int scan(byte[] jpeg, int from) {
    int at = from;
    while (jpeg[at] != (byte) 0xff || jpeg[at + 1] != (byte) 0xda) {
      at++;
    }
    return at;
  }

  private static byte[] withOrientation(byte[] jpeg, int orientation) {
    byte[] exif = {
      (byte) 0xff,
      (byte) 0xe1,
      0,
      34,
      'E',
      'x',
      'i',
      'f',
      0,
      0,
      'M',
      'M',
      0,
      42,
      0,
      0,
      0,
      8,
      0,
      1,
      1,
      0x12,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      (byte) orientation,
      0,
      0,
      0,
      0,
      0,
      0
    };
    byte[] turned = new byte[jpeg.length + exif.length];
    System.arraycopy(jpeg, 0, turned, 0, 2);
    System.arraycopy(exif, 0, turned, 2, exif.length);
    System.arraycopy(jpeg, 2, turned, 2 + exif.length, jpeg.length - 2);
    return turned;
  }

  private static byte[] content(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            KindsOfImagesTest.class.getResourceAsStream("/image/" + name), name)) {
      return in.readAllBytes();
    }
  }

  private static RgbImage pillow(String name) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(content(name + ".png")));
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return RgbImage.onWhite(image.getWidth(), image.getHeight(), pixels);
  }

  /** The largest difference of a channel. */
  private static int distance(RgbImage a, RgbImage b) {
    assertThat(a.size()).isEqualTo(b.size());
    int most = 0;
    for (int i = 0; i < a.rgb().length; i++) {
      most = Math.max(most, Math.abs((a.rgb()[i] & 0xff) - (b.rgb()[i] & 0xff)));
    }
    return most;
  }
}
