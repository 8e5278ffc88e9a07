package org.vladoscope.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A precision–recall curve over thresholds on a score. It starts at recall 0 and precision 1; every
 * further point is a threshold at which equal scores are accepted together.
 *
 * @param kind what is accepted
 * @param points from the highest threshold to the lowest; the first is (0, 1) at an infinite one
 * @param area area under the curve by the trapezoid rule
 * @param recallAtFullPrecision greatest recall at which nothing wrong is accepted
 * @param convention what exactly was counted, for people; belongs beside every number
 * @param evidence per query what the thresholds decide
 */
public record PrecisionRecall(
    Kind kind,
    List<Point> points,
    double area,
    double recallAtFullPrecision,
    String convention,
    List<Evidence> evidence) {

  /** Copies the lists. */
  public PrecisionRecall {
    points = List.copyOf(points);
    evidence = List.copyOf(evidence);
  }

  /** What a threshold accepts. */
  public enum Kind {
    /** The best match of each query. */
    BEST_MATCH,
    /** Every pair of a query and a database image. */
    MATRIX
  }

  /**
   * One threshold.
   *
   * @param threshold everything that scores so much or more is accepted
   * @param truePositives accepted and right
   * @param falsePositives accepted and wrong
   * @param precision share of what is accepted that is right
   * @param recall share of what should be accepted that is
   */
  public record Point(
      double threshold, long truePositives, long falsePositives, double precision, double recall) {}

  /**
   * What is known of one query.
   *
   * @param query its number
   * @param hasPositive true if it should be answered
   * @param bestRight highest score of something right; −∞ if there is none
   * @param bestWrong highest score of something wrong; −∞ if there is none
   */
  public record Evidence(int query, boolean hasPositive, double bestRight, double bestWrong) {}

  /**
   * The queries behind a point.
   *
   * @param right queries of which something right is accepted
   * @param wrong queries of which something wrong is accepted
   * @param missed queries that have a positive, of which nothing right is accepted
   */
  public record Queries(List<Integer> right, List<Integer> wrong, List<Integer> missed) {}

  /** The queries behind a threshold. */
  public Queries queriesAt(double threshold) {
    List<Integer> right = new ArrayList<>();
    List<Integer> wrong = new ArrayList<>();
    List<Integer> missed = new ArrayList<>();
    for (Evidence e : evidence) {
      if (e.bestRight >= threshold) {
        right.add(e.query);
      } else if (e.hasPositive) {
        missed.add(e.query);
      }
      if (e.bestWrong >= threshold) {
        wrong.add(e.query);
      }
    }
    return new Queries(List.copyOf(right), List.copyOf(wrong), List.copyOf(missed));
  }

  /**
   * The curve over the best matches of the queries. Recall counts the queries that have a positive;
   * the best match of one that has none is wrong at whatever threshold it is accepted, or left out.
   *
   * @throws IllegalArgumentException if the outcomes have no scores
   */
  public static PrecisionRecall ofBestMatches(Outcomes outcomes, WithoutPositive convention) {
    if (outcomes.score().isEmpty()) {
      throw new IllegalArgumentException("a curve over best matches needs their scores");
    }
    List<Evidence> evidence = new ArrayList<>();
    for (QueryOutcome q : outcomes.counted(convention)) {
      boolean ranked = !Double.isNaN(q.bestScore());
      boolean right = q.rank() == 1;
      evidence.add(
          new Evidence(
              q.query(),
              q.hasPositive(),
              ranked && right ? q.bestScore() : Double.NEGATIVE_INFINITY,
              ranked && !right ? q.bestScore() : Double.NEGATIVE_INFINITY));
    }
    double[] right = finite(evidence.stream().mapToDouble(Evidence::bestRight));
    double[] wrong = finite(evidence.stream().mapToDouble(Evidence::bestWrong));
    double[] thresholds =
        DoubleStream.concat(Arrays.stream(right), Arrays.stream(wrong))
            .sorted()
            .distinct()
            .toArray();
    long[] tp = new long[thresholds.length];
    long[] fp = new long[thresholds.length];
    for (int i = 0; i < thresholds.length; i++) {
      tp[i] = right.length - below(right, thresholds[i]);
      fp[i] = wrong.length - below(wrong, thresholds[i]);
    }
    long positives = evidence.stream().filter(Evidence::hasPositive).count();
    int without = outcomes.withoutPositive();
    String text =
        "precision–recall over thresholds on the score of each query's best match ("
            + outcomes.order()
            + ", "
            + outcomes.score()
            + "), starting at recall 0 and precision 1, area by trapezoids; recall counts the "
            + positives
            + " queries that have a positive"
            + (without == 0
                ? ""
                : convention == WithoutPositive.LEFT_OUT
                    ? "; " + without + " without one are left out"
                    : "; best matches of the " + without + " without one are wrong")
            + (outcomes.soft() ? "; images of the soft ground truth left out" : "");
    return of(Kind.BEST_MATCH, thresholds, tp, fp, positives, text, evidence);
  }

  private static double[] finite(DoubleStream values) {
    return values.filter(Double::isFinite).sorted().toArray();
  }

  /** How many of the sorted values are less. */
  private static int below(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * Puts a curve together.
   *
   * @param thresholds rising, all different
   * @param tp for each what is accepted and right
   * @param fp for each what is accepted and wrong
   * @param positives what should be accepted
   */
  static PrecisionRecall of(
      Kind kind,
      double[] thresholds,
      long[] tp,
      long[] fp,
      long positives,
      String convention,
      List<Evidence> evidence) {
    List<Point> points = new ArrayList<>();
    Point last = new Point(Double.POSITIVE_INFINITY, 0, 0, 1, 0);
    points.add(last);
    double area = 0;
    double full = 0;
    for (int i = thresholds.length - 1; i >= 0; i--) {
      double precision = (double) tp[i] / (tp[i] + fp[i]);
      double recall = positives == 0 ? 0 : (double) tp[i] / positives;
      Point point = new Point(thresholds[i], tp[i], fp[i], precision, recall);
      area += (recall - last.recall) * (precision + last.precision) / 2;
      full = fp[i] == 0 ? recall : full;
      points.add(point);
      last = point;
    }
    return new PrecisionRecall(kind, points, area, full, convention, evidence);
  }

  /**
   * The same curve with fewer points, for drawing: the first and last stay, and those between that
   * are furthest from each other. Area and other figures are those of the whole curve.
   *
   * @param most greatest number of points, 2 or more
   */
  public PrecisionRecall thinned(int most) {
    if (points.size() <= most) {
      return this;
    }
    double length = 0;
    for (int i = 1; i < points.size(); i++) {
      length += distance(points.get(i - 1), points.get(i));
    }
    List<Point> kept = new ArrayList<>();
    kept.add(points.getFirst());
    double walked = 0;
    for (int i = 1; i < points.size() - 1; i++) {
      walked += distance(points.get(i - 1), points.get(i));
      if (walked >= kept.size() * length / (most - 1)) {
        kept.add(points.get(i));
      }
      if (kept.size() == most - 1) {
        break;
      }
    }
    kept.add(points.getLast());
    return new PrecisionRecall(kind, kept, area, recallAtFullPrecision, convention, evidence);
  }

  private static double distance(Point a, Point b) {
    return Math.hypot(a.recall - b.recall, a.precision - b.precision);
  }
}
