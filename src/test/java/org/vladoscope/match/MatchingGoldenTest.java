package org.vladoscope.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vladoscope.Golden;
import org.vladoscope.Requirement;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.compute.Precision;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.vlad.PatchGrid;
import org.vladoscope.vlad.PatchScale;

/** Matching, scoring and fusion against the reference implementation and OpenCV 4.6. */
class MatchingGoldenTest {

  private static final CellGeometry VGG16 = new CellGeometry(196, 16, 90);
  private static final List<Integer> SIZES = List.of(2, 5, 8);
  private static final List<Double> WEIGHTS = List.of(.45, .15, .40);
  private static final Compute COMPUTE = Compute.open(DeviceChoice.CPU, 2);

  @AfterAll
  static void close() {
    COMPUTE.close();
  }

  @ParameterizedTest
  @CsvSource({
    "shift,2", "shift,5", "shift,8",
    "similarity,2", "similarity,5", "similarity,8",
    "unrelated,2", "unrelated,5", "unrelated,8"
  })
  void nearestAndMutualNeighboursAreExactlyTheReferences(String name, int size) {
    PatchSimilarity similarity = similarity(name, size);
    String prefix = "matching/" + name + "_p" + size;
    assertThat(similarity.nearestInQuery()).containsExactly(Golden.read(prefix + "_fw").ints());
    assertThat(similarity.nearestInCandidate()).containsExactly(Golden.read(prefix + "_bw").ints());
    PatchMatches matches = similarity.mutual();
    assertThat(matches.candidate()).containsExactly(Golden.read(prefix + "_mutual_db").ints());
    assertThat(matches.query()).containsExactly(Golden.read(prefix + "_mutual_query").ints());
  }

  @ParameterizedTest
  @EnumSource(names = {"BF16", "INT8"})
  void inReducedPrecisionTheChosenPatchIsAsSimilarAsTheNearestToTwoDigits(Precision precision) {
    Requirement.met(COMPUTE.refusal(precision));
    for (int size : SIZES) {
      FloatMatrix query = Golden.read("matching/query_p" + size).matrix();
      FloatMatrix candidate = Golden.read("matching/shift_p" + size + "_db").matrix();
      float[] exact = PatchSimilarity.between(query, candidate, COMPUTE).querySimilarity();
      PatchSimilarity rounded = PatchSimilarity.between(query, candidate, precision, COMPUTE);
      for (int i = 0; i < exact.length; i++) {
        double chosen = dot(query, i, candidate, rounded.nearestInCandidate()[i]);
        assertThat(chosen).isCloseTo(exact[i], within(.01));
        assertThat(rounded.querySimilarity()[i]).isCloseTo(exact[i], within(.01f));
      }
    }
  }

