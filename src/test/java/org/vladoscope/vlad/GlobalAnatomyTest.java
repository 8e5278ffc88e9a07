package org.vladoscope.vlad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vladoscope.Golden;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.feature.FeatureMap;

/** Global descriptors taken apart: by hand on two cells, and on the reference's golden features. */
class GlobalAnatomyTest {

  private static final CellGeometry GEOMETRY = new CellGeometry(196, 16, 90);

  /** Two clusters at (1, 0) and (0, 1); logits are four times the features. */
  private static final Vocabulary WORDS =
      new Vocabulary(
          FloatMatrix.of(2, 2, new float[] {1, 0, 0, 1}),
          FloatMatrix.of(2, 2, new float[] {4, 0, 0, 4}),
          new float[2],
          false);

  private static FeatureMap cells(float... values) {
    return new FeatureMap(
        1, values.length / 2, FloatMatrix.of(values.length / 2, 2, values), GEOMETRY);
  }

  @Test
  void residualsOfTwoCellsAreWhatOneComputesByHand() {
    GlobalAnatomy anatomy = GlobalAnatomy.of(cells(1, 0.5f, 0.5f, 0.5f), WORDS);
    // Cell 0 has logits 4 and 2, cell 1 is undecided.
    double share = Math.exp(4) / (Math.exp(4) + Math.exp(2));
    assertThat(anatomy.assignment().share(0, 0)).isCloseTo((float) share, within(1e-6f));
    assertThat(anatomy.entropyMap()[1]).isEqualTo(1);
    // Residuals from cluster 0 are (0, 0.5) and (−0.5, 0.5).
    float far = (float) (0.5 * Math.sqrt(0.5));
    assertThat(anatomy.residualMap(0, false))
        .containsExactly(new float[] {(float) (share * 0.5), far}, within(1e-6f));
    double norm = Math.hypot(-0.25, share * 0.5 + 0.25);
    assertThat(anatomy.normBefore(0)).isCloseTo(norm, within(1e-6));
    assertThat(anatomy.normAfter(0)).isCloseTo(Math.sqrt(0.5), within(1e-6));
    assertThat(anatomy.residualMap(0, true)[1]).isCloseTo((float) (far / norm), within(1e-6f));
    float other = (float) ((1 - share) * Math.hypot(1, -0.5));
    assertThat(anatomy.residualMap(false)[0])
        .isCloseTo((float) Math.hypot(share * 0.5, other), within(1e-6f));
  }

  @Test
  void anIdenticalPictureIsAllSimilarityAndWordsShareItEvenly() {
    GlobalAnatomy anatomy = GlobalAnatomy.of(cells(1, 0.5f, 0.5f, 0.5f), WORDS);
    GlobalSimilarity similarity = GlobalSimilarity.between(anatomy, anatomy);
    assertThat(similarity.similarity()).isCloseTo(1, within(1e-6));
    assertThat(similarity.wordShares()).containsExactly(new double[] {0.5, 0.5}, within(1e-6));
  }

  @Test
  void aWordCountsByTheSquareOfItsWeightAndCellsStillAddUp() {
    Vocabulary weighed = WORDS.withWordWeights(new float[] {2, 1});
    GlobalAnatomy query = GlobalAnatomy.of(cells(1, 0.5f, 0.5f, 0.5f), weighed);
    GlobalAnatomy candidate = GlobalAnatomy.of(cells(0.25f, 1, 0.75f, 0), weighed);
    GlobalSimilarity own = GlobalSimilarity.between(query, query);
    GlobalSimilarity other = GlobalSimilarity.between(query, candidate);

    assertThat(own.wordShares()).containsExactly(new double[] {0.8, 0.2}, within(1e-6));
    assertThat(query.normAfter(0)).isCloseTo(2 * query.normAfter(1), within(1e-6));
    assertThat(query.descriptor())
        .containsExactly(NetVlad.describe(cells(1, 0.5f, 0.5f, 0.5f), weighed));
    for (int k = 0; k < 2; k++) {
      assertThat(sum(GlobalSimilarity.cellShares(other.queryCells(), k)))
          .isCloseTo(other.wordShares()[k], within(1e-6));
      assertThat(sum(GlobalSimilarity.cellShares(other.candidateCells(), k)))
          .isCloseTo(other.wordShares()[k], within(1e-6));
    }
  }

