package org.vladoscope.vlad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.L2;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.compute.Precision;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.linalg.Whitening;

class PatchVladTest {

  private static final int HEIGHT = 9;
  private static final int WIDTH = 11;
  private static final int CHANNELS = 96;
  // Not a multiple of how many clusters are computed at once.
  private static final int WORDS = 7;

  private static final Random RANDOM = new Random(3);
  private static final FeatureMap MAP =
      new FeatureMap(
          HEIGHT, WIDTH, random(HEIGHT * WIDTH, CHANNELS), new CellGeometry(267, 16, 118));
  private static final Vocabulary WORDS_OF_THE_MAP =
      new Vocabulary(
          random(WORDS, CHANNELS), random(WORDS, CHANNELS), random(1, WORDS).data(), true);

  private static final List<PatchScale> MORE_PATCHES_THAN_CELLS =
      List.of(
          new PatchScale(1, 1), new PatchScale(2, 1), new PatchScale(3, 1), new PatchScale(5, 1));

  @Test
  void aPatchIsTheSumOfTheResidualsOfItsCellsForAnySizeAndStride() {
    for (PatchScale scale :
        List.of(
            new PatchScale(1, 1),
            new PatchScale(3, 2),
            new PatchScale(6, 1),
            new PatchScale(7, 1),
            new PatchScale(9, 4))) {
      PatchGrid grid = new PatchGrid(HEIGHT, WIDTH, scale, MAP.geometry());
      FloatMatrix patches = PatchVlad.describe(MAP, WORDS_OF_THE_MAP, scale);

      assertThat(patches.rows()).isEqualTo(grid.count());
      for (int i = 0; i < grid.count(); i++) {
        assertThat(difference(patches.row(i), summed(grid, i)))
            .as("%s, patch %d", scale, i)
            .isLessThan(1e-5);
      }
    }
  }

  @Test
  void aBoxOfAnyShapeIsTheSumOfTheResidualsOfItsCells() {
    for (BoxGrid grid :
        List.of(
            new BoxGrid(HEIGHT, WIDTH, 1, 5, 1),
            new BoxGrid(HEIGHT, WIDTH, 9, 1, 1),
            new BoxGrid(HEIGHT, WIDTH, 3, 7, 2),
            new BoxGrid(HEIGHT, WIDTH, 9, 11, 1))) {
      FloatMatrix boxes = PatchVlad.describe(MAP, WORDS_OF_THE_MAP, grid);

      assertThat(boxes.rows()).isEqualTo(grid.count());
      for (int i = 0; i < grid.count(); i++) {
        FloatMatrix cells = FloatMatrix.zeros(grid.height() * grid.width(), CHANNELS);
        for (int row = 0; row < grid.height(); row++) {
          System.arraycopy(
              MAP.cells().data(),
              ((grid.firstCellRow(i) + row) * WIDTH + grid.firstCellColumn(i)) * CHANNELS,
              cells.data(),
              row * grid.width() * CHANNELS,
              grid.width() * CHANNELS);
        }
        FeatureMap alone = new FeatureMap(grid.height(), grid.width(), cells, MAP.geometry());
        assertThat(difference(boxes.row(i), NetVlad.describe(alone, WORDS_OF_THE_MAP)))
            .as("%s, box %d", grid, i)
            .isLessThan(1e-5);
      }
    }
  }

  @Test
  void aSquareBoxIsAPatch() {
    FloatMatrix patches = PatchVlad.describe(MAP, WORDS_OF_THE_MAP, new PatchScale(3, 2));
    FloatMatrix boxes =
        PatchVlad.describe(MAP, WORDS_OF_THE_MAP, new BoxGrid(HEIGHT, WIDTH, 3, 3, 2));
    assertThat(boxes).isEqualTo(patches);
  }

