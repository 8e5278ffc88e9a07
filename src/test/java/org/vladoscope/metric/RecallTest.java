package org.vladoscope.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vladoscope.dataset.GroundTruth;

class RecallTest {

  @Test
  void recallIsTheShareOfQueriesWithAHitAmongTheFirstN() {
    GroundTruth truth =
        GroundTruth.of(
            List.of(new int[] {7}, new int[] {1, 2}, new int[] {3}, new int[] {9, 4, 5}));
    List<int[]> rankings =
        List.of(
            new int[] {7, 0, 1}, // first
            new int[] {0, 2, 1}, // second
            new int[] {0, 1, 2}, // not found
            new int[] {0, 1, 5}); // third

    Recall recall = Recall.of(List.of(0, 1, 2, 3), rankings, truth, List.of(1, 2, 3, 20));

    assertThat(recall.atN()).isEqualTo(Map.of(1, .25, 2, .5, 3, .75, 20, .75));
    assertThat(recall.countingAll()).isEqualTo(recall.atN());
    assertThat(recall.queries()).isEqualTo(4);
    assertThat(recall.withoutPositives()).isZero();
  }

  @Test
  void queriesWithoutPositivesAreLeftOutOrCountedAsMisses() {
    GroundTruth truth =
        GroundTruth.of(List.of(new int[] {0}, new int[0], new int[0], new int[] {1}));
    List<int[]> rankings =
        List.of(new int[] {0, 1}, new int[] {0, 1}, new int[] {1, 0}, new int[] {0, 1});

    Recall recall = Recall.of(List.of(0, 1, 2, 3), rankings, truth, List.of(1, 5));

    assertThat(recall.atN()).isEqualTo(Map.of(1, .5, 5, 1.0));
    assertThat(recall.countingAll()).isEqualTo(Map.of(1, .25, 5, .5));
    assertThat(recall.withoutPositives()).isEqualTo(2);
  }

  @Test
  void aQueryThatWasNotRankedDoesNotShiftTheOthers() {
    GroundTruth truth = GroundTruth.of(List.of(new int[] {0}, new int[] {1}, new int[] {2}));

    Recall recall =
        Recall.of(List.of(0, 2), List.of(new int[] {0}, new int[] {2}), truth, List.of(1));

    assertThat(recall.atN()).isEqualTo(Map.of(1, 1.0));
    assertThat(recall.queries()).isEqualTo(2);
  }

  @Test
  void aRankingShorterThanNMayStillMiss() {
    GroundTruth truth = GroundTruth.of(List.of(new int[] {3}));

    Recall recall = Recall.of(List.of(0), List.of(new int[0]), truth, List.of(20));

    assertThat(recall.atN()).isEqualTo(Map.of(20, 0.0));
  }

  @Test
  void withoutAnyPositiveRecallIsZeroAndNotNaN() {
    GroundTruth truth = GroundTruth.of(List.of(new int[0]));

    Recall recall = Recall.of(List.of(0), List.of(new int[] {0}), truth, List.of(1));

    assertThat(recall.atN()).isEqualTo(Map.of(1, 0.0));
    assertThat(recall.countingAll()).isEqualTo(Map.of(1, 0.0));
    assertThat(recall.withoutPositives()).isEqualTo(1);
  }

  @Test
  void withoutAnyQueryRecallIsZeroAndNotNaN() {
    Recall recall = Recall.of(List.of(), List.of(), GroundTruth.of(List.of()), List.of(1));

    assertThat(recall.atN()).isEqualTo(Map.of(1, 0.0));
  }

  @Test
  void valuesComeInTheOrderAskedFor() {
    Recall recall =
        Recall.of(
            List.of(0),
            List.of(new int[] {0}),
            GroundTruth.of(List.of(new int[] {0})),
            Recall.USUAL);

    assertThat(recall.atN().keySet()).containsExactly(1, 5, 10, 20, 50, 100);
  }
}
