package org.vladoscope.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.compute.TensorRuntime;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.linalg.Whitening;
import org.vladoscope.match.PatchSimilarity;
import org.vladoscope.match.RapidScorer;
import org.vladoscope.vlad.NetVlad;
import org.vladoscope.vlad.PatchGrid;
import org.vladoscope.vlad.PatchScale;
import org.vladoscope.vlad.PatchVlad;
import org.vladoscope.vlad.Vocabulary;

/** What the engine is timed against computes what the engine computes. */
@Tag("slow")
class ReferenceTest {

  private static final Compute COMPUTE = Compute.open(DeviceChoice.CPU, 1);
  private static final NDManager MANAGER = TensorRuntime.of(COMPUTE).newManager();
  private static final FeatureMap MAP =
      new FeatureMap(7, 9, random(63, 12), new CellGeometry(196, 16, 90));
  private static final Vocabulary WORDS =
      new Vocabulary(random(5, 12), random(5, 12), random(1, 5).data(), true);
  private static final List<PatchScale> SCALES =
      List.of(new PatchScale(3, 1), new PatchScale(5, 1));

  @AfterAll
  static void close() {
    MANAGER.close();
    COMPUTE.close();
  }

  @Test
  void itsPatchesAreOurs() {
    ReferenceVlad reference = new ReferenceVlad(MANAGER, MAP, WORDS);

    for (int s = 0; s < SCALES.size(); s++) {
      float[] theirs = reference.patches(SCALES).get(s).toFloatArray();
      FloatMatrix ours = PatchVlad.describe(MAP, WORDS, SCALES.get(s));
      assertThat(Differences.largest(theirs, ours.transposed().data())).isLessThan(1e-5);
    }
  }

  @Test
  void bothItsGlobalDescriptorsAreOurs() {
    ReferenceVlad reference = new ReferenceVlad(MANAGER, MAP, WORDS);
    float[] ours = NetVlad.describe(MAP, WORDS);

    assertThat(Differences.largest(reference.global().toFloatArray(), ours)).isLessThan(1e-6);
    assertThat(Differences.largest(reference.globalOfStored().toFloatArray(), ours))
        .isLessThan(1e-6);
  }

  @Test
  void whatItGivesTogetherIsWhatItGivesOneByOne() {
    ReferenceVlad reference = new ReferenceVlad(MANAGER, MAP, WORDS);

    List<NDArray> together = reference.globalAndPatches(SCALES);

    assertThat(together.getFirst().toFloatArray())
        .isEqualTo(reference.globalOfStored().toFloatArray());
    for (int s = 0; s < SCALES.size(); s++) {
      assertThat(together.get(s + 1).toFloatArray())
          .isEqualTo(reference.patches(SCALES).get(s).toFloatArray());
    }
  }

  @Test
  void itsProjectionIsOurs() {
    FloatMatrix descriptors = random(6, 60);
    Whitening whitening = new Whitening(random(8, 60), random(1, 8).data());

    float[] theirs =
        new ReferenceVlad.Wpca(MANAGER, whitening)
            .apply(PairContest.columns(MANAGER, descriptors).transpose())
            .toFloatArray();

    assertThat(Differences.largest(theirs, whitening.apply(descriptors, COMPUTE).data()))
        .isLessThan(1e-6);
  }

  @Test
  void itsMatchesAndRapidScoreAreOurs() {
    PatchGrid grid = new PatchGrid(7, 9, new PatchScale(3, 1), MAP.geometry());
    FloatMatrix query = SyntheticInput.unit(grid.count(), 24, 1);
    FloatMatrix candidate = SyntheticInput.another(query, grid.columns(), 2);

    int[][] theirs =
        ReferenceMatcher.nearest(
                PairContest.columns(MANAGER, query), PairContest.columns(MANAGER, candidate))
            .mutual();

    var ours = PatchSimilarity.between(query, candidate, COMPUTE).mutual();
    assertThat(ours.count()).isGreaterThan(5);
    assertThat(theirs[0]).isEqualTo(ours.query());
    assertThat(theirs[1]).isEqualTo(ours.candidate());
    assertThat(ReferenceMatcher.rapid(theirs, grid)).isEqualTo(RapidScorer.score(ours, grid));
  }

  private static FloatMatrix random(int rows, int cols) {
    Random random = new Random(rows * 31L + cols);
    FloatMatrix matrix = FloatMatrix.zeros(rows, cols);
    for (int i = 0; i < matrix.data().length; i++) {
      matrix.data()[i] = (float) random.nextGaussian();
    }
    return matrix;
  }
}
