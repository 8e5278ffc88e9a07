package org.vladoscope.feature;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.vladoscope.image.RgbImage;

/**
 * From bytes to a network's input: {@code (value / 255 − mean) / std} per channel.
 *
 * @param mean of red, green and blue
 * @param std of red, green and blue
 */
public record Preprocessing(List<Float> mean, List<Float> std) {

  /** Statistics of ImageNet, which torchvision's networks were trained with. */
  public static final Preprocessing IMAGENET =
      new Preprocessing(List.of(.485f, .456f, .406f), List.of(.229f, .224f, .225f));

  /** From −1 to 1. */
  public static final Preprocessing PLUS_MINUS_ONE =
      new Preprocessing(List.of(.5f, .5f, .5f), List.of(.5f, .5f, .5f));

  /** Checks and copies. */
  public Preprocessing {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    if (mean.size() != 3 || std.size() != 3 || std.stream().anyMatch(s -> !(s > 0))) {
      throw new IllegalArgumentException("three means and three positive deviations are needed");
    }
  }

  /** The input tensor {@code [3, height, width]}, row-major. */
  public float[] apply(RgbImage image) {
    float[] tensor = new float[3 * image.width() * image.height()];
    write(image, MemorySegment.ofArray(tensor));
    return tensor;
  }

  /**
   * Writes the same values elsewhere: they are millions, and a network takes them from outside the
   * Java heap.
   *
   * @param tensor room for {@code [3, height, width]}
   */
  public void write(RgbImage image, MemorySegment tensor) {
    int pixels = image.width() * image.height();
    byte[] rgb = image.rgb();
    for (int c = 0; c < 3; c++) {
      float[] table = new float[256];
      for (int v = 0; v < 256; v++) {
        table[v] = (v / 255f - mean.get(c)) / std.get(c);
      }
      long from = (long) c * pixels;
      for (int i = 0; i < pixels; i++) {
        tensor.setAtIndex(ValueLayout.JAVA_FLOAT, from + i, table[rgb[3 * i + c] & 0xff]);
      }
    }
  }
}
