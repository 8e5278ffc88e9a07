package org.vladoscope.ranking;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vladoscope.match.Fusion;
import org.vladoscope.match.MatchConfig;

/**
 * How the list score of a candidate comes about: each patch size's score as a z-score over the
 * re-ranked candidates, times its weight. Higher is better.
 *
 * @param parts one for each patch size
 * @param global the part of the global similarity, if it has a weight
 * @param total the list score, the sum of all contributions
 */
public record ListScore(List<Part> parts, Optional<Part> global, double total) {

  /** How far a sum of the same numbers in another order may lie from the score. */
  private static final double ROUNDING = 1e-6;

  /** Copies the list. */
  public ListScore {
    parts = List.copyOf(parts);
  }

  /**
   * One summand.
   *
   * @param zScore standard deviations above the mean of the candidates
   * @param weight how much it counts
   */
  public record Part(double zScore, double weight) {

    /** What it adds to the list score. */
    public double contribution() {
      return weight * zScore;
    }
  }

  /**
   * Takes the score of a candidate apart.
   *
   * @param config how the list was ranked
   * @return nothing if the candidate was not re-ranked, or the list was ranked with another
   *     configuration
   */
  public static Optional<ListScore> of(
      QueryResult result, Candidate candidate, MatchConfig config) {
    List<Reranked> list = result.reranked();
    int index = list.indexOf(candidate);
    if (!(candidate instanceof Reranked known)
        || index < 0
        || known.scaleScores().size() != config.weights().size()) {
      return Optional.empty();
    }
    List<double[]> scores = list.stream().map(Reranked::scores).toList();
    List<Part> parts = new ArrayList<>();
    double total = 0;
    for (int s = 0; s < config.weights().size(); s++) {
      parts.add(new Part(Fusion.zScores(scores, s)[index], config.weights().get(s)));
      total += parts.get(s).contribution();
    }
    Optional<Part> global = Optional.empty();
    if (config.globalWeight() > 0) {
      List<double[]> similarities =
          list.stream().map(c -> new double[] {c.globalSimilarity()}).toList();
      Part part = new Part(Fusion.zScores(similarities, 0)[index], config.globalWeight());
      total += part.contribution();
      global = Optional.of(part);
    }
    boolean same = Math.abs(total - known.score()) <= ROUNDING * Math.max(1, Math.abs(total));
    return same ? Optional.of(new ListScore(parts, global, known.score())) : Optional.empty();
  }
}
