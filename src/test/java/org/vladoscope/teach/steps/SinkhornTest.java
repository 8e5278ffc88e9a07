package org.vladoscope.teach.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.vladoscope.Golden;
import org.vladoscope.common.InputException;

class SinkhornTest {

  /** One cluster, scores ln 2 and 0. Rows first: 2/3, 1/3 and 1/2, 1/2; then columns to 1. */
  @Test
  void oneIterationByHand() {
    double[][] shares = Sinkhorn.shares(new double[][] {{Math.log(2)}, {0}}, 0, 1);
    assertThat(shares[0]).containsExactly(new double[] {4 / 7., 3 / 7.}, within(1e-12));
    assertThat(shares[1]).containsExactly(new double[] {2 / 5., 3 / 5.}, within(1e-12));
  }

  @Test
  void cellsThatAreAllAlikeGiveEachClusterOneAndTheDustbinTheRest() {
    double[][] shares = Sinkhorn.shares(new double[5][2], -3, 3);
    for (double[] row : shares) {
      assertThat(row).containsExactly(new double[] {.2, .2, .6}, within(1e-12));
    }
  }

  @Test
  void theScoreOfTheDustbinDoesNotMatter() {
    double[][] scores = {{1, -2}, {.5, 0}, {-1, 3}, {0, 0}};
    double[][] one = Sinkhorn.shares(scores, 0, 3);
    double[][] other = Sinkhorn.shares(scores, 7, 3);
    for (int i = 0; i < one.length; i++) {
      assertThat(other[i]).containsExactly(one[i], within(1e-12));
    }
  }

  /** Scores, learned dustbin and shares of the original. */
  @Test
  void sharesAreTheOriginals() {
    Golden scores = Golden.read("modern/salad_b1_score_logits_f64");
    Golden expected = Golden.read("modern/salad_b1_log_assign_f64");
    int clusters = scores.shape()[1];
    int cells = scores.values().length / clusters;
    double[][] turned = new double[cells][clusters];
    for (int k = 0; k < clusters; k++) {
      for (int i = 0; i < cells; i++) {
        turned[i][k] = scores.values()[k * cells + i];
      }
    }
    double[][] shares = Sinkhorn.shares(turned, 0, Sinkhorn.ITERATIONS);
    for (int i = 0; i < cells; i++) {
      for (int k = 0; k <= clusters; k++) {
        assertThat(Math.log(shares[i][k]))
            .isCloseTo(expected.values()[k * cells + i], within(1e-5));
      }
    }
  }

  @Test
  void noMoreCellsThanClustersAreRefused() {
    assertThatThrownBy(() -> Sinkhorn.shares(new double[2][2], 0, 3))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("more cells than clusters");
  }
}
