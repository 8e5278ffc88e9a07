package org.vladoscope.ranking;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vladoscope.match.MatchConfig;
import org.vladoscope.match.Moments;
import org.vladoscope.match.Standard;

/**
 * How the list score of a candidate comes about: each patch size's score in standard deviations of
 * what it is measured against, times its weight. Higher is better.
 *
 * @param parts one for each patch size
 * @param global the part of the global similarity, if it counts
 * @param standsOut false if no candidate's patches match better than chance, so that they count for
 *     nothing
 * @param total the list score, the sum of all contributions
 */
public record ListScore(List<Part> parts, Optional<Part> global, boolean standsOut, double total) {

  /** How far a sum of the same numbers in another order may lie from the score. */
  private static final double ROUNDING = 1e-6;

  /** Copies the list. */
  public ListScore {
    parts = List.copyOf(parts);
  }

  /**
   * One summand.
   *
   * @param standard what the score is measured against
   * @param standardised standard deviations above its mean
   * @param weight how much it counts
   */
  public record Part(Moments standard, double standardised, double weight) {

    /** What it adds to the list score. */
    public double contribution() {
      return weight * standardised;
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
    Optional<Standard> standard = result.standard();
    if (!(candidate instanceof Reranked known)
        || standard.isEmpty()
        || !result.candidates().contains(candidate)
        || standard.get().scales().size() != config.weights().size()) {
      return Optional.empty();
    }
    return of(standard.get(), known, config);
  }

  private static Optional<ListScore> of(Standard standard, Reranked known, MatchConfig config) {
    double[] standardised = standard.standardised(known.scores());
    List<Part> parts = new ArrayList<>();
    for (int s = 0; s < standardised.length; s++) {
      double weight = standard.standsOut() ? config.weights().get(s) : 0;
      parts.add(new Part(standard.scales().get(s), standardised[s], weight));
    }
    double weight = standard.weightOfGlobal(config);
    Optional<Part> global =
        weight > 0 && !Double.isNaN(known.globalSimilarity())
            ? Optional.of(
                new Part(
                    standard.global(),
                    standard.global().standardised(known.globalSimilarity()),
                    weight))
            : Optional.empty();
    double total =
        parts.stream().mapToDouble(Part::contribution).sum()
            + global.map(Part::contribution).orElse(0.0);
    boolean same = Math.abs(total - known.score()) <= ROUNDING * Math.max(1, Math.abs(total));
    return same
        ? Optional.of(new ListScore(parts, global, standard.standsOut(), known.score()))
        : Optional.empty();
  }
}
