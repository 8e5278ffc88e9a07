package org.vladoscope.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vladoscope.pipeline.crew.ImagePair;

/** In which order pairs of images are compared. */
class PairOrderTest {

  private static final int QUERIES = 100;
  private static final int TASKS = 8;
  private static final int CORES = 2;
  private static final int IMPOSTOR = 7;

  /** Each query meets two candidates near its own number, and all meet one. */
  private static List<ArrayList<Compared.Pair>> ordered(int tasks, int cores) {
    List<ImagePair> pairs = new ArrayList<>();
    for (int query = 0; query < QUERIES; query++) {
      pairs.add(new ImagePair(query, 1000 + query));
      pairs.add(new ImagePair(query, 1001 + query));
      pairs.add(new ImagePair(query, IMPOSTOR));
    }
    Collections.shuffle(pairs, new Random(1));
    return SparkCrew.grouped(pairs, tasks, cores);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "8,2", "7,3", "300,2", "640,160"})
  void everyPairIsComparedOnceInTasksOfOneSize(int tasks, int cores) {
    List<ArrayList<Compared.Pair>> ordered = ordered(tasks, cores);

    assertThat(ordered).hasSize(tasks);
    assertThat(ordered).allMatch(task -> Math.abs(task.size() - 3 * QUERIES / tasks) <= 1);
    assertThat(ordered.stream().flatMap(List::stream)).hasSize(3 * QUERIES).doesNotHaveDuplicates();
  }

  @Test
  void aTaskDescribesFewMoreImagesThanItsShareOfTheQueriesMeets() {
    for (List<Compared.Pair> task : ordered(TASKS, CORES)) {
      long described =
          task.stream()
              .flatMap(pair -> Stream.of(pair.query(), pair.candidate()))
              .distinct()
              .count();

      // Thirteen queries, as many candidates and one, and the impostor; twice a cut block more.
      assertThat(described).isLessThanOrEqualTo(2 * QUERIES / TASKS + 2 + 12);
    }
  }

  @Test
  void whatACoreDoesOneAfterTheOtherIsNearInTheMap() {
    List<ArrayList<Compared.Pair>> ordered = ordered(TASKS, CORES);
    for (int i = 0; i < TASKS; i++) {
      boolean first = i % CORES == 0;

      assertThat(ordered.get(i)).allMatch(pair -> pair.query() <= 50 == first || near(pair));
    }
  }

  @ParameterizedTest
  @CsvSource({"100,20", "20,100"})
  void whereAllMeetAllTheLargerSideIsDivided(int queries, int candidates) {
    List<ImagePair> pairs = new ArrayList<>();
    for (int query = 0; query < queries; query++) {
      for (int candidate = 0; candidate < candidates; candidate++) {
        pairs.add(new ImagePair(query, 1000 + candidate));
      }
    }
    List<ArrayList<Compared.Pair>> ordered = SparkCrew.grouped(pairs, TASKS, CORES);
    for (int core = 0; core < CORES; core++) {
      Set<Integer> met = new HashSet<>();
      for (int i = core; i < TASKS; i += CORES) {
        ordered.get(i).forEach(pair -> met.addAll(List.of(pair.query(), pair.candidate())));
      }

      assertThat(met).as("fifty of a hundred, and twenty").hasSizeLessThanOrEqualTo(50 + 20 + 12);
    }
  }

  private static boolean near(Compared.Pair pair) {
    return Math.abs(pair.query() - QUERIES / 2) < QUERIES / TASKS;
  }

  @Test
  void theQueriesOfACandidateFollowEachOther() {
    for (List<Compared.Pair> task : ordered(1, 1)) {
      List<Integer> candidates = task.stream().map(Compared.Pair::candidate).toList();
      long runs =
          IntStream.range(1, candidates.size())
              .filter(i -> !candidates.get(i).equals(candidates.get(i - 1)))
              .count();

      // One run for each candidate, and one more for those that two blocks of queries meet.
      assertThat(runs).isLessThan(QUERIES + 1 + 2 * 4);
    }
  }
}
