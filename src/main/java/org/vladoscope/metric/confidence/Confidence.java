package org.vladoscope.metric.confidence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.vladoscope.metric.Outcomes;
import org.vladoscope.metric.QueryOutcome;

/**
 * How far the probabilities can be trusted that are given for best matches.
 *
 * @param queries one for each query with a score
 * @param source what the probabilities were calibrated on, for people
 */
public record Confidence(List<Judged> queries, String source) {

  /** Parts of the range of probabilities in which they are compared with what happened. */
  public static final int BINS = 10;

  /** Parts for cross-validation. */
  private static final int FOLDS = 5;

  private static final long SEED = 1;

  private static final int MOST_DIGITS = 9;

  /** Copies the list. */
  public Confidence {
    queries = List.copyOf(queries);
  }

  /**
   * A query.
   *
   * @param query its number
   * @param probability that its best match is right, as it was given
   * @param right whether it is
   * @param hasPositive whether the map shows its place
   */
  public record Judged(int query, double probability, boolean right, boolean hasPositive) {}

  /**
   * The queries whose probability lies in one part of its range.
   *
   * @param queries how many
   * @param meanProbability the mean of what was given
   * @param shareRight the share of them that is right
   */
  public record Bin(int queries, double meanProbability, double shareRight) {}

  /**
   * What accepting answers from some probability on gives.
   *
   * @param threshold answers of so much probability or more are accepted
   * @param accepted how many are
   * @param precision share of the accepted that is right; NaN if none is accepted
   * @param coverage share of all queries that is accepted
   */
  public record Acceptance(double threshold, int accepted, double precision, double coverage) {

    /** The precision in percent, for one decimal: what is not quite all is not rounded up to it. */
    public double percent() {
      return precision < 1 ? Math.min(100 * precision, 99.9) : 100 * precision;
    }
  }

  /**
   * Probabilities by a calibration that never saw these queries.
   *
   * @return empty if no query has a score
   */
  public static Optional<Confidence> of(Outcomes outcomes, Calibration calibration) {
    List<Judged> queries =
        outcomes.list().stream()
            .filter(q -> !Double.isNaN(q.bestScore()))
            .map(q -> judged(q, calibration))
            .toList();
    return queries.isEmpty()
        ? Optional.empty()
        : Optional.of(new Confidence(queries, calibration.source()));
  }

  /**
   * Probabilities by the map's own ground truth: those of each query by a calibration on the other
   * parts of the queries, so that no query has a say in its own.
   *
   * @return empty if there are too few right or too few wrong best matches
   */
  public static Optional<Confidence> crossValidated(Outcomes outcomes) {
    List<QueryOutcome> known =
        outcomes.list().stream().filter(q -> !Double.isNaN(q.bestScore())).toList();
    List<Integer> part = new ArrayList<>();
    for (int i = 0; i < known.size(); i++) {
      part.add(i % FOLDS);
    }
    Collections.shuffle(part, new Random(SEED));
    List<Judged> queries = new ArrayList<>();
    for (int fold = 0; fold < FOLDS; fold++) {
      List<QueryOutcome> others = new ArrayList<>();
      List<QueryOutcome> own = new ArrayList<>();
      for (int i = 0; i < known.size(); i++) {
        (part.get(i) == fold ? own : others).add(known.get(i));
      }
      Optional<Calibration> calibration = Calibration.fit(others, "");
      if (calibration.isEmpty()) {
        return Optional.empty();
      }
      own.forEach(q -> queries.add(judged(q, calibration.get())));
    }
    queries.sort(Comparator.comparingInt(Judged::query));
    return Optional.of(
        new Confidence(
            queries, "this map's ground truth, each query by a curve fitted on other queries"));
  }

  /** A calibration on all queries of the map, for queries that are asked later. */
  public static Optional<Calibration> fit(Outcomes outcomes) {
    return Calibration.fit(outcomes.list(), "this map's ground truth");
  }

