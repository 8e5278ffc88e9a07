package org.vladoscope.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.vlad.CellSum;
import org.vladoscope.vlad.Vocabulary;

/** Cells leave the sum that a descriptor is, as if they had never been fed. */
class CellSumTest {

  private static final CellGeometry GEOMETRY = new CellGeometry(14, 14, 0);
  private static final int HEIGHT = 6;
  private static final int WIDTH = 7;
  private static final int CELLS = HEIGHT * WIDTH;

  /** An aggregator at work, by a name. */
  private record Case(String name, AggregatorModel model) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> sums() {
    Vocabulary soft = vocabulary(12);
    FloatMatrix turned = random(new Random(5), 12, 12);
    float[] weights = {.5f, 1, 2, 1.5f, .8f};
    return Stream.of(
        new Case("NetVLAD", new VladModel(soft)),
        new Case("with weights", new VladModel(soft.withWordWeights(weights))),
        new Case("with projected residuals", new VladModel(soft.withResidualProjection(turned))),
        new Case("hard VLAD", new VladModel(Vocabulary.hard(soft.centroids(), true))),
        new Case(
            "AnyLoc soft",
            new VladModel(Vocabulary.byCosine(soft.centroids(), Vocabulary.Sharing.SOFT, 3, true))),
        new Case("SuperVLAD", new VladModel(Vocabulary.withoutCentroids(soft.centroids(), 1))),
        new Case(
            "GeM",
            new GemAggregator.Model(
                3,
                new LinearHead(
                    random(new Random(6), 9, 12),
                    new float[] {.1f, 0, 0, .2f, 0, 0, 0, -.1f, 0}))));
  }

  private static Vocabulary vocabulary(int channels) {
    Random random = new Random(3);
    FloatMatrix weights = random(random, 5, channels);
    for (int i = 0; i < weights.data().length; i++) {
      weights.data()[i] *= 6;
    }
    return new Vocabulary(random(random, 5, channels), weights, new float[5], true);
  }

  private static FloatMatrix random(Random random, int rows, int cols) {
    FloatMatrix matrix = FloatMatrix.zeros(rows, cols);
    for (int i = 0; i < matrix.data().length; i++) {
      matrix.data()[i] = (float) random.nextGaussian();
    }
    return matrix;
  }

  private static FeatureMap image(int channels) {
    FloatMatrix cells = random(new Random(8), CELLS, channels);
    return new FeatureMap(HEIGHT, WIDTH, cells, GEOMETRY);
  }

  private static FeatureMap only(FeatureMap map, BitSet erased) {
    int[] left = IntStream.range(0, CELLS).filter(c -> !erased.get(c)).toArray();
    FloatMatrix cells = FloatMatrix.zeros(left.length, map.channels());
    for (int i = 0; i < left.length; i++) {
      System.arraycopy(
          map.cells().data(),
          left[i] * map.channels(),
          cells.data(),
          i * map.channels(),
          map.channels());
    }
    return new FeatureMap(1, left.length, cells, GEOMETRY);
  }

  private static BitSet erased(int seed, int count) {
    Random random = new Random(seed);
    BitSet erased = new BitSet();
    while (erased.cardinality() < count) {
      erased.set(random.nextInt(CELLS));
    }
    return erased;
  }

  @ParameterizedTest
  @MethodSource("sums")
  void theErasedDescriptorIsWhatTheAggregatorGivesForTheOtherCellsAlone(Case one) {
    FeatureMap map = image(one.model.channels());
    CellSum sum = one.model.sum(map).orElseThrow();

    for (int count : new int[] {0, 1, 9, CELLS - 2, CELLS - 1}) {
      BitSet erased = erased(count, count);
      assertThat(sum.without(erased))
          .as("%d cells erased", count)
          .containsExactly(one.model.global(only(map, erased)), within(1e-6f));
    }
  }

  @ParameterizedTest
  @MethodSource("sums")
  void aSlopeIsTheProductWithTheDescriptorThatLacksOneCellMore(Case one) {
    FeatureMap map = image(one.model.channels());
    CellSum sum = one.model.sum(map).orElseThrow();
    Random random = new Random(4);
    double[] direction = random.doubles(one.model.descriptorLength(), -1, 1).toArray();

    for (int count : new int[] {0, 9, CELLS - 3}) {
      BitSet erased = erased(count, count);
      double[] slopes = sum.along(direction).withoutEach(erased);
      for (int cell = 0; cell < CELLS; cell++) {
        if (erased.get(cell)) {
          assertThat(slopes[cell]).isNaN();
          continue;
        }
        BitSet more = (BitSet) erased.clone();
        more.set(cell);
        float[] without = sum.without(more);
        double expected =
            IntStream.range(0, without.length).mapToDouble(i -> without[i] * direction[i]).sum();
        assertThat(slopes[cell]).as("cell %d", cell).isCloseTo(expected, within(1e-5));
      }
    }
  }

