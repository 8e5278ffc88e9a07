package org.vladoscope.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vladoscope.pipeline.crew.ImagePair;

/** In which order pairs of images are compared. */
class PairOrderTest {

  private static final int QUERIES = 100;
  private static final int IMPOSTOR = 7;

  /** Each query meets two candidates near its own number, and all meet one. */
  private static List<Compared.Pair> ordered() {
    List<ImagePair> pairs = new ArrayList<>();
    for (int query = 0; query < QUERIES; query++) {
      pairs.add(new ImagePair(query, 1000 + query));
      pairs.add(new ImagePair(query, 1001 + query));
      pairs.add(new ImagePair(query, IMPOSTOR));
    }
    Collections.shuffle(pairs, new Random(1));
    return SparkCrew.grouped(pairs);
  }

  @Test
  void everyPairIsComparedOnce() {
    assertThat(ordered()).hasSize(3 * QUERIES).doesNotHaveDuplicates();
  }

  @Test
  void theQueriesOfACandidateFollowEachOther() {
    List<Integer> candidates =
        ordered().stream().map(Compared.Pair::candidate).filter(c -> c != IMPOSTOR).toList();

    assertThat(candidates).isSorted();
  }

  @Test
  void aCandidateThatAllMeetIsComparedWithQueriesInTheirOrder() {
    List<Integer> queries =
        ordered().stream()
            .filter(pair -> pair.candidate() == IMPOSTOR)
            .map(Compared.Pair::query)
            .toList();

    assertThat(queries).isSorted().hasSize(QUERIES);
  }
}
