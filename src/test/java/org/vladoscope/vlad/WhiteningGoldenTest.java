package org.vladoscope.vlad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vladoscope.Golden;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.compute.Precision;
import org.vladoscope.linalg.PrincipalComponents;
import org.vladoscope.linalg.Whitening;

/** Principal components and whitening against the reference implementation. */
class WhiteningGoldenTest {

  private static final Compute COMPUTE = Compute.open(DeviceChoice.CPU, 2);

  @AfterAll
  static void close() {
    COMPUTE.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"primal", "dual"})
  void componentsAreTheReferencesUpToSign(String path) {
    Golden eigenvectors = Golden.read("pca/" + path + "_eigenvectors");
    Golden eigenvalues = Golden.read("pca/" + path + "_eigenvalues");
    PrincipalComponents found =
        PrincipalComponents.fit(
            Golden.read("pca/" + path + "_x").matrix(), 16, COMPUTE, Progress.NONE);
    FloatMatrix expected = eigenvectors.matrix().transposed();
    for (int i = 0; i < 16; i++) {
      assertThat(found.variances()[i])
          .isCloseTo(eigenvalues.values()[i], within(1e-5 * eigenvalues.values()[0]));
      double dot = 0;
      for (int d = 0; d < 64; d++) {
        dot += (double) found.directions().get(i, d) * expected.get(i, d);
      }
      assertThat(Math.abs(dot)).as("component " + i).isCloseTo(1, within(1e-5));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"primal", "dual"})
  void projectionIsTheReferences(String path) {
    Whitening whitening =
        new Whitening(
            Golden.read("pca/" + path + "_weight").matrix(),
            Golden.read("pca/" + path + "_bias").floats());
    FloatMatrix x = Golden.read("pca/" + path + "_x").matrix();
    assertThat(
            Golden.maxDifference(
                whitening.project(x, Precision.FP32, COMPUTE).data(),
                Golden.read("pca/" + path + "_projected").floats()))
        .isLessThanOrEqualTo(1e-5f);
    assertThat(
            Golden.maxDifference(
                whitening.apply(x, COMPUTE).data(),
                Golden.read("pca/" + path + "_projected_l2").floats()))
        .isLessThanOrEqualTo(1e-5f);
  }

  @ParameterizedTest
  @ValueSource(strings = {"primal", "dual"})
  void fittedWhiteningIsTheReferencesUpToSign(String path) {
    Whitening fitted =
        PrincipalComponents.fit(
                Golden.read("pca/" + path + "_x").matrix(), 16, COMPUTE, Progress.NONE)
            .whitening(1);
    FloatMatrix expected = Golden.read("pca/" + path + "_weight").matrix();
    for (int i = 0; i < 16; i++) {
      float[] row = fitted.weight().row(i);
      if (row[0] * expected.get(i, 0) < 0) {
        for (int d = 0; d < row.length; d++) {
          row[d] = -row[d];
        }
      }
      assertThat(Golden.maxDifference(row, expected.row(i))).isLessThanOrEqualTo(2e-5f);
    }
  }

  @Test
  void aLargeMatrixGivesTheSameSubspaceAsASmallOne() {
    // 1 500 dimensions, more than are decomposed directly, of which 40 carry the variance.
    Random random = new Random(7);
    FloatMatrix factors = gaussian(40, 1500, random);
    FloatMatrix samples = FloatMatrix.zeros(1600, 1500);
    for (int i = 0; i < samples.rows(); i++) {
      for (int f = 0; f < 40; f++) {
        float strength = (float) (random.nextGaussian() * (40 - f));
        for (int d = 0; d < 1500; d++) {
          samples.data()[i * 1500 + d] += strength * factors.get(f, d);
        }
      }
    }
    PrincipalComponents found = PrincipalComponents.fit(samples, 20, COMPUTE, Progress.NONE);
    for (int i = 0; i < 20; i++) {
      double variance = varianceAlong(samples, found, i);
      assertThat(variance).isCloseTo(found.variances()[i], within(1e-3 * variance));
      for (int j = 0; j < i; j++) {
        assertThat(dot(found.directions().row(i), found.directions().row(j)))
            .isCloseTo(0, within(1e-4));
      }
    }
    assertThat(found.variances()).isSortedAccordingTo((a, b) -> Double.compare(b, a));
  }

  @Test
  void tooFewSamplesAreAnErrorThatSaysHowManyAreNeeded() {
    assertThatThrownBy(
            () -> PrincipalComponents.fit(FloatMatrix.zeros(10, 64), 10, COMPUTE, Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("at least 11 vectors");
  }

  private static double varianceAlong(FloatMatrix samples, PrincipalComponents pca, int i) {
    double sum = 0;
    float[] direction = pca.directions().row(i);
    double offset = dot(direction, pca.mean());
    for (int n = 0; n < samples.rows(); n++) {
      double projected = dot(samples.row(n), direction) - offset;
      sum += projected * projected;
    }
    return sum / (samples.rows() - 1);
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  private static FloatMatrix gaussian(int rows, int cols, Random random) {
    FloatMatrix result = FloatMatrix.zeros(rows, cols);
    for (int i = 0; i < result.data().length; i++) {
      result.data()[i] = (float) random.nextGaussian();
    }
    return result;
  }
}
