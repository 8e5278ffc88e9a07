package org.vladoscope.ranking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.match.MatchConfig;
import org.vladoscope.match.PairScores;
import org.vladoscope.match.Standard;

/**
 * The candidates of one query while their patches are compared. Safe to use from several threads.
 */
public final class Reranking {

  private final PlaceImage query;
  private final List<Retrieved> retrieved;
  private final List<PairScores> cohort;
  private final List<Double> most;
  private final MatchConfig config;
  private final int wanted;

  /** Per compared candidate one score for each scale. */
  private final SortedMap<Integer, double[]> scores = new TreeMap<>();

  /**
   * Nothing is compared yet.
   *
   * @param retrieved in the order of the global search
   * @param wanted how many of them, from the first, will be compared
   * @param cohort the scores of the query with the cohort that the fusion asks for
   * @param most the greatest score that each patch size can give
   */
  public Reranking(
      PlaceImage query,
      List<Retrieved> retrieved,
      int wanted,
      List<PairScores> cohort,
      List<Double> most,
      MatchConfig config) {
    this.query = query;
    this.retrieved = retrieved;
    this.cohort = List.copyOf(cohort);
    this.most = List.copyOf(most);
    this.config = config;
    this.wanted = wanted;
  }

  /** Takes the scores of a candidate, one for each scale; returns how many are known now. */
  public synchronized int put(int candidate, double[] perScale) {
    scores.put(candidate, perScale);
    return scores.size();
  }

  /** The ranking of what has been compared so far. */
  public synchronized PartialRanking soFar() {
    List<Integer> known = List.copyOf(scores.keySet());
    List<PairScores> compared =
        scores.entrySet().stream()
            .map(e -> new PairScores(e.getValue(), retrieved.get(e.getKey()).globalSimilarity()))
            .toList();
    Optional<Standard> standard =
        compared.isEmpty()
            ? Optional.empty()
            : Optional.of(config.fusion().standard(compared, cohort, most, config));
    double[] fused =
        compared.stream()
            .mapToDouble(pair -> standard.orElseThrow().listScore(pair, config))
            .toArray();
    return new PartialRanking(
        new QueryResult(query, ranked(known, compared, fused), standard), known.size(), wanted);
  }

  /** Sorts the compared candidates by their fused score; the others follow as they were. */
  private List<Candidate> ranked(List<Integer> known, List<PairScores> compared, double[] fused) {
    List<Integer> order =
        IntStream.range(0, fused.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -fused[i]))
            .toList();
    List<Candidate> result = new ArrayList<>();
    for (int i : order) {
      double[] perScale = compared.get(i).scales();
      result.add(
          retrieved
              .get(known.get(i))
              .scored(result.size() + 1, Arrays.stream(perScale).boxed().toList(), fused[i]));
    }
    for (int i = 0; i < retrieved.size(); i++) {
      if (!scores.containsKey(i)) {
        result.add(retrieved.get(i).at(result.size() + 1));
      }
    }
    return result;
  }
}