  /** Plain loops in double precision, for NetVLAD. */
  @Test
  void theErasedDescriptorIsThatOfPlainSumsInDoublePrecision() {
    Vocabulary words = vocabulary(12);
    FeatureMap map = image(12);
    BitSet erased = erased(2, 15);
    double[][] sums = new double[5][12];
    for (int cell = 0; cell < CELLS; cell++) {
      if (erased.get(cell)) {
        continue;
      }
      double[] x = new double[12];
      double norm = 0;
      for (int c = 0; c < 12; c++) {
        x[c] = map.cells().get(cell, c);
        norm += x[c] * x[c];
      }
      double[] e = new double[5];
      double total = 0;
      for (int k = 0; k < 5; k++) {
        double logit = 0;
        for (int c = 0; c < 12; c++) {
          logit += words.assignmentWeights().get(k, c) * x[c] / Math.sqrt(norm);
        }
        e[k] = Math.exp(logit);
        total += e[k];
      }
      for (int k = 0; k < 5; k++) {
        for (int c = 0; c < 12; c++) {
          sums[k][c] += e[k] / total * (x[c] / Math.sqrt(norm) - words.centroids().get(k, c));
        }
      }
    }
    float[] expected = new float[60];
    for (int k = 0; k < 5; k++) {
      double length = Math.sqrt(Arrays.stream(sums[k]).map(v -> v * v).sum());
      for (int c = 0; c < 12; c++) {
        expected[k * 12 + c] = (float) (sums[k][c] / length / Math.sqrt(5));
      }
    }

    float[] without = new VladModel(words).sum(map).orElseThrow().without(erased);

    assertThat(without).containsExactly(expected, within(1e-6f));
  }

  /** A difference of sums would leave noise there, which intra-normalisation makes large. */
  @Test
  void aClusterThatLosesAllItsCellsIsGone() {
    Vocabulary words = Vocabulary.hard(vocabulary(12).centroids(), true);
    FeatureMap map = image(12);
    BitSet erased = new BitSet();
    var assignment = words.assign(map);
    IntStream.range(0, CELLS).filter(c -> assignment.strongest(c) == 2).forEach(erased::set);

    float[] without = new VladModel(words).sum(map).orElseThrow().without(erased);

    assertThat(Arrays.copyOfRange(without, 24, 36)).containsOnly(0);
    BitSet butOne = (BitSet) erased.clone();
    butOne.clear(erased.nextSetBit(0));
    double[] direction = new double[60];
    Arrays.fill(direction, 24, 36, 1);
    double[] slopes =
        new VladModel(words).sum(map).orElseThrow().along(direction).withoutEach(butOne);
    assertThat(slopes[erased.nextSetBit(0)]).isZero();
  }

  @Test
  void notEveryCellCanGo() {
    CellSum sum = new VladModel(vocabulary(12)).sum(image(12)).orElseThrow();
    BitSet all = new BitSet();
    all.set(0, CELLS);
    assertThatThrownBy(() -> sum.without(all)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyAggregatorSaysWhetherItIsASumAndWhyNot() {
    for (Aggregator aggregator : Aggregators.ALL.all()) {
      boolean summed = aggregator.sum() instanceof Aggregator.Sum.OverCells;
      assertThat(aggregator.withoutSum().isEmpty()).as(aggregator.id()).isEqualTo(summed);
    }
    assertThat(Aggregators.ALL.parse("salad").withoutSum().orElseThrow())
        .isEqualTo(
            "The descriptor of SALAD is no sum over cells, because optimal transport shares each"
                + " cell in view of all others, so that without some of them all shares would"
                + " change; so there is no exact answer to what it would be without some of them.");
    assertThat(Aggregators.ALL.all().stream().filter(a -> a.withoutSum().isEmpty()))
        .extracting(Aggregator::id)
        .containsExactly("netvlad", "hard-vlad", "anyloc-hard", "anyloc-soft", "supervlad", "gem");
  }
}
