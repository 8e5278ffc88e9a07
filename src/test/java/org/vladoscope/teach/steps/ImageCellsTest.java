package org.vladoscope.teach.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vladoscope.Golden;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.linalg.Whitening;
import org.vladoscope.vlad.NetVlad;
import org.vladoscope.vlad.Vocabulary;

class ImageCellsTest {

  private static final FeatureMap MAP =
      new FeatureMap(6, 8, random(48, 5), new CellGeometry(31, 16, 15));
  private static final Vocabulary WORDS =
      new Vocabulary(random(4, 5), random(4, 5), new float[4], true);

  @Test
  void theStepsEndInTheGlobalDescriptorOfThePicture() {
    ImageCells cells = cells(Optional.empty());
    double[] steps = cells.steps().stage(VladStep.L2).after();
    float[] taught = new float[steps.length];
    for (int i = 0; i < taught.length; i++) {
      taught[i] = (float) steps[i];
    }
    assertThat(Golden.maxDifference(taught, NetVlad.describe(MAP, WORDS))).isLessThan(1e-5f);
  }

  @Test
  void theResidualsOfAllCellsAddUpToTheSumOfTheirWord() {
    ImageCells cells = cells(Optional.empty());
    double[] sum = new double[5];
    for (int cell = 0; cell < 48; cell++) {
      double[] residual = cells.residual(cell, 2);
      for (int c = 0; c < 5; c++) {
        sum[c] += residual[c];
      }
    }
    double[] block = cells.block(cells.steps().stage(VladStep.SUM).after(), 2);
    for (int c = 0; c < 5; c++) {
      assertThat(sum[c]).isCloseTo(block[c], within(1e-6));
    }
  }

  @Test
  void placesLieAroundTheOriginAndTheFirstAxisCarriesMost() {
    ImageCells cells = cells(Optional.empty());
    double sum = 0;
    for (int i = 0; i < 48; i++) {
      sum += cells.places().get(i, 0);
    }
    assertThat(sum).isCloseTo(0, within(1e-3));
    assertThat(cells.varianceShares()[0]).isBetween(cells.varianceShares()[1], 1.0);
    assertThat(cells.wordPlaces().rows()).isEqualTo(4);
  }

  private static ImageCells cells(Optional<Whitening> whitening) {
    try (Compute compute = Compute.open(DeviceChoice.CPU, 1)) {
      return ImageCells.of(MAP, WORDS, whitening, compute, Progress.NONE);
    }
  }

  private static FloatMatrix random(int rows, int cols) {
    Random random = new Random(rows);
    FloatMatrix matrix = FloatMatrix.zeros(rows, cols);
    for (int i = 0; i < matrix.data().length; i++) {
      matrix.data()[i] = (float) random.nextGaussian();
    }
    return matrix;
  }
}
