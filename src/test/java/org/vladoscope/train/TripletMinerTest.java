package org.vladoscope.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.GroundTruth;

/** Which images a query learns from. */
class TripletMinerTest {

  /** Query 0 shows images 0 and 1, query 1 shows image 3 and perhaps image 2. */
  private final GroundTruth truth =
      GroundTruth.of(List.of(new int[] {0, 1}, new int[] {3}))
          .withSoft(List.of(new int[0], new int[] {2}));

  private final FloatMatrix similarities =
      FloatMatrix.of(2, 5, new float[] {.2f, .5f, .9f, .1f, .6f, .3f, .8f, .95f, .4f, .7f});

  @Test
  void thePositiveIsTheMostSimilarMatchAndNegativesAreTheMostSimilarOthers() {
    Triplet triplet = mine(all(), false, 2, 0);

    assertThat(triplet.positive()).isEqualTo(1);
    assertThat(triplet.negatives()).containsExactly(2, 4);
  }

  @Test
  void imagesThatMayShowThePlaceAreNoNegatives() {
    assertThat(mine(all(), false, 3, 1).negatives()).containsExactly(1, 4, 0);
  }

  @Test
  void imagesThatAreHeldOutAreNeither() {
    boolean[] allowed = {true, false, false, true, true};

    Triplet triplet = mine(allowed, false, 9, 0);

    assertThat(triplet.positive()).isZero();
    assertThat(triplet.negatives()).containsExactly(4, 3);
  }

  @Test
  void anImageIsNotItsOwnMatch() {
    assertThat(mine(all(), true, 1, 0).positive()).isEqualTo(1);
  }

  @Test
  void aQueryWithoutAMatchThatMayBeUsedTeachesNothing() {
    boolean[] allowed = {true, true, true, false, true};

    assertThat(
            new TripletMiner(truth, allowed, false, 2).mine(new int[] {1}, row(1), Progress.NONE))
        .isEmpty();
  }

  @Test
  void nothingMoreIsMinedOnceTheWorkIsCancelled() {
    int[] asked = {0};
    Progress cancelledAtOnce =
        new Progress() {
          @Override
          public void report(String message, double fraction) {}

          @Override
          public boolean isCancelled() {
            asked[0]++;
            return true;
          }
        };

    assertThatThrownBy(
            () ->
                new TripletMiner(truth, all(), false, 2)
                    .mine(new int[] {0, 1}, similarities, cancelledAtOnce))
        .isInstanceOf(CancellationException.class);
    assertThat(asked[0]).isEqualTo(1);
  }

  private Triplet mine(boolean[] allowed, boolean selfExcluded, int negatives, int query) {
    return new TripletMiner(truth, allowed, selfExcluded, negatives)
        .mine(new int[] {query}, row(query), Progress.NONE)
        .getFirst();
  }

  private FloatMatrix row(int query) {
    return similarities.rowRange(query, query + 1);
  }

  private static boolean[] all() {
    return new boolean[] {true, true, true, true, true};
  }
}
