package org.vladoscope.vlad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.L2;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.feature.FeatureMap;

class VocabularyRefinementTest {

  private static final int CHANNELS = 6;
  private static final int WORDS = 3;
  private static final int IMAGES = 40;
  private static final VocabularyConfig CONFIG = new VocabularyConfig(WORDS, 400, 30, 3);

  private static final Compute COMPUTE = Compute.open(DeviceChoice.CPU, 2);

  private final Random random = new Random(11);
  private final Vocabulary words =
      new Vocabulary(axes(), axes(), new float[] {.1f, -.2f, 0}, false).sharpened(3);

  /**
   * Every image has one colour cast, which differs much along channel 3 and little along others.
   */
  private final FeatureMap[] images = images();

  @AfterAll
  static void close() {
    COMPUTE.close();
  }

  @Test
  void residualsVaryAlikeInAllDirectionsAfterwards() {
    Vocabulary whitened = refined(true, false);

    assertThat(spread(words)).isGreaterThan(10);
    assertThat(spread(whitened)).isLessThan(spread(words) / 3);
  }

  @Test
  void sharesAndPatchesStayAsTheyAre() {
    Vocabulary refined = refined(true, true);
    PatchScale scale = new PatchScale(2, 1);

    assertThat(refined.residualProjection()).isNotNull();
    assertThat(refined.isWeighted()).isTrue();
    for (FeatureMap image : images) {
      assertThat(refined.assign(image).shares()).isEqualTo(words.assign(image).shares());
      assertThat(PatchVlad.describe(image, refined, scale))
          .isEqualTo(PatchVlad.describe(image, words, scale));
      assertThat(PatchSampler.sample(image, refined, 5, new Random(1)))
          .isEqualTo(PatchSampler.sample(image, words, 5, new Random(1)));
      assertThat(NetVlad.describe(image, refined)).isNotEqualTo(NetVlad.describe(image, words));
    }
  }

  @Test
  void whatCellsAndWordsBringIntoASimilarityStillAddsUpToIt() {
    Vocabulary refined = refined(true, true);
    GlobalAnatomy query = GlobalAnatomy.of(images[0], refined);
    GlobalAnatomy candidate = GlobalAnatomy.of(images[1], refined);
    GlobalSimilarity similarity = GlobalSimilarity.between(query, candidate);

    assertThat(query.descriptor()).isEqualTo(NetVlad.describe(images[0], refined));
    for (int k = 0; k < WORDS; k++) {
      double ofCells = 0;
      for (float share : GlobalSimilarity.cellShares(similarity.queryCells(), k)) {
        ofCells += share;
      }
      assertThat(ofCells).isCloseTo(similarity.wordShares()[k], within(1e-5));
    }
  }

  @Test
  void aWordThatScattersBetweenImagesWeighsLess() {
    float[] weights = refined(false, true).wordWeights();
    double[] scatter = new double[WORDS];
    for (int k = 0; k < WORDS; k++) {
      scatter[k] = scatter(k);
    }

    for (int k = 1; k < WORDS; k++) {
      assertThat(Math.signum(weights[k] - weights[0]))
          .isEqualTo((float) Math.signum(scatter[0] - scatter[k]));
    }
    assertThat(weights[1] / weights[0]).isCloseTo((float) (scatter[0] / scatter[1]), within(.1f));
    assertThat(L2.norm(weights, 0, WORDS)).isCloseTo(Math.sqrt(WORDS), within(1e-5));
  }

  @Test
  void oneImageSaysNothingAboutWeights() {
    Vocabulary weighed =
        VocabularyTrainer.refine(
            words,
            new WordSums[] {WordSums.of(images[0], words)},
            CONFIG.withRefinement(false, true),
            COMPUTE,
            Progress.NONE);

    assertThat(weighed.wordWeights()).containsExactly(1, 1, 1);
    assertThat(weighed.isWeighted()).isFalse();
  }

  @Test
  void imagesWithoutAnyResidualLeaveTheWordsAsTheyAre() {
    FeatureMap blank =
        new FeatureMap(2, 2, FloatMatrix.zeros(4, CHANNELS), new CellGeometry(3, 1, 1));
    Vocabulary zero =
        new Vocabulary(FloatMatrix.zeros(WORDS, CHANNELS), axes(), new float[WORDS], false);

    Vocabulary refined =
        VocabularyTrainer.refine(
            zero,
            new WordSums[] {WordSums.of(blank, zero), WordSums.of(blank, zero)},
            CONFIG.withRefinement(true, true),
            COMPUTE,
            Progress.NONE);

    assertThat(refined.wordWeights()).containsExactly(1, 1, 1);
    assertThat(NetVlad.describe(images[0], refined))
        .containsExactly(NetVlad.describe(images[0], zero), within(1e-6f));
  }

  private Vocabulary refined(boolean whiten, boolean weigh) {
    WordSums[] sums = new WordSums[IMAGES];
    for (int i = 0; i < IMAGES; i++) {
      sums[i] = WordSums.of(images[i], words);
    }
    return VocabularyTrainer.refine(
        words, sums, CONFIG.withRefinement(whiten, weigh), COMPUTE, Progress.NONE);
  }

  /** The largest mean square of a channel of the blocks over the smallest. */
  private double spread(Vocabulary vocabulary) {
    double[] squares = new double[CHANNELS];
    for (FeatureMap image : images) {
      float[] descriptor = NetVlad.describe(image, vocabulary);
      for (int i = 0; i < descriptor.length; i++) {
        squares[i % CHANNELS] += (double) descriptor[i] * descriptor[i];
      }
    }
    double most = 0;
    double least = Double.POSITIVE_INFINITY;
    for (double square : squares) {
      most = Math.max(most, square);
      least = Math.min(least, square);
    }
    return most / least;
  }

  /** Standard deviation of a cluster's share in similarities, over all pairs of images. */
  private double scatter(int word) {
    double sum = 0;
    double squares = 0;
    int pairs = 0;
    for (int a = 0; a < IMAGES; a++) {
      for (int b = 0; b < a; b++) {
        double dot = 0;
        float[] x = WordSums.of(images[a], words).blocks(words.centroids()).row(word);
        float[] y = WordSums.of(images[b], words).blocks(words.centroids()).row(word);
        for (int c = 0; c < CHANNELS; c++) {
          dot += (double) x[c] * y[c];
        }
        sum += dot;
        squares += dot * dot;
        pairs++;
      }
    }
    return Math.sqrt(squares / pairs - sum / pairs * (sum / pairs));
  }

  private static FloatMatrix axes() {
    FloatMatrix axes = FloatMatrix.zeros(WORDS, CHANNELS);
    for (int k = 0; k < WORDS; k++) {
      axes.data()[k * CHANNELS + k] = 1;
    }
    return axes;
  }

  private FeatureMap[] images() {
    FeatureMap[] all = new FeatureMap[IMAGES];
    for (int i = 0; i < IMAGES; i++) {
      FloatMatrix cells = FloatMatrix.zeros(20, CHANNELS);
      float cast = (float) random.nextGaussian();
      for (int cell = 0; cell < 20; cell++) {
        for (int c = 0; c < CHANNELS; c++) {
          cells.data()[cell * CHANNELS + c] = (float) (.2 * random.nextGaussian());
        }
        int word = cell % WORDS;
        cells.data()[cell * CHANNELS + word] += 1;
        // The cast is strongest where the first cluster is.
        cells.data()[cell * CHANNELS + 3] += cast * (WORDS - word) / WORDS;
      }
      all[i] = new FeatureMap(4, 5, cells, new CellGeometry(3, 1, 1));
    }
    return all;
  }
}
