package org.vladoscope.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vladoscope.common.InputException;
import org.vladoscope.dataset.GroundTruth;

/** How queries are cut so that both halves share no place. */
class QueryHalvesTest {

  private static Set<Integer> places(List<Integer> queries, GroundTruth truth) {
    Set<Integer> places = new HashSet<>();
    queries.forEach(q -> IntStream.of(truth.positives(q)).forEach(places::add));
    return places;
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  @Test
  void placesVisitedTwiceGoIntoOneHalf() {
    // Two drives along the same 20 places, whose images do not overlap.
    List<int[]> positives = new ArrayList<>();
    for (int drive = 0; drive < 2; drive++) {
      for (int place = 0; place < 20; place++) {
        positives.add(new int[] {2 * place, 2 * place + 1});
      }
    }
    GroundTruth truth = GroundTruth.of(positives);
    QueryHalves halves = QueryHalves.of(numbers(40), truth);

    assertThat(halves.chosenBy()).hasSize(20);
    assertThat(halves.heldOut()).hasSize(20);
    assertThat(halves.leftOut()).isEmpty();
    assertThat(places(halves.chosenBy(), truth))
        .doesNotContainAnyElementsOf(places(halves.heldOut(), truth));
  }

  @Test
  void aStreetWhereEverythingOverlapsIsCutInTheMiddle() {
    List<int[]> positives = new ArrayList<>();
    for (int query = 0; query < 30; query++) {
      positives.add(new int[] {query, query + 1, query + 2});
    }
    GroundTruth truth = GroundTruth.of(positives);
    QueryHalves halves = QueryHalves.of(numbers(30), truth);

    assertThat(halves.chosenBy()).isEqualTo(numbers(13));
    assertThat(halves.leftOut()).containsExactly(13, 14);
    assertThat(halves.heldOut()).hasSize(15).startsWith(15);
    assertThat(places(halves.chosenBy(), truth))
        .doesNotContainAnyElementsOf(places(halves.heldOut(), truth));
  }

  @Test
  void queriesOfOnePlaceCannotBeCut() {
    GroundTruth truth = GroundTruth.of(List.of(new int[] {3}, new int[] {3}, new int[] {3}));
    assertThatThrownBy(() -> QueryHalves.of(numbers(3), truth))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("3 queries of this map cannot be cut into two halves");
  }
}
