package org.vladoscope.vlad;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vladoscope.Golden;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.feature.FeatureMap;

/** NetVLAD and its patches against the reference implementation in double precision. */
class NetVladGoldenTest {

  private static final CellGeometry VGG16 = new CellGeometry(196, 16, 90);
  private static final float TOLERANCE = 1e-5f;

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v2_as_shipped", "v2_relja_init", "free_nonorm"})
  void softAssignmentIsTheReferences(String name) {
    Vocabulary vocabulary = vocabulary(name);
    Golden expected = Golden.read("netvlad/" + name + "_soft_assign");
    for (int image = 0; image < 2; image++) {
      FloatMatrix shares = vocabulary.assign(map(image)).shares();
      // The golden array has clusters before cells.
      assertThat(Golden.maxDifference(shares.transposed().data(), expected.slice(image).data()))
          .isLessThanOrEqualTo(TOLERANCE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v2_as_shipped", "v2_relja_init", "free_nonorm"})
  void globalDescriptorIsTheReferences(String name) {
    Golden expected = Golden.read("netvlad/" + name + "_vlad_global_f64");
    for (int image = 0; image < 2; image++) {
      assertThat(
              Golden.maxDifference(
                  NetVlad.describe(map(image), vocabulary(name)), expected.matrix().row(image)))
          .isLessThanOrEqualTo(TOLERANCE);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "v1,2,1",
    "v1,4,2",
    "v1,5,1",
    "v1,8,1",
    "v2_as_shipped,2,1",
    "v2_as_shipped,4,2",
    "v2_as_shipped,5,1",
    "v2_as_shipped,8,1",
    "v2_relja_init,2,1",
    "v2_relja_init,4,2",
    "v2_relja_init,5,1",
    "v2_relja_init,8,1",
    "free_nonorm,2,1",
    "free_nonorm,4,2",
    "free_nonorm,5,1",
    "free_nonorm,8,1"
  })
  void patchDescriptorsAreTheReferences(String name, int size, int stride) {
    Golden expected = Golden.read("netvlad/" + name + "_local_p" + size + "_s" + stride + "_f64");
    for (int image = 0; image < 2; image++) {
      FloatMatrix patches =
          PatchVlad.describe(map(image), vocabulary(name), new PatchScale(size, stride));
      // The golden array has dimensions before patches.
      assertThat(Golden.maxDifference(patches.transposed().data(), expected.slice(image).data()))
          .isLessThanOrEqualTo(TOLERANCE);
    }
  }

  @Test
  void severalScalesTogetherAreTheSameAsOneByOne() {
    Vocabulary vocabulary = vocabulary("v1");
    List<PatchScale> scales = List.of(new PatchScale(2, 1), new PatchScale(5, 2));
    List<FloatMatrix> together = PatchVlad.describe(map(0), vocabulary, scales);
    for (int s = 0; s < scales.size(); s++) {
      assertThat(together.get(s)).isEqualTo(PatchVlad.describe(map(0), vocabulary, scales.get(s)));
    }
  }

  @Test
  void aWordThatTakesNoPartLeavesZerosAndNoNaN() {
    FloatMatrix cells = FloatMatrix.zeros(4, 2);
    FeatureMap blank = new FeatureMap(2, 2, cells, VGG16);
    Vocabulary origin =
        new Vocabulary(FloatMatrix.zeros(2, 2), FloatMatrix.zeros(2, 2), new float[2], true);
    assertThat(NetVlad.describe(blank, origin)).containsOnly(0f);
    assertThat(PatchVlad.describe(blank, origin, new PatchScale(1, 1)).data()).containsOnly(0f);
  }

  static FeatureMap map(int image) {
    Golden x = Golden.read("netvlad/x");
    return new FeatureMap(x.shape()[2], x.shape()[3], x.slice(image).transposed(), VGG16);
  }

  static Vocabulary vocabulary(String name) {
    float[] bias =
        name.equals("v1") ? new float[8] : Golden.read("netvlad/" + name + "_conv_bias").floats();
    return new Vocabulary(
        Golden.read("netvlad/" + name + "_centroids").matrix(),
        Golden.read("netvlad/" + name + "_conv_weight").matrix(),
        bias,
        !name.equals("free_nonorm"));
  }
}
