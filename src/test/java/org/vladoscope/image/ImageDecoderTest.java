package org.vladoscope.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Pipes;

class ImageDecoderTest {

  /** 16×16 pixels of (200, 40, 90), lossless. */
  private static final String WEBP = "UklGRh4AAABXRUJQVlA4TBEAAAAvD8ADAAdQlCJXq/+BiOh/AAA=";

  /** 16×16 pixels of red as cyan, magenta, yellow and black, inverted as Adobe does. */
  private static final String CMYK_JPEG =
      "/9j/7gAOQWRvYmUAZAAAAAAC/9sAQwADAgIDAgIDAwMDBAMDBAUIBQUEBAUKBwcGCAwKDAwLCgsL"
          + "DQ4SEA0OEQ4LCxAWEBETFBUVFQwPFxgWFBgSFBUU/9sAQwEDBAQFBAUJBQUJFA0LDRQUFBQUFBQU"
          + "FBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU/8AAFAgAEAAQBAERAAIR"
          + "AQMRAQQRAP/EABYAAQEBAAAAAAAAAAAAAAAAAAAICf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/xAAW"
          + "AQEBAQAAAAAAAAAAAAAAAAAABwn/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADgQBAAIRAxEEAAA/"
          + "AKIXNlU1TAAAAf/Z";

  @TempDir Path folder;

