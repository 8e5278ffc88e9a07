package org.vladoscope.ranking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.match.Fusion;
import org.vladoscope.match.MatchConfig;

/**
 * The candidates of one query while their patches are compared. Safe to use from several threads.
 */
public final class Reranking {

  private final PlaceImage query;
  private final List<Retrieved> retrieved;
  private final MatchConfig config;
  private final int wanted;

  /** Per compared candidate one score for each scale. */
  private final SortedMap<Integer, double[]> scores = new TreeMap<>();

  /**
   * Nothing is compared yet.
   *
   * @param retrieved in the order of the global search
   * @param wanted how many of them, from the first, will be compared
   */
  public Reranking(PlaceImage query, List<Retrieved> retrieved, int wanted, MatchConfig config) {
    this.query = query;
    this.retrieved = retrieved;
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
    return new PartialRanking(new QueryResult(query, ranked()), scores.size(), wanted);
  }

  /** Sorts the compared candidates by their fused score; the others follow as they were. */
  private List<Candidate> ranked() {
    List<Integer> known = List.copyOf(scores.keySet());
    List<double[]> perScale = List.copyOf(scores.values());
    double[] fused = fuse(known, perScale);
    List<Integer> order =
        IntStream.range(0, fused.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -fused[i]))
            .toList();
    List<Candidate> result = new ArrayList<>();
    for (int i : order) {
      result.add(
          retrieved
              .get(known.get(i))
              .scored(
                  result.size() + 1, Arrays.stream(perScale.get(i)).boxed().toList(), fused[i]));
    }
    for (int i = 0; i < retrieved.size(); i++) {
      if (!scores.containsKey(i)) {
        result.add(retrieved.get(i).at(result.size() + 1));
      }
    }
    return result;
  }

  private double[] fuse(List<Integer> known, List<double[]> perScale) {
    double[] fused = Fusion.ofList(perScale, config.weights());
    double globalWeight = config.globalWeight();
    if (globalWeight > 0) {
      List<double[]> similarities =
          known.stream().map(i -> new double[] {retrieved.get(i).globalSimilarity()}).toList();
      double[] global = Fusion.ofList(similarities, List.of(globalWeight));
      for (int i = 0; i < fused.length; i++) {
        fused[i] += global[i];
      }
    }
    return fused;
  }
}
