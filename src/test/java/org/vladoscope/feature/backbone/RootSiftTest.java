package org.vladoscope.feature.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vladoscope.Golden;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.image.RgbImage;

/** Dense RootSIFT against a slow, direct computation in double precision, and its invariances. */
class RootSiftTest {

  private static final int WIDTH = 150;
  private static final int HEIGHT = 116;

  @Test
  void histogramsAreThoseOfADirectComputation() {
    RgbImage image = clouds(WIDTH, HEIGHT, 3);
    FeatureMap map = new RootSift(List.of(0)).extract(image);
    assertThat(map.height()).isEqualTo(7);
    assertThat(map.width()).isEqualTo(9);
    double[][] smooth = SlowSift.blurred(SlowSift.luma(image), Math.sqrt(1.6 * 1.6 - .25));
    for (int row = 0; row < map.height(); row++) {
      for (int column = 0; column < map.width(); column++) {
        float[] expected = SlowSift.root(smooth, 16 * column + 8, 16 * row + 8, 4);
        float[] found = map.cells().row(row * map.width() + column);
        // OpenCV rounds its histograms to bytes and blurs in single precision.
        assertThat(Golden.maxDifference(found, expected))
            .as("cell " + row + ", " + column)
            .isLessThan(.02f);
        assertThat(dot(found, expected)).isGreaterThan(.999);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void coarserScalesAreTheDirectComputationOnAPictureBlurredMore(int octave) {
    RgbImage image = clouds(WIDTH, HEIGHT, 5);
    FeatureMap map = new RootSift(List.of(octave)).extract(image);
    double sigma = 1.6 * (1 << octave);
    double[][] smooth = SlowSift.blurred(SlowSift.luma(image), Math.sqrt(sigma * sigma - .25));
    for (int row = 2; row < 5; row++) {
      for (int column = 2; column < 7; column++) {
        float[] expected = SlowSift.root(smooth, 16 * column + 8, 16 * row + 8, 4 << octave);
        // Gradients of every second or fourth pixel only.
        assertThat(dot(map.cells().row(row * map.width() + column), expected)).isGreaterThan(.98);
      }
    }
  }

  @Test
  void everyScaleHasUnitLengthAndFlatPartsAreZero() {
    RgbImage image = clouds(WIDTH, HEIGHT, 4);
    FloatMatrix cells = new RootSift(List.of(0, 1, 2)).extract(image).cells();
    for (int cell = 0; cell < cells.rows(); cell++) {
      for (int scale = 0; scale < 3; scale++) {
        double sum = 0;
        for (int i = 0; i < RootSift.VALUES; i++) {
          sum += Math.pow(cells.get(cell, scale * RootSift.VALUES + i), 2);
        }
        assertThat(sum).isCloseTo(1, within(1e-5));
      }
    }
    RgbImage flat = new RgbImage(WIDTH, HEIGHT, new byte[3 * WIDTH * HEIGHT]);
    assertThat(new RootSift(List.of(0, 1)).extract(flat).cells().data()).containsOnly(0f);
  }

  @Test
  void brightnessAndContrastChangeNothingMuch() {
    RgbImage image = clouds(WIDTH, HEIGHT, 6);
    byte[] dim = image.rgb().clone();
    for (int i = 0; i < dim.length; i++) {
      dim[i] = (byte) (40 + (dim[i] & 0xff) / 2);
    }
    FloatMatrix usual = new RootSift(List.of(1)).extract(image).cells();
    FloatMatrix dimmed = new RootSift(List.of(1)).extract(new RgbImage(WIDTH, HEIGHT, dim)).cells();
    for (int cell = 0; cell < usual.rows(); cell++) {
      assertThat(dot(usual.row(cell), dimmed.row(cell))).isGreaterThan(.98);
    }
  }

  @Test
  void aPictureMovedByOneCellMovesItsFeatures() {
    RgbImage wide = clouds(176, 112, 9);
    FeatureMap left = new RootSift(List.of(0)).extract(crop(wide, 0, 160));
    FeatureMap right = new RootSift(List.of(0)).extract(crop(wide, 16, 160));
    for (int row = 2; row < 5; row++) {
      for (int column = 2; column < 7; column++) {
        assertThat(
                dot(
                    left.cells().row(row * left.width() + column + 1),
                    right.cells().row(row * right.width() + column)))
            .isGreaterThan(.9999);
      }
    }
  }

  @Test
  void scalesTogetherAreScalesOneByOneOnSeveralThreadsToo() {
    RgbImage image = clouds(WIDTH, HEIGHT, 7);
    RootSift both = new RootSift(List.of(1, 2));
    List<CompletableFuture<FeatureMap>> runs =
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> both.extract(image)))
            .limit(4)
            .toList();
    FloatMatrix fine = new RootSift(List.of(1)).extract(image).cells();
    FloatMatrix coarse = new RootSift(List.of(2)).extract(image).cells();
    for (CompletableFuture<FeatureMap> run : runs) {
      FloatMatrix cells = run.join().cells();
      for (int cell = 0; cell < cells.rows(); cell++) {
        assertThat(Arrays.copyOf(cells.row(cell), 128)).isEqualTo(fine.row(cell));
        assertThat(Arrays.copyOfRange(cells.row(cell), 128, 256)).isEqualTo(coarse.row(cell));
      }
    }
  }

  @Test
  void aCellSeesWhatItsGeometrySaysAndNoMore() {
    RgbImage image = clouds(320, 320, 8);
    BackboneInfo info = RootSift.info(List.of(1));
    FeatureMap before = new RootSift(List.of(1)).extract(image);
    assertThat(info.geometry().center(9)).isEqualTo(9 * 16 + 8);
    int reach = (info.geometry().receptiveField() - 1) / 2;
    // The blur reaches farther, but weakly: three deviations of 1.6 pixels of the octave.
    int blur = 10;
    byte[] changed = image.rgb().clone();
    for (int y = 0; y < 320; y++) {
      for (int x = 0; x < 320; x++) {
        if (Math.abs(x - 152) > reach + blur || Math.abs(y - 152) > reach + blur) {
          Arrays.fill(changed, 3 * (y * 320 + x), 3 * (y * 320 + x) + 3, (byte) 0);
        }
      }
    }
    FeatureMap after = new RootSift(List.of(1)).extract(new RgbImage(320, 320, changed));
    int cell = 9 * before.width() + 9;
    assertThat(dot(before.cells().row(cell), after.cells().row(cell))).isGreaterThan(.9999);
    assertThat(dot(before.cells().row(cell + 2), after.cells().row(cell + 2))).isLessThan(.99);
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  private static RgbImage crop(RgbImage image, int left, int width) {
    byte[] rgb = new byte[3 * width * image.height()];
    for (int y = 0; y < image.height(); y++) {
      System.arraycopy(image.rgb(), 3 * (y * image.width() + left), rgb, 3 * y * width, 3 * width);
    }
    return new RgbImage(width, image.height(), rgb);
  }

  /** Smooth random colours with structure at several sizes. */
  private static RgbImage clouds(int width, int height, long seed) {
    Random random = new Random(seed);
    double[][] waves = new double[12][];
    for (int w = 0; w < waves.length; w++) {
      double frequency = .04 * Math.pow(1.25, w);
      double angle = random.nextDouble() * Math.PI;
      waves[w] =
          new double[] {
            frequency * Math.cos(angle), frequency * Math.sin(angle), random.nextDouble() * 7
          };
    }
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < 3; c++) {
          double sum = 0;
          for (double[] wave : waves) {
            sum += Math.sin(wave[0] * x + wave[1] * y + wave[2] + c);
          }
          rgb[3 * (y * width + x) + c] = (byte) Math.clamp(Math.round(128 + 28 * sum), 0, 255);
        }
      }
    }
    return new RgbImage(width, height, rgb);
  }
}
