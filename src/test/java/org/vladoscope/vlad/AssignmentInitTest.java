package org.vladoscope.vlad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.vladoscope.Golden;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.feature.FeatureMap;

/** The softmax that clusters start with, against the reference and against its definition. */
class AssignmentInitTest {

  private static final FloatMatrix WORDS = Golden.read("netvlad/init_clsts").matrix();
  private static final FloatMatrix FEATURES = Golden.read("netvlad/init_traindescs").matrix();

  @ParameterizedTest
  @CsvSource({"V1,v1", "V2,v2_relja_init", "V2_AS_SHIPPED,v2_as_shipped"})
  void weightsAndBiasAreTheReferences(VladVersion version, String golden) {
    Vocabulary found = initial(version, WORDS, FEATURES, true);
    double alpha = Golden.read("netvlad/alpha_" + golden).values()[0];
    float[] expected = Golden.read("netvlad/" + golden + "_conv_weight").floats();
    assertThat(Golden.maxDifference(found.assignmentWeights().data(), expected))
        .isLessThanOrEqualTo((float) Math.abs(1e-5 * alpha));
    float[] bias =
        version == VladVersion.V1
            ? new float[WORDS.rows()]
            : Golden.read("netvlad/" + golden + "_conv_bias").floats();
    assertThat(Golden.maxDifference(found.assignmentBias(), bias))
        .isLessThanOrEqualTo((float) Math.abs(1e-5 * alpha));
    assertThat(found.centroids()).isEqualTo(WORDS);
  }

  @Test
  void v2SharesAreExpOfMinusAlphaTimesTheSquaredDistance() {
    // Neither clusters nor features of unit length: without normalisation distances differ from
    // dots.
    Random random = new Random(3);
    FloatMatrix words = gaussian(6, 10, random);
    FloatMatrix features = gaussian(60, 10, random);
    Vocabulary vocabulary = initial(VladVersion.V2, words, features, false);
    double alpha = vocabulary.assignmentWeights().get(0, 0) / (2.0 * words.get(0, 0));
    FeatureMap map = new FeatureMap(6, 10, features, new CellGeometry(1, 1, 0));
    FloatMatrix shares = vocabulary.assign(map).shares();
    double sumOfGaps = 0;
    for (int i = 0; i < features.rows(); i++) {
      double[] expected = new double[words.rows()];
      double nearest = Double.POSITIVE_INFINITY;
      double second = Double.POSITIVE_INFINITY;
      double sum = 0;
      for (int k = 0; k < words.rows(); k++) {
        double distance = 0;
        for (int c = 0; c < 10; c++) {
          distance += Math.pow(features.get(i, c) - words.get(k, c), 2);
        }
        second = Math.min(second, Math.max(nearest, distance));
        nearest = Math.min(nearest, distance);
        expected[k] = Math.exp(-alpha * distance);
        sum += expected[k];
      }
      sumOfGaps += second - nearest;
      for (int k = 0; k < words.rows(); k++) {
        assertThat((double) shares.get(i, k)).isCloseTo(expected[k] / sum, within(1e-5));
      }
    }
    assertThat(Math.exp(-alpha * sumOfGaps / features.rows())).isCloseTo(0.01, within(1e-6));
  }

  @Test
  void theUpstreamBiasDiffersInTheLengthOfWordsAlone() {
    Vocabulary right = initial(VladVersion.V2, WORDS, FEATURES, true);
    Vocabulary upstream = initial(VladVersion.V2_UPSTREAM_BIAS, WORDS, FEATURES, true);
    assertThat(upstream.assignmentWeights()).isEqualTo(right.assignmentWeights());
    for (int k = 0; k < WORDS.rows(); k++) {
      double squared = 0;
      for (float value : WORDS.row(k)) {
        squared += (double) value * value;
      }
      assertThat(upstream.assignmentBias()[k] * Math.sqrt(squared))
          .isCloseTo(right.assignmentBias()[k], within(1e-5));
    }
  }

  @ParameterizedTest
  @EnumSource
  void anotherOrderOfWordsPermutesTheBlocksOfDescriptors(VladVersion version) {
    int[] order = {3, 0, 7, 1, 6, 2, 5, 4};
    FloatMatrix permuted = FloatMatrix.zeros(WORDS.rows(), WORDS.cols());
    for (int k = 0; k < order.length; k++) {
      System.arraycopy(WORDS.row(order[k]), 0, permuted.data(), k * WORDS.cols(), WORDS.cols());
    }
    Vocabulary usual = initial(version, WORDS, FEATURES, true);
    Vocabulary other = initial(version, permuted, FEATURES, true);
    FeatureMap map = NetVladGoldenTest.map(0);
    PatchScale scale = new PatchScale(5, 3);
    FloatMatrix patches = PatchVlad.describe(map, usual, scale);
    FloatMatrix otherPatches = PatchVlad.describe(map, other, scale);
    for (int k = 0; k < order.length; k++) {
      assertThat(block(NetVlad.describe(map, other), k))
          .containsExactly(block(NetVlad.describe(map, usual), order[k]), within(1e-6f));
      for (int patch = 0; patch < patches.rows(); patch++) {
        assertThat(block(otherPatches.row(patch), k))
            .containsExactly(block(patches.row(patch), order[k]), within(1e-5f));
      }
    }
  }

  private static Vocabulary initial(
      VladVersion version, FloatMatrix words, FloatMatrix features, boolean normalize) {
    try (Compute compute = Compute.open(DeviceChoice.CPU, 2)) {
      return Vocabulary.initial(version, words, features, normalize, compute, Progress.NONE);
    }
  }

  private static float[] block(float[] descriptor, int word) {
    return Arrays.copyOfRange(descriptor, word * WORDS.cols(), (word + 1) * WORDS.cols());
  }

  @ParameterizedTest
  @EnumSource(names = {"V1", "V2"})
  void featuresThatAreAllAlikeAreRefused(VladVersion version) {
    FloatMatrix alike = FloatMatrix.zeros(20, WORDS.cols());
    FloatMatrix same = FloatMatrix.zeros(WORDS.rows(), WORDS.cols());
    assertThatThrownBy(() -> initial(version, same, alike, true))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("do not prefer any of the clusters");
  }

  @Test
  void versionsAreReadByTheNamesTheyHaveOnTheCommandLine() {
    for (VladVersion version : VladVersion.values()) {
      assertThat(VladVersion.parse(version.toString())).isEqualTo(version);
    }
    assertThat(VladVersion.parse(" V2 ")).isEqualTo(VladVersion.V2);
    assertThatThrownBy(() -> VladVersion.parse("v3"))
        .hasMessage(
            "'v3' is not a version of NetVLAD; choose v1, v2, v2-upstream-bias, v2-as-shipped.");
  }

  private static FloatMatrix gaussian(int rows, int cols, Random random) {
    FloatMatrix result = FloatMatrix.zeros(rows, cols);
    for (int i = 0; i < result.data().length; i++) {
      result.data()[i] = (float) random.nextGaussian();
    }
    return result;
  }
}
