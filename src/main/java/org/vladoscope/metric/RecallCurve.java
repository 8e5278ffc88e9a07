package org.vladoscope.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * recall@N: the share of queries with a positive among the first N, and which queries these are.
 *
 * @param points one for each N, in the order asked for
 * @param withoutPositive how queries without a positive are treated
 * @param convention what exactly was counted, for people; belongs beside every number
 */
public record RecallCurve(List<Point> points, WithoutPositive withoutPositive, String convention) {

  /** Copies the list. */
  public RecallCurve {
    points = List.copyOf(points);
  }

  /**
   * recall@N for one N.
   *
   * @param n how many of the first candidates are looked at
   * @param recall share of the counted queries that are hit
   * @param hit numbers of the queries with a positive among the first N
   * @param missed numbers of the other queries that count
   */
  public record Point(int n, Estimate recall, List<Integer> hit, List<Integer> missed) {

    /** Copies the lists. */
    public Point {
      hit = List.copyOf(hit);
      missed = List.copyOf(missed);
    }
  }

  /** Computes recall. */
  public static RecallCurve of(
      Outcomes outcomes, List<Integer> atN, WithoutPositive convention, Bootstrap bootstrap) {
    List<QueryOutcome> counted = outcomes.counted(convention);
    double[][] hits = new double[atN.size()][];
    for (int i = 0; i < hits.length; i++) {
      int n = atN.get(i);
      hits[i] = counted.stream().mapToDouble(q -> q.isHit(n) ? 1 : 0).toArray();
    }
    Estimate[] estimates = bootstrap.means(hits);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < hits.length; i++) {
      int n = atN.get(i);
      points.add(
          new Point(
              n,
              estimates[i],
              counted.stream().filter(q -> q.isHit(n)).map(QueryOutcome::query).toList(),
              counted.stream().filter(q -> !q.isHit(n)).map(QueryOutcome::query).toList()));
    }
    String text =
        "recall@N, "
            + outcomes.order()
            + ": share of queries with a positive among the first N; "
            + outcomes.population(convention)
            + (bootstrap.resamples() == 0 ? "" : "; " + bootstrap.words());
    return new RecallCurve(points, convention, text);
  }

  /** The point of an N. */
  public Point at(int n) {
    return points.stream()
        .filter(p -> p.n() == n)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("recall@" + n + " was not computed"));
  }
}
