package org.vladoscope.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import smile.stat.distribution.BinomialDistribution;

/**
 * Two rankings of the same queries, held against each other query by query at one N.
 *
 * @param n how many of the first candidates are looked at
 * @param won queries that the second hits and the first misses
 * @param lost queries that the first hits and the second misses
 * @param bothHit queries that both hit
 * @param bothMissed queries that both miss
 * @param pValue exact McNemar test, two-sided: how likely so uneven a split of won and lost queries
 *     is if both were equally good
 * @param convention what exactly was counted, for people
 */
public record PairedComparison(
    int n,
    List<Integer> won,
    List<Integer> lost,
    List<Integer> bothHit,
    List<Integer> bothMissed,
    double pValue,
    String convention) {

  /** Copies the lists. */
  public PairedComparison {
    won = List.copyOf(won);
    lost = List.copyOf(lost);
    bothHit = List.copyOf(bothHit);
    bothMissed = List.copyOf(bothMissed);
  }

  /** Compares two rankings by the queries that have a positive and were ranked in both. */
  public static PairedComparison of(Outcomes first, Outcomes second, int n) {
    Map<Integer, QueryOutcome> others = new HashMap<>();
    second.list().forEach(q -> others.put(q.query(), q));
    List<Integer> won = new ArrayList<>();
    List<Integer> lost = new ArrayList<>();
    List<Integer> bothHit = new ArrayList<>();
    List<Integer> bothMissed = new ArrayList<>();
    for (QueryOutcome a : first.list()) {
      QueryOutcome b = others.get(a.query());
      if (b == null || !a.hasPositive() || !b.hasPositive()) {
        continue;
      }
      List<Integer> kind =
          a.isHit(n) ? (b.isHit(n) ? bothHit : lost) : (b.isHit(n) ? won : bothMissed);
      kind.add(a.query());
    }
    int compared = won.size() + lost.size() + bothHit.size() + bothMissed.size();
    return new PairedComparison(
        n,
        won,
        lost,
        bothHit,
        bothMissed,
        exactMcNemar(won.size(), lost.size()),
        "hit or missed at rank "
            + n
            + ", the same "
            + compared
            + " queries with a positive; exact two-sided McNemar test on won and lost ones");
  }

  /** By how much recall@N of the second is higher, over all queries that were compared. */
  public Estimate difference(Bootstrap bootstrap) {
    double[] values = new double[won.size() + lost.size() + tied()];
    Arrays.fill(values, 0, won.size(), 1);
    Arrays.fill(values, won.size(), won.size() + lost.size(), -1);
    return bootstrap.means(values)[0];
  }

  /** How many queries neither won nor lost. */
  public int tied() {
    return bothHit.size() + bothMissed.size();
  }

  /**
   * The two-sided exact McNemar test: twice the smaller tail of a binomial distribution with
   * probability ½, at most 1; 1 if no query differs.
   */
  static double exactMcNemar(int won, int lost) {
    int differing = won + lost;
    return differing == 0
        ? 1
        : Math.min(1, 2 * new BinomialDistribution(differing, .5).cdf(Math.min(won, lost)));
  }
}
