package org.vladoscope.benchmark;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.vladoscope.image.BilinearResize;
import org.vladoscope.image.Decoding;
import org.vladoscope.image.ImageDecoder;
import org.vladoscope.image.ImageSize;
import org.vladoscope.image.RgbImage;

/**
 * A painted photograph of 12 megapixels that becomes 640×480, decoded by Java as Vladoscope did at
 * first, and as it does now.
 */
final class PhotographContest implements Contest {

  private static final int WIDTH = 4000;
  private static final int HEIGHT = 3000;
  private static final ImageSize SIZE = new ImageSize(640, 480);

  private final Decoding decoding;
  private final Path file;
  private RgbImage expected = new RgbImage(1, 1, new byte[3]);
  private RgbImage ours = expected;

  PhotographContest(Decoding decoding) {
    this.decoding = decoding;
    try {
      file = Files.createTempFile("vladoscope-photograph", ".jpg");
      ImageIO.write(painted(), "jpg", file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Soft colours with the grain of a sensor, so that the file is as large as a telephone's. */
  private static BufferedImage painted() {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    byte[] bytes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    Random random = new Random(1);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        double grain = 14 * random.nextGaussian();
        for (int c = 0; c < 3; c++) {
          double wave = Math.sin(x / (60.0 + 20 * c)) * Math.cos(y / (90.0 - 15 * c));
          double value = 128 + 90 * wave + grain;
          bytes[3 * (y * WIDTH + x) + c] = (byte) Math.max(0, Math.min(255, value));
        }
      }
    }
    return image;
  }

  @Override
  public String what() {
    return "JPEG of 12 megapixels to 640x480, " + decoding;
  }

  @Override
  public double goal() {
    return decoding == Decoding.FAST ? 5 : 3;
  }

  /** Two decoders may round to neighbouring levels; a reduced image lies a little further off. */
  @Override
  public double tolerance(double usual) {
    return (decoding == Decoding.FAST ? 12 : 2) / 255.0;
  }

  @Override
  public void reference() {
    BufferedImage image;
    try {
      image = ImageIO.read(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] rgb = new byte[3 * WIDTH * HEIGHT];
    int[] row = new int[WIDTH];
    for (int y = 0; y < HEIGHT; y++) {
      image.getRGB(0, y, WIDTH, 1, row, 0, WIDTH);
      for (int x = 0; x < WIDTH; x++) {
        int at = 3 * (y * WIDTH + x);
        rgb[at] = (byte) (row[x] >> 16);
        rgb[at + 1] = (byte) (row[x] >> 8);
        rgb[at + 2] = (byte) row[x];
      }
    }
    expected = BilinearResize.resize(new RgbImage(WIDTH, HEIGHT, rgb), SIZE);
  }

  @Override
  public void ours() {
    ours = ImageDecoder.decode(file, SIZE, decoding);
  }

  @Override
  public double difference() {
    int most = 0;
    for (int i = 0; i < expected.rgb().length; i++) {
      most = Math.max(most, Math.abs((expected.rgb()[i] & 0xff) - (ours.rgb()[i] & 0xff)));
    }
    return most / 255.0;
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
