package org.vladoscope.vlad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vladoscope.Golden;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.feature.backbone.GoldenNetwork;
import org.vladoscope.feature.checkpoint.ModelWeights;
import org.vladoscope.linalg.Whitening;

/** From a published kind of checkpoint to projected descriptors, against the original program. */
class TrainedVladGoldenTest {

  private static final float TOLERANCE = 1e-4f;

  /**
   * The other two clusters take so little part in a patch, 1e-10 of it, that the original's
   * integral image in 32 bits leaves noise, which intra-normalisation blows up to unit length. The
   * arrays named f64 are the same formula evaluated in 64 bits.
   */
  private static final int[] WORDS_THAT_COUNT = {0, 1, 4};

  private static final int CHANNELS = 12;
  private static final Compute COMPUTE = Compute.open(DeviceChoice.CPU, 2);

  @AfterAll
  static void close() {
    COMPUTE.close();
  }

  private static Path file(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(
                  TrainedVladGoldenTest.class.getResource("/golden/checkpoint/" + name))
              .toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tiny_WPCA7.pth.tar",
        "tiny_WPCA7_legacy.pth.tar",
        "tiny_WPCA7_float64wpca.pth.tar",
        "tiny_train.pth.tar"
      })
  void aCheckpointGivesTheOriginalsDescriptorsEndToEnd(String name) {
    ModelWeights weights = ModelWeights.read(file(name));
    Vocabulary vocabulary = TrainedVlad.vocabulary(weights, true);
    for (int image = 0; image < 2; image++) {
      FeatureMap map =
          GoldenNetwork.run("vgg16", file(name), "checkpoint/in", image, 96, 128, COMPUTE);
      FloatMatrix conv5 = Golden.read("checkpoint/conv5_3").slice(image);
      assertClose(map.cells().transposed().data(), conv5.data(), "conv5_3");

      float[] global = NetVlad.describe(map, vocabulary);
      FloatMatrix globals = Golden.read("checkpoint/vlad_global").matrix();
      assertClose(global, globals.row(image), "vlad_global");
      for (int size = 2; size <= 3; size++) {
        FloatMatrix patches = PatchVlad.describe(map, vocabulary, new PatchScale(size, 1));
        FloatMatrix original = Golden.read("checkpoint/local_p" + size).slice(image);
        assertClose(
            patches.transposed().data(),
            Golden.read("checkpoint/local_p" + size + "_f64").slice(image).data(),
            "patches of " + size);
        for (int word : WORDS_THAT_COUNT) {
          assertClose(
              block(patches.transposed(), word),
              block(original, word),
              "patches of " + size + " of the original, cluster " + word);
        }
        if (weights.report().projection().isComplete()) {
          Whitening projection = TrainedVlad.projection(weights);
          assertClose(
              projection.apply(patches, COMPUTE).transposed().data(),
              Golden.read("checkpoint/local_pca_p" + size + "_f64").slice(image).data(),
              "projected patches of " + size);
          assertClose(
              projection.apply(original.transposed(), COMPUTE).transposed().data(),
              Golden.read("checkpoint/local_pca_p" + size).slice(image).data(),
              "projection of the original's patches of " + size);
          assertClose(
              projection.apply(FloatMatrix.ofRows(global), COMPUTE).data(),
              Golden.read("checkpoint/global_pca").matrix().row(image),
              "global_pca");
        }
      }
    }
  }

  private static float[] block(FloatMatrix patches, int word) {
    return patches.rowRange(word * CHANNELS, (word + 1) * CHANNELS).data();
  }

  private static void assertClose(float[] actual, float[] expected, String what) {
    assertThat(Golden.maxDifference(actual, expected)).as(what).isLessThanOrEqualTo(TOLERANCE);
  }

  @Test
  void aCheckpointWithoutProjectionSaysSoWhenItsProjectionIsWanted() {
    Path file = file("tiny_train.pth.tar");

    assertThatThrownBy(() -> TrainedVlad.projection(ModelWeights.read(file)))
        .isInstanceOf(InputException.class)
        .hasMessage(
            file
                + " does not hold a projection (WPCA); it has a network, VGG16, 12 channels and a"
                + " vocabulary, 5 clusters of 12 values, assignment without bias (v1).");
  }
}