  @Test
  void aPatchOfTheWholePictureIsItsGlobalDescriptor() {
    FeatureMap square = new FeatureMap(9, 9, random(81, CHANNELS), MAP.geometry());

    float[] patch = PatchVlad.describe(square, WORDS_OF_THE_MAP, new PatchScale(9, 1)).row(0);

    assertThat(difference(patch, NetVlad.describe(square, WORDS_OF_THE_MAP))).isLessThan(1e-6);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("fewAndMany")
  void patchesThatAreReducedAsTheyAriseAreThoseThatAreReducedAfterwards(
      String what, List<PatchScale> scales) {
    Whitening projection = new Whitening(random(20, WORDS * CHANNELS), random(1, 20).data());
    List<FloatMatrix> whole = PatchVlad.describe(MAP, WORDS_OF_THE_MAP, scales);

    try (Compute compute = Compute.open(DeviceChoice.CPU, 2)) {
      List<FloatMatrix> reduced =
          PatchVlad.describe(MAP, WORDS_OF_THE_MAP, scales, projection, Precision.FP32, compute);

      assertThat(reduced).hasSameSizeAs(scales);
      for (int s = 0; s < scales.size(); s++) {
        FloatMatrix afterwards = projection.apply(whole.get(s), compute);
        assertThat(reduced.get(s).rows()).isEqualTo(afterwards.rows());
        assertThat(difference(reduced.get(s).data(), afterwards.data())).isLessThan(1e-6);
      }
    }
  }

  @Test
  void aWordThatHardlyTakesPartInASmallPatchLosesNoDigitsWhereCellsAreProjected() {
    Vocabulary sharp = WORDS_OF_THE_MAP.sharpened(20);
    List<PatchScale> scales = MORE_PATCHES_THAN_CELLS;
    Whitening projection = new Whitening(random(20, WORDS * CHANNELS), random(1, 20).data());
    List<FloatMatrix> whole = PatchVlad.describe(MAP, sharp, scales);

    try (Compute compute = Compute.open(DeviceChoice.CPU, 1)) {
      List<FloatMatrix> reduced =
          PatchVlad.describe(MAP, sharp, scales, projection, Precision.FP32, compute);

      for (int s = 0; s < scales.size(); s++) {
        FloatMatrix afterwards = projection.apply(whole.get(s), compute);
        assertThat(difference(reduced.get(s).data(), afterwards.data())).isLessThan(1e-6);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("fewAndMany")
  void aSizeHasTheSameBitsWhateverSizesAreAskedForBesideIt(String what, List<PatchScale> scales) {
    // A command that was killed goes on with some sizes of some images.
    Whitening projection = new Whitening(random(20, WORDS * CHANNELS), random(1, 20).data());

    try (Compute compute = Compute.open(DeviceChoice.CPU, 1)) {
      List<FloatMatrix> together =
          PatchVlad.describe(MAP, WORDS_OF_THE_MAP, scales, projection, Precision.FP32, compute);

      for (int s = 0; s < scales.size(); s++) {
        FloatMatrix alone =
            PatchVlad.describe(
                    MAP,
                    WORDS_OF_THE_MAP,
                    List.of(scales.get(s)),
                    projection,
                    Precision.FP32,
                    compute)
                .getFirst();
        assertThat(together.get(s).data()).as(scales.get(s).toString()).isEqualTo(alone.data());
      }
    }
  }

  static Stream<Arguments> fewAndMany() {
    return Stream.of(
        arguments("both", List.of(new PatchScale(2, 1), new PatchScale(3, 2))),
        arguments("fewer patches than cells", List.of(new PatchScale(2, 2), new PatchScale(5, 2))),
        arguments("more patches than cells", MORE_PATCHES_THAN_CELLS));
  }

  /** The definition, in doubles. */
  private static float[] summed(PatchGrid grid, int patch) {
    FloatMatrix cells = WORDS_OF_THE_MAP.input(MAP);
    SoftAssignment shares = WORDS_OF_THE_MAP.assign(MAP);
    float[] descriptor = new float[WORDS * CHANNELS];
    for (int k = 0; k < WORDS; k++) {
      for (int c = 0; c < CHANNELS; c++) {
        double sum = 0;
        for (int dy = 0; dy < grid.scale().size(); dy++) {
          for (int dx = 0; dx < grid.scale().size(); dx++) {
            int cell = (grid.firstCellRow(patch) + dy) * WIDTH + grid.firstCellColumn(patch) + dx;
            double residual = cells.get(cell, c) - WORDS_OF_THE_MAP.centroids().get(k, c);
            sum += shares.share(cell, k) * residual;
          }
        }
        descriptor[k * CHANNELS + c] = (float) sum;
      }
      L2.normalize(descriptor, k * CHANNELS, (k + 1) * CHANNELS);
    }
    L2.normalize(descriptor, 0, descriptor.length);
    return descriptor;
  }

  private static double difference(float[] a, float[] b) {
    assertThat(a).hasSameSizeAs(b);
    double max = 0;
    for (int i = 0; i < a.length; i++) {
      max = Math.max(max, Math.abs(a[i] - b[i]));
    }
    return max;
  }

  private static FloatMatrix random(int rows, int cols) {
    float[] values = new float[rows * cols];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) RANDOM.nextGaussian();
    }
    return FloatMatrix.of(rows, cols, values);
  }
}