  // --- formats ---

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "tiff"})
  void losslessFormatsGiveBackEveryPixel(String format) throws IOException {
    BufferedImage picture = corners(40, 30);
    Path file = write(picture, format, "image." + format);

    RgbImage decoded = ImageDecoder.decode(file);

    assertThat(decoded.size()).isEqualTo(new ImageSize(40, 30));
    assertThat(decoded.rgb()).isEqualTo(rgb(picture));
  }

  @ParameterizedTest
  @EnumSource(Decoding.class)
  void anImageOfTheSizeThatIsWantedStaysAsItIs(Decoding decoding) throws IOException {
    Path file = write(corners(40, 30), "png", "image.png");

    RgbImage decoded = ImageDecoder.decode(file, new ImageSize(40, 30), decoding);

    assertThat(decoded.rgb()).isEqualTo(ImageDecoder.decode(file).rgb());
    assertThat(ImageDecoder.decode(file, new ImageSize(40, 32), decoding).rgb())
        .hasSize(3 * 40 * 32);
  }

  @Test
  void aGifGivesBackItsColours() throws IOException {
    RgbImage decoded = ImageDecoder.decode(write(corners(40, 30), "gif", "picture.gif"));

    assertThat(pixel(decoded, 2, 2)).containsExactly(255, 0, 0);
    assertThat(pixel(decoded, 37, 2)).containsExactly(0, 255, 0);
    assertThat(pixel(decoded, 2, 27)).containsExactly(0, 0, 255);
  }

  @Test
  void aJpegIsCloseToThePicture() throws IOException {
    RgbImage decoded = ImageDecoder.decode(write(corners(64, 48), "jpg", "picture.jpg"));

    assertThat(decoded.size()).isEqualTo(new ImageSize(64, 48));
    assertClose(pixel(decoded, 4, 4), 255, 0, 0);
    assertClose(pixel(decoded, 60, 4), 0, 255, 0);
    assertClose(pixel(decoded, 4, 44), 0, 0, 255);
  }

  @Test
  void aWebpIsDecoded() {
    RgbImage decoded = ImageDecoder.decode("a.webp", Base64.getDecoder().decode(WEBP));

    assertThat(decoded.size()).isEqualTo(new ImageSize(16, 16));
    assertThat(pixel(decoded, 8, 8)).containsExactly(200, 40, 90);
  }

  /** Binary and plain PGM of 8 and 16 bits, and PPM, as cameras of robots write them. */
  @ParameterizedTest
  @CsvSource({"P5 255, 120", "P5 65535, 120", "P2 255, 120", "P6 255, 120"})
  void pnmIsDecoded(String head, int grey) throws IOException {
    RgbImage decoded = ImageDecoder.decode("a.pgm", pnm(head, grey));

    assertThat(decoded.size()).isEqualTo(new ImageSize(16, 16));
    assertThat(decoded.get(3, 5, 0)).isEqualTo(grey);
    assertThat(decoded.get(3, 5, 2)).isEqualTo(grey);
  }

  private static byte[] pnm(String head, int grey) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write((head.replace(" ", "\n16 16\n") + "\n").getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < 256; i++) {
      if (head.startsWith("P2")) {
        out.write((grey + " ").getBytes(StandardCharsets.US_ASCII));
      } else {
        int bytes = head.startsWith("P6") ? 3 : head.endsWith("65535") ? 2 : 1;
        for (int b = 0; b < bytes; b++) {
          out.write(grey);
        }
      }
    }
    return out.toByteArray();
  }

  @Test
  void aTruncatedPnmIsAnErrorThatNamesTheFileAndAHugeOneIsRefusedByItsHeader() throws IOException {
    byte[] half = Arrays.copyOf(pnm("P5 255", 120), 100);
    assertThatThrownBy(() -> ImageDecoder.decode("half.pgm", half))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("half.pgm is damaged or incomplete");
    byte[] huge = "P5\n999999 999999\n255\n".getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> ImageDecoder.decode("huge.pgm", huge))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("megapixels");
  }

  @ParameterizedTest
  @CsvSource({"ftypheic, a HEIC image", "ftypavif, an AVIF image", "'jP  ....', a JPEG 2000 image"})
  void picturesThatCannotBeReadAreNamedByKindWhateverTheirName(String head, String kind) {
    byte[] content = ("\0\0\0\u000c" + head + "\0\0\0\0").getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> ImageDecoder.decode("IMG_1.jpg", content))
        .isInstanceOf(InputException.class)
        .hasMessage("IMG_1.jpg is " + kind + ", which cannot be read; save it as JPEG or PNG.");
  }

  @Test
  void aJpegForPrintingBecomesRgb() {
    RgbImage decoded = ImageDecoder.decode("a.jpg", Base64.getDecoder().decode(CMYK_JPEG));

    // Without an ICC profile the ink colours are only roughly known.
    assertThat(decoded.get(8, 8, 0)).isGreaterThan(200);
    assertThat(decoded.get(8, 8, 1)).isLessThan(60);
    assertThat(decoded.get(8, 8, 2)).isLessThan(60);
  }

  @Test
  void theContentDecidesAboutTheFormatNotTheName() throws IOException {
    Path file = write(corners(20, 20), "png", "really-a-png.jpg");

    assertThat(pixel(ImageDecoder.decode(file), 2, 2)).containsExactly(255, 0, 0);
  }

  @Test
  void namesOfPicturesAreKnownInAnyCase() {
    assertThat(ImageDecoder.isImageName("a.JPG")).isTrue();
    assertThat(ImageDecoder.isImageName("a.b.Tiff")).isTrue();
    assertThat(ImageDecoder.isImageName("jpg")).isFalse();
    assertThat(ImageDecoder.isImageName("a.txt")).isFalse();
    assertThat(ImageDecoder.isImageName("a.")).isFalse();
  }

  // --- grey, palette, alpha, 16 bits ---

  @Test
  void grayStaysGray() throws IOException {
    RgbImage decoded =
        ImageDecoder.decode(write(ramp(BufferedImage.TYPE_BYTE_GRAY), "png", "gray.png"));

    for (int x = 0; x < 256; x++) {
      assertThat(pixel(decoded, x, 3)).containsExactly(x, x, x);
    }
  }

  @Test
  void aGrayJpegStaysGray() throws IOException {
    RgbImage decoded =
        ImageDecoder.decode(write(ramp(BufferedImage.TYPE_BYTE_GRAY), "jpg", "gray.jpg"));

    for (int x = 0; x < 256; x++) {
      assertClose(pixel(decoded, x, 3), x, x, x);
    }
  }

  @Test
  void grayWith16BitsKeepsItsUpperByte() throws IOException {
    RgbImage decoded =
        ImageDecoder.decode(write(ramp(BufferedImage.TYPE_USHORT_GRAY), "png", "gray16.png"));

    for (int x = 0; x < 256; x++) {
      assertThat(pixel(decoded, x, 3)).containsExactly(x, x, x);
    }
  }

  @Test
  void grayWithAlphaStaysGray() throws IOException {
    ComponentColorModel grayAlpha =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_GRAY),
            true,
            false,
            Transparency.TRANSLUCENT,
            DataBuffer.TYPE_BYTE);
    WritableRaster raster = grayAlpha.createCompatibleWritableRaster(256, 16);
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 256; x++) {
        raster.setPixel(x, y, new int[] {x, 255});
      }
    }
    Path file = write(new BufferedImage(grayAlpha, raster, false, null), "png", "gray-alpha.png");

    RgbImage decoded = ImageDecoder.decode(file);

    for (int x = 0; x < 256; x++) {
      assertThat(pixel(decoded, x, 3)).containsExactly(x, x, x);
    }
  }

  @Test
  void coloursWith16BitsKeepTheirUpperByte() throws IOException {
    ComponentColorModel rgb16 =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            Transparency.OPAQUE,
            DataBuffer.TYPE_USHORT);
    WritableRaster raster = rgb16.createCompatibleWritableRaster(256, 16);
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 256; x++) {
        raster.setPixel(x, y, new int[] {257 * x, 257 * (255 - x), 257 * 7});
      }
    }
    Path file = write(new BufferedImage(rgb16, raster, false, null), "png", "rgb16.png");

    RgbImage decoded = ImageDecoder.decode(file);

    for (int x = 0; x < 256; x++) {
      assertThat(pixel(decoded, x, 3)).containsExactly(x, 255 - x, 7);
    }
  }

  @Test
  void aPaletteIsLookedUp() throws IOException {
    byte[] red = {(byte) 250, 10, 30};
    byte[] green = {20, (byte) 240, 40};
    byte[] blue = {5, 15, (byte) 230};
    BufferedImage picture =
        new BufferedImage(
            24, 18, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(8, 3, red, green, blue));
    for (int y = 0; y < 18; y++) {
      for (int x = 0; x < 24; x++) {
        picture.getRaster().setSample(x, y, 0, x % 3);
      }
    }

    RgbImage decoded = ImageDecoder.decode(write(picture, "png", "palette.png"));

    assertThat(pixel(decoded, 0, 5)).containsExactly(250, 20, 5);
    assertThat(pixel(decoded, 1, 5)).containsExactly(10, 240, 15);
    assertThat(pixel(decoded, 2, 5)).containsExactly(30, 40, 230);
  }

  @Test
  void alphaIsLeftAsideAsTheReferencesDo() throws IOException {
    BufferedImage picture = new BufferedImage(20, 20, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < 20; y++) {
      for (int x = 0; x < 20; x++) {
        picture.setRGB(x, y, (x * 12) << 24 | 0x00c86432);
      }
    }

    RgbImage decoded = ImageDecoder.decode(write(picture, "png", "alpha.png"));

    for (int x = 0; x < 20; x++) {
      assertThat(pixel(decoded, x, 10)).containsExactly(200, 100, 50);
    }
  }

  // --- EXIF orientation ---

  @ParameterizedTest
  @CsvSource({
    // where the stored image's red, green and blue corners must appear: 0 top left, 1 top right,
    // 2 bottom left, 3 bottom right
    "1, 64, 48, 0, 1, 2",
    "2, 64, 48, 1, 0, 3",
    "3, 64, 48, 3, 2, 1",
    "4, 64, 48, 2, 3, 0",
    "5, 48, 64, 0, 2, 1",
    "6, 48, 64, 1, 3, 0",
    "7, 48, 64, 3, 1, 2",
    "8, 48, 64, 2, 0, 3"
  })
  void exifTurnsThePictureUpright(
      int orientation, int width, int height, int red, int green, int blue) throws IOException {
    byte[] jpeg = withOrientation(bytes(corners(64, 48), "jpg"), orientation);

    RgbImage decoded = ImageDecoder.decode("turned.jpg", jpeg);

    assertThat(decoded.size()).isEqualTo(new ImageSize(width, height));
    assertClose(corner(decoded, red), 255, 0, 0);
    assertClose(corner(decoded, green), 0, 255, 0);
    assertClose(corner(decoded, blue), 0, 0, 255);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 60000})
  void anOrientationThatDoesNotExistIsIgnored(int orientation) throws IOException {
    byte[] jpeg = withOrientation(bytes(corners(64, 48), "jpg"), orientation);

    RgbImage decoded = ImageDecoder.decode("turned.jpg", jpeg);

    assertThat(decoded.size()).isEqualTo(new ImageSize(64, 48));
    assertClose(corner(decoded, 0), 255, 0, 0);
  }

  @Test
  void exifThatIsNonsenseIsIgnored() throws IOException {
    byte[] jpeg = withApp1(bytes(corners(64, 48), "jpg"), "Exif\0\0nonsense, not a TIFF header");

    assertThat(ImageDecoder.decode("odd.jpg", jpeg).size()).isEqualTo(new ImageSize(64, 48));
  }

  // --- files that cannot be used ---

  @ParameterizedTest
  @ValueSource(doubles = {.98, .7, .4, .1})
  void aTruncatedJpegIsAnErrorThatNamesTheFile(double share) throws IOException {
    byte[] whole = bytes(noise(200, 150), "jpg");
    Path file = folder.resolve("cut.jpg");
    Files.write(file, Arrays.copyOf(whole, (int) (whole.length * share)));

    assertFails(file).hasMessageContaining("damaged or incomplete");
  }

  @ParameterizedTest
  @ValueSource(doubles = {.98, .7, .4, .1, .01})
  void aTruncatedPngIsAnErrorThatNamesTheFile(double share) throws IOException {
    byte[] whole = bytes(noise(200, 150), "png");
    Path file = folder.resolve("cut.png");
    Files.write(file, Arrays.copyOf(whole, (int) (whole.length * share)));

    assertFails(file).hasMessageContaining("damaged or incomplete");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bmp", "gif", "tiff"})
  void otherTruncatedFormatsAreErrorsToo(String format) throws IOException {
    byte[] whole = bytes(noise(200, 150), format);
    Path file = folder.resolve("cut." + format);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));

    assertFails(file).hasMessageContaining("damaged or incomplete");
  }

  @Test
  void aTruncatedWebpIsAnErrorThatNamesTheFile() throws IOException {
    byte[] whole = Base64.getDecoder().decode(WEBP);
    Path file = folder.resolve("cut.webp");
    Files.write(file, Arrays.copyOf(whole, whole.length - 8));

    assertFails(file).hasMessageContaining("damaged or incomplete");
  }

  @Test
  void bytesAfterTheEndOfAJpegDoNotMatter() throws IOException {
    byte[] whole = bytes(corners(64, 48), "jpg");
    byte[] padded = Arrays.copyOf(whole, whole.length + 100);

    assertThat(ImageDecoder.decode("padded.jpg", padded).size()).isEqualTo(new ImageSize(64, 48));
  }

  @Test
  void aTextFileIsNotAPicture() throws IOException {
    Path file = folder.resolve("notes.jpg");
    Files.writeString(file, "These are my notes about the trip.");

    assertFails(file).hasMessageContaining("not an image");
  }

  @Test
  void anEmptyFileIsSaidToBeEmpty() throws IOException {
    Path file = Files.createFile(folder.resolve("nothing.jpg"));

    assertFails(file).hasMessageContaining("empty");
  }

  @Test
  void aMissingFileIsSaidToBeMissing() {
    assertFails(folder.resolve("gone.jpg")).hasMessageContaining("does not exist");
  }

  @Test
  void aFolderIsNotAPicture() throws IOException {
    Path file = Files.createDirectory(folder.resolve("folder.jpg"));

    assertFails(file).hasMessageContaining("is a folder");
  }

  @Test
  void aPipeIsRefusedInsteadOfWaitedFor() throws IOException {
    assertFails(Pipes.make(folder.resolve("pipe.jpg")))
        .hasMessageContaining("it is a pipe or a device, not a file");
  }

  @Test
  void onePixelIsTooSmall() throws IOException {
    Path file = write(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "png", "dot.png");

    assertFails(file).hasMessageContaining("1×1").hasMessageContaining("16×16");
  }

  @Test
  void aHugePictureIsRefusedByItsHeader() throws IOException {
    Path file = folder.resolve("huge.png");
    // The header promises 2.7 GB of pixels; there are none, so reading them would say "damaged".
    Files.write(file, pngHeader(30_000, 30_000));

    assertFails(file).hasMessageContaining("30000×30000").hasMessageContaining("50 megapixels");
  }

  @Test
  void aLongThinPictureOfTooManyPixelsIsRefused() throws IOException {
    Path file = folder.resolve("thin.png");
    Files.write(file, pngHeader(Integer.MAX_VALUE, 16));

    assertFails(file).hasMessageContaining("megapixels");
  }

  // --- helpers ---

  private static AbstractThrowableAssert<?, ? extends Throwable> assertFails(Path file) {
    return assertThatThrownBy(() -> ImageDecoder.decode(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(file.toString())
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("Exception").endsWith("."));
  }

  private Path write(BufferedImage picture, String format, String name) throws IOException {
    return Files.write(folder.resolve(name), bytes(picture, format));
  }

  private static byte[] bytes(BufferedImage picture, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(picture, format, out)).as("a writer for %s", format).isTrue();
    return out.toByteArray();
  }

  /** Quarters: red at the top left, green at the top right, blue at the bottom left, white. */
  private static BufferedImage corners(int width, int height) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    Color[] colours = {Color.RED, Color.GREEN, Color.BLUE, Color.WHITE};
    for (int i = 0; i < 4; i++) {
      graphics.setColor(colours[i]);
      graphics.fillRect(i % 2 * width / 2, i / 2 * height / 2, width / 2, height / 2);
    }
    graphics.dispose();
    return picture;
  }

  private static BufferedImage noise(int width, int height) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    java.util.Random random = new java.util.Random(7);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        picture.setRGB(x, y, random.nextInt(0x1000000));
      }
    }
    return picture;
  }

  /** Column x has grey level x, in 16 bits 256·x + x. */
  private static BufferedImage ramp(int type) {
    BufferedImage picture = new BufferedImage(256, 16, type);
    int scale = type == BufferedImage.TYPE_USHORT_GRAY ? 257 : 1;
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 256; x++) {
        picture.getRaster().setSample(x, y, 0, scale * x);
      }
    }
    return picture;
  }

  private static byte[] rgb(BufferedImage picture) {
    byte[] rgb = new byte[3 * picture.getWidth() * picture.getHeight()];
    for (int i = 0; i < rgb.length / 3; i++) {
      int pixel = picture.getRGB(i % picture.getWidth(), i / picture.getWidth());
      rgb[3 * i] = (byte) (pixel >> 16);
      rgb[3 * i + 1] = (byte) (pixel >> 8);
      rgb[3 * i + 2] = (byte) pixel;
    }
    return rgb;
  }

  private static int[] pixel(RgbImage image, int x, int y) {
    return new int[] {image.get(x, y, 0), image.get(x, y, 1), image.get(x, y, 2)};
  }

  private static int[] corner(RgbImage image, int corner) {
    return pixel(
        image, corner % 2 == 0 ? 4 : image.width() - 5, corner / 2 == 0 ? 4 : image.height() - 5);
  }

  private static void assertClose(int[] actual, int... expected) {
    for (int c = 0; c < 3; c++) {
      assertThat(actual[c]).isCloseTo(expected[c], within(6));
    }
  }

  private static byte[] withOrientation(byte[] jpeg, int orientation) throws IOException {
    ByteArrayOutputStream exif = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(exif);
    out.writeBytes("Exif\0\0MM");
    out.writeShort(42);
    out.writeInt(8); // offset of the first directory
    out.writeShort(1); // one entry
    out.writeShort(0x0112); // orientation
    out.writeShort(3); // of type short
    out.writeInt(1);
    out.writeShort(orientation);
    out.writeShort(0);
    out.writeInt(0); // no further directory
    return withApp1(jpeg, exif.toString(StandardCharsets.ISO_8859_1));
  }

  private static byte[] withApp1(byte[] jpeg, String content) throws IOException {
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(result);
    out.write(jpeg, 0, 2); // start of image
    out.writeShort(0xffe1);
    out.writeShort(content.length() + 2);
    out.write(content.getBytes(StandardCharsets.ISO_8859_1));
    out.write(jpeg, 2, jpeg.length - 2);
    return result.toByteArray();
  }

  /** A PNG that ends after its header and a little compressed data. */
  private static byte[] pngHeader(int width, int height) throws IOException {
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(result);
    out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream fields = new DataOutputStream(header);
    fields.writeInt(width);
    fields.writeInt(height);
    fields.write(new byte[] {8, 2, 0, 0, 0});
    chunk(out, "IHDR", header.toByteArray());
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(data)) {
      deflater.write(new byte[100]);
    }
    chunk(out, "IDAT", data.toByteArray());
    return result.toByteArray();
  }

  private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(type.getBytes(StandardCharsets.US_ASCII));
    crc.update(content);
    out.writeInt(content.length);
    out.writeBytes(type);
    out.write(content);
    out.writeInt((int) crc.getValue());
  }
}
