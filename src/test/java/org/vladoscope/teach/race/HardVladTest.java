package org.vladoscope.teach.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vladoscope.Golden;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;

class HardVladTest {

  private static final float CLOSE = 1e-5f;

  static Stream<HardVlad> formulations() {
    return HardVlad.all(1L << 30).stream();
  }

  @ParameterizedTest
  @MethodSource("formulations")
  void everyFormulationAgreesWithTheReference(HardVlad vlad) {
    Golden feats = Golden.read("hard/feats");
    LocalFeatures features = features(8, 40, 16, feats.floats());
    FloatMatrix centres = Golden.read("hard/centers").matrix();

    assertClose(vlad.describe(features, centres, VladNorm.NONE), "hard/raw_vlad");
    assertClose(vlad.describe(features, centres, VladNorm.L2_ONLY), "hard/l2_vlad");
    assertClose(vlad.describe(features, centres, VladNorm.ROOT_L2), "hard/ssr_l2_vlad");
  }

  @Test
  void labelsAreThoseOfTheReference() {
    Golden feats = Golden.read("hard/feats");
    FloatMatrix values = FloatMatrix.of(8 * 40, 16, feats.floats());
    assertThat(NearestCentre.labels(values, Golden.read("hard/centers").matrix()))
        .isEqualTo(Golden.read("hard/labels").ints());
  }