  private static Judged judged(QueryOutcome query, Calibration calibration) {
    return new Judged(
        query.query(),
        calibration.probability(query.bestScore()),
        query.isHit(1),
        query.hasPositive());
  }

  /** In which of the {@link #BINS} parts of the range a query's probability lies, from 0. */
  public static int bin(Judged query) {
    return Math.min((int) (query.probability * BINS), BINS - 1);
  }

  /** The calibration curve: {@link #BINS} parts of the range, those without queries included. */
  public List<Bin> bins() {
    List<Bin> bins = new ArrayList<>();
    for (int b = 0; b < BINS; b++) {
      int part = b;
      List<Judged> own = queries.stream().filter(q -> bin(q) == part).toList();
      bins.add(
          new Bin(
              own.size(),
              own.stream().mapToDouble(Judged::probability).average().orElse(Double.NaN),
              own.stream().mapToDouble(q -> q.right ? 1 : 0).average().orElse(Double.NaN)));
    }
    return bins;
  }

  /**
   * The expected calibration error: how far probability and share of right answers lie apart, mean
   * over the queries (Guo et al., ICML 2017, section 2). 0 is best.
   */
  public double calibrationError() {
    return bins().stream()
        .filter(bin -> bin.queries > 0)
        .mapToDouble(
            bin -> Math.abs(bin.meanProbability - bin.shareRight) * bin.queries / queries.size())
        .sum();
  }

  /** What accepting from a probability on gives. */
  public Acceptance accepting(double threshold) {
    List<Judged> accepted = queries.stream().filter(q -> q.probability >= threshold).toList();
    return new Acceptance(
        threshold,
        accepted.size(),
        accepted.stream().mapToDouble(q -> q.right ? 1 : 0).average().orElse(Double.NaN),
        (double) accepted.size() / queries.size());
  }

  /** What accepting gives from each probability that occurs on, the highest first. */
  public List<Acceptance> acceptances() {
    return AcceptanceCurve.of(
        queries.stream().map(q -> new AcceptanceCurve.Answer(q.probability, q.right)).toList());
  }

  /**
   * The lowest threshold from which on so large a share of the accepted answers is right.
   *
   * @return empty if even the most probable answers are not
   */
  public Optional<Acceptance> atPrecision(double precision) {
    return acceptances().reversed().stream().filter(a -> a.precision >= precision).findFirst();
  }

  /**
   * The shortest decimal number that accepts the same answers as a threshold, to be read and typed
   * in elsewhere: a rounded one would accept others.
   *
   * @param threshold 0 to 1
   */
  public double readable(double threshold) {
    double least = 1;
    double below = -1;
    for (Judged query : queries) {
      if (query.probability >= threshold) {
        least = Math.min(least, query.probability);
      } else {
        below = Math.max(below, query.probability);
      }
    }
    return readable(least, below);
  }

  /**
   * The shortest decimal number between two probabilities that follow each other.
   *
   * @param least the lowest that is accepted
   * @param below the highest that is not, or less than 0 if all are
   */
  public static double readable(double least, double below) {
    double power = 100;
    for (int digits = 2; digits <= MOST_DIGITS; digits++) {
      double shorter = Math.floor(least * power) / power;
      if (shorter > below) {
        return shorter;
      }
      power *= 10;
    }
    return least;
  }

  /** A threshold with as many decimals as it needs, two or more. */
  public static String text(double threshold) {
    return String.format(Locale.ROOT, "%." + MOST_DIGITS + "f", threshold)
        .replaceAll("(\\.\\d\\d\\d*?)0+$", "$1");
  }

  /**
   * How well low probability tells queries whose place is not in the map: the area under the ROC
   * curve, the chance that a query with a match has the higher probability than one without.
   *
   * @return empty if all queries have a match, or none has
   */
  public OptionalDouble withoutMatchArea() {
    return RocArea.of(
        queries.stream().filter(Judged::hasPositive).mapToDouble(Judged::probability).toArray(),
        queries.stream().filter(q -> !q.hasPositive).mapToDouble(Judged::probability).toArray());
  }
}
