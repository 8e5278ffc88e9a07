package org.vladoscope.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vladoscope.figure.ColorMap;
import org.vladoscope.figure.Colour;
import org.vladoscope.figure.Texture;

class ColorMapTest {

  @ParameterizedTest
  @EnumSource
  void everyMapGetsLighterFromEndToEnd(ColorMap map) {
    double before = -1;
    for (int i = 0; i <= 100; i++) {
      double luminance = luminance(map.argb(i / 100.0));
      assertThat(luminance).as(map + " at " + i).isGreaterThanOrEqualTo(before - 0.004);
      before = luminance;
    }
    assertThat(luminance(map.argb(1)) - luminance(map.argb(0))).isGreaterThan(0.6);
  }

  @ParameterizedTest
  @EnumSource
  void linesOfLowValuesAreSeenOnDarkPhotographsAndStillDifferFromThoseOfHighOnes(ColorMap map) {
    double before = .39;
    for (int i = 0; i <= 100; i++) {
      double luminance = luminance(map.forLines().argb(i / 100.0));
      assertThat(luminance).as(map + " at " + i).isGreaterThanOrEqualTo(before - .004);
      before = Math.max(before, luminance);
    }
    assertThat(map.forLines().argb(1)).isEqualTo(map.argb(1));
    assertThat(before - luminance(map.forLines().argb(0))).isGreaterThan(.35);
    for (Vision vision : Vision.values()) {
      assertThat(distance(vision.sees(map.forLines().argb(0)), vision.sees(map.forLines().argb(1))))
          .as(map + ", " + vision)
          .isGreaterThan(.3);
    }
  }

  @Test
  void valuesOutsideTakeTheNearestEndAndMissingOnesNoColour() {
    assertThat(ColorMap.VIRIDIS.argb(-3)).isEqualTo(ColorMap.VIRIDIS.argb(0));
    assertThat(ColorMap.VIRIDIS.argb(9)).isEqualTo(0xfffde725);
    assertThat(ColorMap.VIRIDIS.argb(Double.NaN)).isZero();
  }

  @Test
  void clustersDifferInColourOrTextureHoweverColoursAreSeen() {
    ClusterPalette palette = new ClusterPalette(32);
    for (int a = 0; a < palette.size(); a++) {
      for (int b = 0; b < a; b++) {
        if (palette.texture(a) == palette.texture(b)) {
          for (Vision vision : Vision.values()) {
            assertThat(distance(vision.sees(palette.argb(a)), vision.sees(palette.argb(b))))
                .as("clusters %d and %d, %s", a, b, vision)
                .isGreaterThan(.07);
          }
        }
      }
    }
  }

  @Test
  void aTextureIsSeenOnItsColour() {
    for (int k = 8; k < 32; k++) {
      int[] cell =
          ClusterPalette.pixels(
              new ClusterPalette(32).colour(k), new ClusterPalette(32).texture(k), 12);
      assertThat(Arrays.stream(cell).distinct().toArray()).as("cluster " + k).hasSize(2);
      assertThat(
              distance(
                  Vision.FULL.sees(cell[0]),
                  Vision.FULL.sees(Texture.ink(new Colour(cell[0])).argb())))
          .as("cluster " + k)
          .isGreaterThan(.3);
    }
  }

  /** Full colour vision and the lack of each of the three cones, after Machado and others, 2009. */
  private enum Vision {
    FULL(1, 0, 0, 0, 1, 0, 0, 0, 1),
    WITHOUT_L(.152286, 1.052583, -.204868, .114503, .786281, .099216, -.003882, -.048116, 1.051998),
    WITHOUT_M(.367322, .860646, -.227968, .280085, .672501, .047413, -.01182, .04294, .968881),
    WITHOUT_S(1.255528, -.076749, -.178779, -.078411, .930809, .147602, .004733, .691367, .3039);

    private final double[] matrix;

    Vision(double... matrix) {
      this.matrix = matrix;
    }

    /** The colour in the OKLab space, where equal distances look equally large. */
    double[] sees(int argb) {
      double[] rgb = new double[3];
      for (int i = 0; i < 3; i++) {
        double c = (argb >> 16 - 8 * i & 0xff) / 255.0;
        rgb[i] = c <= .04045 ? c / 12.92 : Math.pow((c + .055) / 1.055, 2.4);
      }
      double[] lms = times(LMS, clamped(times(matrix, rgb)));
      for (int i = 0; i < 3; i++) {
        lms[i] = Math.cbrt(lms[i]);
      }
      return times(LAB, lms);
    }

    private static final double[] LMS = {
      .4122214708, .5363325363, .0514459929,
      .2119034982, .6806995451, .1073969566,
      .0883024619, .2817188376, .6299787005
    };

    private static final double[] LAB = {
      .2104542553, .7936177850, -.0040720468,
      1.9779984951, -2.4285922050, .4505937099,
      .0259040371, .7827717662, -.8086757660
    };

    private static double[] times(double[] matrix, double[] vector) {
      double[] product = new double[3];
      for (int i = 0; i < 9; i++) {
        product[i / 3] += matrix[i] * vector[i % 3];
      }
      return product;
    }

    private static double[] clamped(double[] values) {
      return Arrays.stream(values).map(v -> Math.clamp(v, 0, 1)).toArray();
    }
  }

  private static double luminance(int argb) {
    return (0.2126 * (argb >> 16 & 0xff) + 0.7152 * (argb >> 8 & 0xff) + 0.0722 * (argb & 0xff))
        / 255;
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }
}
