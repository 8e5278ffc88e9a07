package org.vladoscope.teach.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vladoscope.Golden;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.linalg.Whitening;
import org.vladoscope.teach.race.HardVlad;
import org.vladoscope.teach.race.LocalFeatures;
import org.vladoscope.teach.race.VladNorm;
import org.vladoscope.vlad.NetVlad;
import org.vladoscope.vlad.Vocabulary;

class VladStepsTest {

  private static final Plane PLANE = PlanePreset.OVERLAPPING.draw(3);
  private static final double[][] POINTS = Plane.values(PLANE.first());
  private static final double[][] CENTRES = Plane.values(PLANE.centres());

  @Test
  void hardStepsGiveTheVectorOfTheEngine() {
    Switches switches = new Switches(false, 1, true, true, true, false);
    float[] engine =
        HardVlad.fastest()
            .describe(
                new LocalFeatures(1, POINTS.length, matrix(POINTS)),
                matrix(CENTRES),
                new VladNorm(true, true, true))
            .data();
    assertThat(Golden.maxDifference(floats(steps(switches).vector()), engine)).isLessThan(1e-5f);
  }

  @Test
  void softStepsGiveTheVectorOfTheEngine() {
    double alpha = 4;
    FloatMatrix centres = matrix(CENTRES);
    FloatMatrix weights = FloatMatrix.of(4, 2, centres.data().clone());
    float[] bias = new float[4];
    for (int k = 0; k < 4; k++) {
      for (int d = 0; d < 2; d++) {
        weights.data()[2 * k + d] *= (float) (2 * alpha);
        bias[k] -= (float) alpha * centres.get(k, d) * centres.get(k, d);
      }
    }
    FeatureMap map = new FeatureMap(1, POINTS.length, matrix(POINTS), new CellGeometry(1, 1, 0));
    float[] engine = NetVlad.describe(map, new Vocabulary(centres, weights, bias, false));
    float[] taught = floats(steps(Switches.NETVLAD.withAlpha(alpha)).vector());
    assertThat(Golden.maxDifference(taught, engine)).isLessThan(1e-5f);
  }

  @Test
  void aSharpSoftAssignmentReachesTheHardOne() {
    double[] hard = steps(Switches.PLAIN).vector();
    double[] sharp = steps(Switches.PLAIN.withSoft(true).withAlpha(1e5)).vector();
    double[] blunt = steps(Switches.PLAIN.withSoft(true).withAlpha(1)).vector();
    assertThat(Golden.maxDifference(floats(sharp), floats(hard))).isLessThan(1e-3f);
    assertThat(Golden.maxDifference(floats(blunt), floats(hard))).isGreaterThan(.1f);
  }

  @Test
  void everyStepBeginsWithWhatTheOneBeforeLeft() {
    VladSteps steps = steps(new Switches(true, 5, true, false, true, false));
    for (int i = 1; i < steps.stages().size(); i++) {
      assertThat(steps.stages().get(i).before()).isEqualTo(steps.stages().get(i - 1).after());
    }
    assertThat(steps.stage(VladStep.INTRA).taken()).isFalse();
    assertThat(steps.stage(VladStep.INTRA).after()).isEqualTo(steps.stage(VladStep.INTRA).before());
    assertThat(steps.stage(VladStep.L2).after()).isNotEqualTo(steps.stage(VladStep.L2).before());
  }

  @Test
  void whiteningIsTheEnginesProjection() {
    Switches switches = Switches.PLAIN.with(VladStep.WHITENING, true);
    Whitening whitening =
        SetWhitening.learn(POINTS, Plane.values(PLANE.second()), CENTRES, switches, 1)
            .orElseThrow();
    VladSteps steps = VladSteps.of(POINTS, CENTRES, switches, Optional.of(whitening));
    float[] before = floats(steps.stage(VladStep.WHITENING).before());
    try (Compute compute = Compute.open(DeviceChoice.CPU, 1)) {
      float[] engine = whitening.apply(FloatMatrix.of(1, before.length, before), compute).data();
      assertThat(Golden.maxDifference(floats(steps.vector()), engine)).isLessThan(1e-4f);
    }
  }

  @Test
  void nothingIsWhitenedWhereAllSetsLookTheSame() {
    Plane plane = new Plane(java.util.List.of(), java.util.List.of(), PLANE.centres());
    PlaneAnalysis analysis = PlaneAnalysis.of(plane, Switches.PLAIN.with(VladStep.WHITENING, true));
    assertThat(analysis.isWhitened()).isFalse();
    assertThat(analysis.first().vector()).containsOnly(0);
    assertThat(analysis.similarity().total()).isZero();
  }

  @Test
  void emptyClustersAndEqualPointsGiveZerosAndNeverNaN() {
    for (PlanePreset preset : PlanePreset.values()) {
      for (boolean soft : new boolean[] {false, true}) {
        Switches all = new Switches(soft, 50, true, true, true, true);
        PlaneAnalysis analysis = PlaneAnalysis.of(preset.draw(1), all);
        assertThat(analysis.first().vector()).doesNotContain(Double.NaN);
        assertThat(analysis.similarity().total()).isBetween(-1.0001, 1.0001);
      }
    }
    double[] block = PlaneAnalysis.of(PlanePreset.EMPTY.draw(1), Switches.PLAIN).first().vector();
    assertThat(java.util.Arrays.copyOfRange(block, 6, 8)).containsExactly(0, 0);
  }

  @Test
  void theSharesOfClustersAddUpToTheSimilarity() {
    PlaneAnalysis analysis = PlaneAnalysis.of(PLANE, Switches.NETVLAD);
    double sum = java.util.Arrays.stream(analysis.similarity().parts()).sum();
    assertThat(analysis.similarity().parts()).hasSize(4);
    assertThat(sum).isCloseTo(analysis.similarity().total(), within(1e-12));
    double[] v = analysis.first().vector();
    assertThat(Similarity.between(v, v, 2).total()).isCloseTo(1, within(1e-12));
  }

  @Test
  void whatCannotBeUsedIsNamedWithItsValue() {
    refused(() -> Switches.PLAIN.withAlpha(0), "alpha = 0.0");
    refused(() -> Switches.PLAIN.withAlpha(Double.NaN), "alpha = NaN");
    refused(() -> of(new double[][] {{1, Double.NaN}}, CENTRES), "points[0] holds NaN");
    refused(() -> of(new double[][] {{1}}, CENTRES), "points[0] has 1 values");
    refused(() -> of(POINTS, new double[0][]), "at least one centroid");
    refused(() -> new Plane.Point(0, Double.POSITIVE_INFINITY), "Infinity");
  }

  private static void refused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable action, String part) {
    assertThatThrownBy(action).isInstanceOf(InputException.class).hasMessageContaining(part);
  }

  private static VladSteps of(double[][] points, double[][] centres) {
    return VladSteps.of(points, centres, Switches.PLAIN, Optional.empty());
  }

  private static VladSteps steps(Switches switches) {
    return VladSteps.of(POINTS, CENTRES, switches, Optional.empty());
  }

  private static FloatMatrix matrix(double[][] rows) {
    float[][] result = new float[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      result[i] = floats(rows[i]);
    }
    return FloatMatrix.ofRows(result);
  }

  private static float[] floats(double[] values) {
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (float) values[i];
    }
    return result;
  }
}
