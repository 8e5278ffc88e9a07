package org.vladoscope.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.compute.TensorRuntime;
import org.vladoscope.vlad.NetVlad;
import org.vladoscope.vlad.Vocabulary;

/** The loss of triplets and its gradient. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrainableVladTest {

  private static final float STEP = 2e-3f;

  private final PaintedFeatures images = PaintedFeatures.way(9);
  private final Vocabulary words = PaintedFeatures.words();
  private final List<Triplet> triplets =
      List.of(new Triplet(1, 2, new int[] {5, 7}), new Triplet(4, 4, new int[] {1, 7}));
  private Compute compute;

  @BeforeAll
  void open() {
    compute = Compute.open(DeviceChoice.CPU, 1);
  }

  @AfterAll
  void close() {
    compute.close();
  }

  @Test
  void theGradientIsTheSlopeOfTheLossInEveryDirection() {
    VladWeights weights = bent();
    float[][] gradient = loss(weights, EnumSet.allOf(TrainedPart.class)).gradient();

    for (int part = 0; part < gradient.length; part++) {
      double difference = 0;
      double length = 0;
      for (int i = 0; i < gradient[part].length; i++) {
        double slope =
            (moved(weights, part, i, STEP) - moved(weights, part, i, -STEP)) / (2 * STEP);
        difference += Math.pow(slope - gradient[part][i], 2);
        length += slope * slope;
      }
      assertThat(length).as("part %d has a slope", part).isGreaterThan(1e-6);
      assertThat(Math.sqrt(difference / length)).as("part %d", part).isLessThan(.01);
    }
  }

  @Test
  void partsThatAreNotTrainedHaveNoGradient() {
    float[][] gradient = loss(bent(), Set.of(TrainedPart.CENTROIDS)).gradient();

    assertThat(gradient[0]).containsOnly(0);
    assertThat(gradient[1]).isNotEqualTo(new float[gradient[1].length]);
    assertThat(gradient[2]).containsOnly(0);
    assertThat(gradient[3]).containsOnly(0);
  }

  @Test
  void theLossIsThatOfTheDescriptorsThatAnswerQueries() {
    VladWeights weights = bent();
    Vocabulary trained = weights.vocabulary(words);

    double sum = 0;
    int pairs = 0;
    for (Triplet triplet : triplets) {
      float[] query = NetVlad.describe(images.query(triplet.query(), Progress.NONE), trained);
      double near = distance(query, triplet.positive(), trained);
      for (int negative : triplet.negatives()) {
        sum += Math.max(0, near + 4 - distance(query, negative, trained));
        pairs++;
      }
    }

    assertThat(loss(weights, EnumSet.allOf(TrainedPart.class)).value())
        .isCloseTo(sum / pairs, within(1e-5));
  }

  private double distance(float[] query, int image, Vocabulary trained) {
    float[] other = NetVlad.describe(images.image(image, Progress.NONE), trained);
    double squares = 0;
    for (int i = 0; i < query.length; i++) {
      squares += Math.pow((double) query[i] - other[i], 2);
    }
    return squares;
  }

  /** Weights as they may be after some steps: the projection is no identity any more. */
  private VladWeights bent() {
    VladWeights weights = VladWeights.of(words).copy();
    Random random = new Random(5);
    for (float[] values : weights.arrays()) {
      for (int i = 0; i < values.length; i++) {
        values[i] += (float) (.2 * random.nextGaussian());
      }
    }
    return weights;
  }

  private double moved(VladWeights weights, int part, int i, float step) {
    VladWeights moved = weights.copy();
    moved.arrays()[part][i] += step;
    return loss(moved, EnumSet.allOf(TrainedPart.class)).value();
  }

  private TrainableVlad.Loss loss(VladWeights weights, Set<TrainedPart> parts) {
    // With a margin as large as distances get, no pair is beyond it, where the slope would jump.
    TrainingConfig usual = TrainingConfig.DEFAULT;
    TrainingConfig config =
        new TrainingConfig(parts, false, 1, 1, .01, 0, 4, 2, 2, usual.heldOut(), false, 1);
    return new TrainableVlad(TensorRuntime.of(compute), config)
        .loss(weights, triplets, this::query, this::image, Progress.NONE);
  }

  private FloatMatrix query(int number) {
    return words.input(images.query(number, Progress.NONE));
  }

  private FloatMatrix image(int number) {
    return words.input(images.image(number, Progress.NONE));
  }
}
