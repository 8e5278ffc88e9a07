package org.vladoscope.vlad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.L2;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;

class VocabularyTrainerTest {

  private static final int WORDS = 4;
  private static final VocabularyConfig CONFIG = new VocabularyConfig(WORDS, 400, 30, 3);

  private static final Compute COMPUTE = Compute.open(DeviceChoice.CPU, 2);

  @AfterAll
  static void close() {
    COMPUTE.close();
  }

  @Test
  void findsTheCentresOfWellSeparatedFeatures() {
    Vocabulary vocabulary = VocabularyTrainer.train(features(), CONFIG, COMPUTE, Progress.NONE);
    for (int axis = 0; axis < WORDS; axis++) {
      int best = 0;
      for (int k = 1; k < WORDS; k++) {
        best =
            vocabulary.centroids().get(k, axis) > vocabulary.centroids().get(best, axis) ? k : best;
      }
      float[] centroid = vocabulary.centroids().row(best);
      L2.normalize(centroid, 0, centroid.length);
      assertThat(centroid[axis]).as("a cluster points along axis " + axis).isGreaterThan(0.99f);
    }
  }

  @Test
  void givesTheSameWordsForTheSameSeed() {
    Vocabulary first = VocabularyTrainer.train(features(), CONFIG, COMPUTE, Progress.NONE);
    Vocabulary second = VocabularyTrainer.train(features(), CONFIG, COMPUTE, Progress.NONE);
    assertThat(second.centroids()).isEqualTo(first.centroids());
    assertThat(second.assignmentWeights()).isEqualTo(first.assignmentWeights());
  }

  @Test
  void refusesMoreWordsThanFeatures() {
    assertThatThrownBy(
            () -> VocabularyTrainer.train(FloatMatrix.zeros(3, 8), CONFIG, COMPUTE, Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("4 clusters cannot be found in 3 features");
  }

  @Test
  void endsAfterTheStepInWhichItIsCancelled() {
    AtomicInteger steps = new AtomicInteger();
    Progress impatient =
        new Progress() {
          @Override
          public void report(String message, double fraction) {
            steps.incrementAndGet();
          }

          @Override
          public boolean isCancelled() {
            return steps.get() >= 1;
          }
        };
    assertThatThrownBy(() -> VocabularyTrainer.train(noise(), CONFIG, COMPUTE, impatient))
        .isInstanceOf(CancellationException.class);
    assertThat(steps.get()).isLessThanOrEqualTo(2);
  }

  /** Features around four of eight axes. */
  private static FloatMatrix features() {
    Random random = new Random(5);
    FloatMatrix result = FloatMatrix.zeros(400, 8);
    for (int i = 0; i < result.rows(); i++) {
      for (int c = 0; c < 8; c++) {
        float centre = c == i % WORDS ? 1 : 0;
        result.data()[i * 8 + c] = centre + .05f * (float) random.nextGaussian();
      }
    }
    return result;
  }

  /** Features without clusters, on which k-means takes many steps. */
  private static FloatMatrix noise() {
    Random random = new Random(5);
    FloatMatrix result = FloatMatrix.zeros(4000, 8);
    for (int i = 0; i < result.data().length; i++) {
      result.data()[i] = (float) random.nextGaussian();
    }
    return result;
  }
}