  @ParameterizedTest
  @MethodSource("formulations")
  void aCentreWithoutFeaturesLeavesABlockOfExactZeros(HardVlad vlad) {
    int[] counts = Golden.read("hard/counts").ints();
    assertThat(counts).as("the reference has empty clusters").contains(0);
    LocalFeatures features = features(8, 40, 16, Golden.read("hard/feats").floats());
    FloatMatrix result =
        vlad.describe(features, Golden.read("hard/centers").matrix(), VladNorm.ROOT_L2);
    for (int i = 0; i < counts.length; i++) {
      float[] block = Arrays.copyOfRange(result.data(), i * 16, (i + 1) * 16);
      if (counts[i] == 0) {
        assertThat(block).containsOnly(0f);
      } else {
        assertThat(block).doesNotContain(Float.NaN);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("formulations")
  void featuresThatEqualTheirCentresGiveZeroAndNeverNaN(HardVlad vlad) {
    FloatMatrix centres = FloatMatrix.of(2, 3, new float[] {1, 2, 3, 0, 0, 0});
    LocalFeatures features = features(1, 4, 3, 1, 2, 3, 0, 0, 0, 1, 2, 3, 0, 0, 0);
    for (VladNorm norm : List.of(VladNorm.NONE, VladNorm.ROOT_L2, new VladNorm(true, true, true))) {
      assertThat(vlad.describe(features, centres, norm).data()).containsOnly(0f);
    }
  }

  @ParameterizedTest
  @MethodSource("formulations")
  void moreCentresThanFeaturesLeaveTheOthersZero(HardVlad vlad) {
    FloatMatrix centres = FloatMatrix.of(3, 1, new float[] {0, 10, 20});
    assertThat(vlad.describe(features(1, 1, 1, 12), centres, VladNorm.NONE).data())
        .containsExactly(0, 2, 0);
  }

  @ParameterizedTest
  @MethodSource("formulations")
  void ofEquallyNearCentresTheFirstOneCounts(HardVlad vlad) {
    FloatMatrix centres = FloatMatrix.of(3, 1, new float[] {4, 0, 2});
    assertThat(vlad.describe(features(1, 2, 1, 1, 3), centres, VladNorm.NONE).data())
        .containsExactly(-1, 1, 0);
  }

  @ParameterizedTest
  @MethodSource("formulations")
  void aFarOffsetDoesNotChangeTheLabels(HardVlad vlad) {
    // |x|² is 10⁸ here and differences of distances are 1: products in floats cannot tell.
    FloatMatrix centres = FloatMatrix.of(2, 1, new float[] {10000, 10001});
    assertThat(
            vlad.describe(features(1, 2, 1, 10000.25f, 10000.75f), centres, VladNorm.NONE).data())
        .containsExactly(.25f, -.25f);
  }

  @ParameterizedTest
  @MethodSource("formulations")
  void everyFormulationAgreesAtSizesThatFillNoBlock(HardVlad vlad) {
    Random random = new Random(7);
    LocalFeatures features = random(random, 3, 300, 7);
    FloatMatrix centres = random(random, 1, 5, 7).values();
    FloatMatrix expected = plain(features, centres);
    assertThat(
            Golden.maxDifference(
                vlad.describe(features, centres, VladNorm.NONE).data(), expected.data()))
        .isLessThan(1e-4f);
  }

  @Test
  void theFastestAllocatesNoMoreThanResultLabelsAndOneBlock() {
    LocalFeatures features = random(new Random(1), 64, 128, 32);
    FloatMatrix centres = features.values().rowRange(0, 16);
    HardVlad ours = HardVlad.fastest();
    ours.describe(features, centres, VladNorm.ROOT_L2);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    ours.describe(features, centres, VladNorm.ROOT_L2);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    long result = HardVlad.resultBytes(features, 16);
    long labels = 4L * features.count();
    long block = 4L * 128 * (32 + 16 + 4);
    assertThat(allocated).isBetween(result, result + labels + block);
    assertThat(ours.bytesNeeded(features, 16)).isBetween(result, result + labels + block);
  }

  @Test
  void naivecRefusesBeforeItWouldExhaustMemoryAndSaysHowMuchItNeeds() {
    LocalFeatures features = random(new Random(1), 4, 100, 8);
    FloatMatrix centres = features.values().rowRange(0, 10);
    HardVlad naivec = new BroadcastVlad(50_000);
    assertThatThrownBy(() -> naivec.describe(features, centres, VladNorm.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("naivec would need 142 kB for its 4×100×10×8 differences")
        .hasMessageContaining("50 kB are free");
  }

  @Test
  void whatCannotBeUsedIsNamedWithItsValue() {
    FloatMatrix two = FloatMatrix.zeros(2, 3);
    HardVlad vlad = HardVlad.fastest();
    LocalFeatures features = new LocalFeatures(1, 2, two);
    refused(() -> new LocalFeatures(0, 2, two), "images = 0");
    refused(() -> new LocalFeatures(1, 0, two), "features = 0");
    refused(() -> new LocalFeatures(2, 2, two), "2 images of 2 features", "values holds 2");
    refused(() -> new LocalFeatures(1, 2, FloatMatrix.zeros(2, 0)), "dims = 0");
    refused(() -> features(1, 2, 2, 1, 2, 3, Float.NaN), "values holds NaN in row 1, column 1");
    refused(() -> features(1, 1, 1, Float.NEGATIVE_INFINITY), "values holds -Infinity in row 0");
    refused(
        () -> vlad.describe(features, FloatMatrix.zeros(2, 4), VladNorm.NONE),
        "centroids have 4 dimensions and features 3");
    refused(() -> vlad.describe(features, FloatMatrix.zeros(0, 3), VladNorm.NONE), "clusters = 0");
    refused(
        () ->
            vlad.describe(
                features,
                FloatMatrix.of(1, 3, new float[] {0, Float.POSITIVE_INFINITY, 0}),
                VladNorm.NONE),
        "centroids holds Infinity in row 0, column 1");
  }

  private static void refused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable action, String... parts) {
    assertThatThrownBy(action).isInstanceOf(InputException.class).hasMessageContainingAll(parts);
  }

  private static void assertClose(FloatMatrix actual, String golden) {
    assertThat(Golden.maxDifference(actual.data(), Golden.read(golden).floats()))
        .as(golden)
        .isLessThanOrEqualTo(CLOSE);
  }

  private static LocalFeatures features(int images, int perImage, int dims, float... values) {
    return new LocalFeatures(
        images, perImage, FloatMatrix.of(images * perImage, dims, values.clone()));
  }

  private static LocalFeatures random(Random random, int images, int perImage, int dims) {
    FloatMatrix values = FloatMatrix.zeros(images * perImage, dims);
    for (int i = 0; i < values.data().length; i++) {
      values.data()[i] = (float) random.nextGaussian();
    }
    return new LocalFeatures(images, perImage, values);
  }

  /** The definition, word for word, in double precision. */
  private static FloatMatrix plain(LocalFeatures features, FloatMatrix centres) {
    int dims = centres.cols();
    double[] sums = new double[features.images() * centres.rows() * dims];
    for (int i = 0; i < features.count(); i++) {
      int label = 0;
      double nearest = Double.POSITIVE_INFINITY;
      for (int k = 0; k < centres.rows(); k++) {
        double distance = 0;
        for (int f = 0; f < dims; f++) {
          distance += Math.pow((double) features.values().get(i, f) - centres.get(k, f), 2);
        }
        if (distance < nearest) {
          nearest = distance;
          label = k;
        }
      }
      for (int f = 0; f < dims; f++) {
        sums[(i / features.perImage() * centres.rows() + label) * dims + f] +=
            (double) features.values().get(i, f) - centres.get(label, f);
      }
    }
    FloatMatrix result = FloatMatrix.zeros(features.images(), centres.rows() * dims);
    for (int i = 0; i < sums.length; i++) {
      result.data()[i] = (float) sums[i];
    }
    return result;
  }
}