  @Test
  void weightsBelow0AreRefusedAndSoAreNoneAbove0() {
    assertThat(WORDS.withWordWeights(new float[] {1, 0}).wordWeights()).containsExactly(1, 0);
    assertThatThrownBy(() -> WORDS.withWordWeights(new float[] {1, -.5f}))
        .hasMessage("a cluster's weight must be 0 or more, not -0.5");
    assertThatThrownBy(() -> WORDS.withWordWeights(new float[] {0, 0}))
        .hasMessage("all 2 clusters are muted");
    assertThatThrownBy(() -> WORDS.withWordWeights(new float[] {1}))
        .hasMessage("1 weights do not fit 2 clusters");
  }

  @Test
  void aWordWithoutResidualsTakesNoPart() {
    // Both cells are cluster 0 itself, and cluster 1 is out of reach.
    Vocabulary hard =
        new Vocabulary(
            WORDS.centroids(),
            FloatMatrix.of(2, 2, new float[] {900, 0, 0, 900}),
            new float[2],
            false);
    GlobalAnatomy anatomy = GlobalAnatomy.of(cells(1, 0, 1, 0), hard);
    assertThat(anatomy.normBefore(0)).isZero();
    assertThat(anatomy.normAfter(1)).isZero();
    assertThat(GlobalSimilarity.between(anatomy, anatomy).similarity()).isZero();
    assertThat(GlobalSimilarity.between(anatomy, anatomy).queryCells().data())
        .containsExactly(0, 0, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v2_relja_init", "free_nonorm"})
  void sharesOfWordsAndOfCellsAddUpToTheReferencesSimilarity(String name) {
    GlobalAnatomy query = golden(name, 0);
    GlobalAnatomy candidate = golden(name, 1);
    Golden reference = Golden.read("netvlad/" + name + "_vlad_global_f64");
    int length = reference.shape()[1];
    double expected = 0;
    for (int i = 0; i < length; i++) {
      expected += reference.values()[i] * reference.values()[length + i];
    }
    GlobalSimilarity similarity = GlobalSimilarity.between(query, candidate);
    assertThat(similarity.similarity()).isCloseTo(expected, within(1e-5));
    assertThat(Arrays.stream(similarity.wordShares()).sum())
        .isCloseTo(similarity.similarity(), within(1e-9));
    assertThat(sum(GlobalSimilarity.cellShares(similarity.queryCells())))
        .isCloseTo(expected, within(1e-5));
    assertThat(sum(GlobalSimilarity.cellShares(similarity.candidateCells())))
        .isCloseTo(expected, within(1e-5));
    for (int k = 0; k < query.words(); k++) {
      assertThat(sum(GlobalSimilarity.cellShares(similarity.queryCells(), k)))
          .isCloseTo(similarity.wordShares()[k], within(1e-5));
    }
  }

  @Test
  void theDescriptorIsTheSameAsWithoutTakingItApart() {
    assertThat(golden("v1", 0).descriptor())
        .containsExactly(
            NetVlad.describe(NetVladGoldenTest.map(0), NetVladGoldenTest.vocabulary("v1")));
  }

  @Test
  void aSharperAssignmentIsHarderAndTheTrainedOneComesBack() {
    GlobalAnatomy trained = golden("v1", 0);
    GlobalAnatomy sharp = trained.withSharpness(16);
    GlobalAnatomy soft = trained.withSharpness(1 / 16.0);
    assertThat(sum(sharp.entropyMap())).isLessThan(0.5 * sum(trained.entropyMap()));
    assertThat(sum(soft.entropyMap())).isGreaterThan(sum(trained.entropyMap()));
    for (int cell = 0; cell < 20; cell++) {
      assertThat(sharp.assignment().strongest(cell))
          .isEqualTo(trained.assignment().strongest(cell));
    }
    assertThat(sharp.withSharpness(1).descriptor()).containsExactly(trained.descriptor());
  }

  @Test
  void sharpnessMustBePositive() {
    assertThatThrownBy(() -> WORDS.sharpened(0)).hasMessageContaining("greater than 0, not 0.0");
    assertThatThrownBy(() -> WORDS.sharpened(Double.NaN)).hasMessageContaining("NaN");
  }

  @Test
  void theCellNearestToItsWordIsTheTypicalOne() {
    OwnedCells owned = OwnedCells.of(cells(0.5f, 0, 0.75f, 0, 0.25f, 0), WORDS);
    assertThat(owned.counts()).containsExactly(3, 0);
    assertThat(owned.nearest()).containsExactly(1, -1);
    assertThat(owned.distances()).containsExactly(0.25f, Float.POSITIVE_INFINITY);
  }

  private static double sum(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }

  private static GlobalAnatomy golden(String name, int image) {
    return GlobalAnatomy.of(NetVladGoldenTest.map(image), NetVladGoldenTest.vocabulary(name));
  }
}