  private static double dot(FloatMatrix a, int i, FloatMatrix b, int j) {
    double sum = 0;
    for (int d = 0; d < a.cols(); d++) {
      sum += (double) a.get(i, d) * b.get(j, d);
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(strings = {"shift", "similarity", "unrelated"})
  void rapidScoresAreTheReferences(String name) {
    double[] expected = Golden.read("matching/" + name + "_score_spatial").values();
    for (int s = 0; s < SIZES.size(); s++) {
      int size = SIZES.get(s);
      double score = RapidScorer.score(similarity(name, size).mutual(), grid(size, 1));
      assertThat(score).isCloseTo(-expected[s], within(1e-5 * -expected[s]));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "shift,2,77", "shift,5,38", "shift,8,12",
    "similarity,2,92", "similarity,5,45", "similarity,8,26",
    "unrelated,2,13", "unrelated,5,12", "unrelated,8,9"
  })
  void ransacFindsAsManyInliersAsTheReferenceGiveOrTakeTwo(String name, int size, int expected) {
    PatchMatches matches = similarity(name, size).mutual();
    RansacScorer.Result result = new RansacScorer(1.5).score(matches, grid(size, 1));
    assertThat(result.inlierCount()).isBetween(expected - 2, expected + 2);
    assertThat(result.score()).isEqualTo((double) result.inlierCount() / grid(size, 1).count());
  }

  @Test
  void fourMatchesInGeneralPositionAreFourInliers() {
    PatchMatches square = AlikeMatches.of(new int[] {0, 5, 70, 75}, new int[] {1, 6, 71, 76});
    assertThat(new RansacScorer(1.5).score(square, grid(2, 1)).inlierCount()).isEqualTo(4);
  }

  @Test
  void ransacIsReproducible() {
    PatchMatches matches = similarity("unrelated", 2).mutual();
    RansacScorer scorer = new RansacScorer(1.5);
    assertThat(scorer.score(matches, grid(2, 1)).inliers())
        .isEqualTo(scorer.score(matches, grid(2, 1)).inliers());
  }

  @Test
  void fewerThanFourMatchesScoreZeroWithRansac() {
    PatchMatches three = AlikeMatches.of(new int[] {0, 20, 60}, new int[] {0, 20, 60});
    RansacScorer.Result result = new RansacScorer(1.5).score(three, grid(2, 1));
    assertThat(result.score()).isZero();
    assertThat(result.inliers()).containsExactly(false, false, false);
  }

  @Test
  void collinearMatchesScoreZeroWithRansac() {
    int[] row = {0, 1, 2, 3, 4, 5};
    RansacScorer.Result result = new RansacScorer(1.5).score(AlikeMatches.of(row, row), grid(2, 1));
    assertThat(result.score()).isZero();
  }

  @Test
  void noMatchesScoreZeroWithTheRapidScorer() {
    PatchMatches none = AlikeMatches.of(new int[0], new int[0]);
    assertThat(RapidScorer.score(none, grid(2, 1))).isZero();
  }

  @Test
  void identicalImagesMatchPatchByPatch() {
    FloatMatrix query = Golden.read("matching/query_p2").matrix();
    PatchMatches matches = PatchSimilarity.between(query, query, COMPUTE).mutual();
    assertThat(matches.query()).containsExactly(IntStream.range(0, 154).toArray());
    assertThat(matches.candidate()).isEqualTo(matches.query());
  }

  @Test
  void equallySimilarPatchesMatchTheFirstOne() {
    FloatMatrix same = FloatMatrix.of(300, 1, onesOf(300));
    PatchMatches matches = PatchSimilarity.between(same, same, COMPUTE).mutual();
    assertThat(matches.query()).containsExactly(0);
    assertThat(matches.candidate()).containsExactly(0);
  }

  @Test
  void aListIsReRankedLikeTheReference() {
    int[] order = Golden.read("matching/rerank_in").ints();
    FloatMatrix expectedScores = Golden.read("matching/rerank_scores_spatialApproximator").matrix();
    double[] expectedFused = Golden.read("matching/rerank_fused_spatialApproximator").values();
    List<double[]> scores = new ArrayList<>();
    for (int candidate : order) {
      double[] perScale = new double[SIZES.size()];
      for (int s = 0; s < perScale.length; s++) {
        int size = SIZES.get(s);
        PatchSimilarity similarity =
            PatchSimilarity.between(
                Golden.read("matching/query_p" + size).matrix(),
                Golden.read("matching/rerank_c" + candidate + "_p" + size).matrix(),
                COMPUTE);
        perScale[s] = RapidScorer.score(similarity.mutual(), grid(size, 1));
        assertThat(perScale[s])
            .isCloseTo(-expectedScores.get(scores.size(), s), within(1e-4 * perScale[s]));
      }
      scores.add(perScale);
    }
    double[] fused = fused(scores);
    for (int i = 0; i < fused.length; i++) {
      assertThat(fused[i]).isCloseTo(-expectedFused[i], within(1e-5));
    }
    int[] ranked =
        IntStream.range(0, order.length)
            .boxed()
            .sorted((a, b) -> Double.compare(fused[b], fused[a]))
            .mapToInt(i -> order[i])
            .toArray();
    assertThat(ranked)
        .containsExactly(Golden.read("matching/rerank_out_spatialApproximator").ints());
  }

  @Test
  void ransacScoresFuseToTheReferencesOrder() {
    FloatMatrix scores = Golden.read("matching/rerank_scores_RANSAC").matrix();
    List<double[]> list = new ArrayList<>();
    for (int i = 0; i < scores.rows(); i++) {
      float[] row = scores.row(i);
      list.add(IntStream.range(0, row.length).mapToDouble(s -> -row[s]).toArray());
    }
    double[] fused = fused(list);
    double[] expected = Golden.read("matching/rerank_fused_RANSAC").values();
    for (int i = 0; i < fused.length; i++) {
      assertThat(fused[i]).isCloseTo(-expected[i], within(1e-5));
    }
  }

  /** The list scores of candidates under the original's fusion. */
  private static double[] fused(List<double[]> scores) {
    MatchConfig config = new MatchConfig(new RapidScore(), 1.5, WEIGHTS, 0);
    List<PairScores> pairs = scores.stream().map(s -> new PairScores(s, Double.NaN)).toList();
    Standard standard = config.fusion().standard(pairs, List.of(), List.of(1.0, 1.0, 1.0), config);
    return pairs.stream().mapToDouble(pair -> standard.listScore(pair, config)).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 8})
  void keypointsAreExactlyTheReferencesAtStrideOne(int size) {
    PatchGrid grid = new PatchGrid(30, 40, new PatchScale(size, 1), VGG16);
    Golden keypoints = Golden.read("matching/full_keypoints_p" + size + "_s1");
    Golden indices = Golden.read("matching/full_indices_p" + size + "_s1");
    assertThat(grid.count()).isEqualTo(keypoints.shape()[1]);
    for (int i = 0; i < grid.count(); i++) {
      assertThat((double) grid.keypointX(i)).isEqualTo(keypoints.values()[i]);
      assertThat((double) grid.keypointY(i)).isEqualTo(keypoints.values()[grid.count() + i]);
      assertThat((double) grid.column(i)).isEqualTo(indices.values()[i]);
      assertThat((double) grid.row(i)).isEqualTo(indices.values()[grid.count() + i]);
    }
  }

  @Test
  void keypointsAreRightAtStrideTwoWhereTheReferenceLeavesMostAtZero() {
    PatchGrid grid = new PatchGrid(30, 40, new PatchScale(4, 2), VGG16);
    assertThat(grid.rows()).isEqualTo(14);
    assertThat(grid.columns()).isEqualTo(19);
    int last = grid.count() - 1;
    // int(16·j·s + 8·(p − 1) + 7.5)
    assertThat(grid.keypointX(last)).isEqualTo((int) (16 * 18 * 2 + 8 * 3 + 7.5));
    assertThat(grid.keypointY(last)).isEqualTo((int) (16 * 13 * 2 + 8 * 3 + 7.5));
    assertThat(grid.patchAt(grid.centerX(123), grid.centerY(123))).isEqualTo(123);
  }

  private static float[] onesOf(int count) {
    float[] ones = new float[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static PatchGrid grid(int size, int stride) {
    return new PatchGrid(12, 15, new PatchScale(size, stride), VGG16);
  }

  private static PatchSimilarity similarity(String name, int size) {
    return PatchSimilarity.between(
        Golden.read("matching/query_p" + size).matrix(),
        Golden.read("matching/" + name + "_p" + size + "_db").matrix(),
        COMPUTE);
  }
}
