package org.vladoscope.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vladoscope.index.Neighbours;

class IndexLossTest {

  @Test
  void theShareOfTheNearestThatIsFoundIsAveragedOverQueries() {
    List<Neighbours> exact = List.of(ids(4, 7, 9), ids(1, 2, 3));
    List<Neighbours> approximate = List.of(ids(4, 9, 8), ids(2, 3, 5));

    IndexLoss loss = IndexLoss.of(exact, approximate, List.of(1, 2, 3), null);

    // First of each: found, missed. First two: one of two both times. All three: two of three.
    assertThat(loss.found()).containsEntry(1, .5).containsEntry(2, .5).containsEntry(3, 2 / 3.0);
  }

  @Test
  void aShorterAnswerCountsWhatIsMissing() {
    IndexLoss loss = IndexLoss.of(List.of(ids(1, 2, 3, 4)), List.of(ids(1)), List.of(1, 4), null);

    assertThat(loss.found()).containsEntry(1, 1.0).containsEntry(4, .25);
  }

  @Test
  void fewerImagesThanAskedForAreNoLoss() {
    IndexLoss loss = IndexLoss.of(List.of(ids(1, 2)), List.of(ids(2, 1)), List.of(20), null);

    assertThat(loss.found()).containsEntry(20, 1.0);
  }

  @Test
  void answersToOtherQueriesAreRefused() {
    assertThatThrownBy(() -> IndexLoss.of(List.of(ids(1)), List.of(), List.of(1), null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Neighbours ids(int... ids) {
    return new Neighbours(ids, new float[ids.length]);
  }
}
