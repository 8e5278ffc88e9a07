package org.vladoscope.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.vladoscope.common.Progress;

/**
 * Chooses the weights of patch sizes that answer most queries right at rank 1, by trying many; then
 * tells by cross-validation how good weights chosen so are for queries they were not chosen by.
 *
 * @param weights the best by all queries, one for each patch size; their sum is that of the weights
 *     in use, so that what is added to them counts as much as before
 * @param current recall@1 of the weights in use
 * @param training recall@1 of the chosen weights by the queries they were chosen by
 * @param heldOut recall@1 of queries under weights chosen without them
 * @param queries how many queries have a positive and so count
 * @param folds in how many parts they were cut for that
 * @param tried how many weights were tried
 * @param warnings what makes the result doubtful, for people
 * @param convention what exactly was counted, for people
 */
public record WeightSearch(
    List<Double> weights,
    double current,
    double training,
    double heldOut,
    int queries,
    int folds,
    int tried,
    List<String> warnings,
    String convention) {

  /** With fewer queries than this, a chosen weight says little. */
  private static final int FEW_QUERIES = 100;

  private static final int RANDOM_TRIALS = 500;

  /** Copies the lists. */
  public WeightSearch {
    weights = List.copyOf(weights);
    warnings = List.copyOf(warnings);
  }

  /**
   * The re-ranked candidates of one query, in the order of the global search.
   *
   * @param zScores per candidate one z-score for each patch size
   * @param offsets per candidate what is added whatever the weights are
   * @param positive per candidate whether it is right
   */
  public record Query(double[][] zScores, double[] offsets, boolean[] positive) {

    /** Rank of the first right candidate under some weights; NOT_FOUND if there is none. */
    int rank(double[] weights) {
      double best = Double.NEGATIVE_INFINITY;
      int at = -1;
      double[] fused = new double[zScores.length];
      for (int i = 0; i < fused.length; i++) {
        fused[i] = offsets[i];
        for (int s = 0; s < weights.length; s++) {
          fused[i] += weights[s] * zScores[i][s];
        }
        if (positive[i] && fused[i] > best) {
          best = fused[i];
          at = i;
        }
      }
      if (at < 0) {
        return QueryOutcome.NOT_FOUND;
      }
      int rank = 1;
      for (int i = 0; i < fused.length; i++) {
        rank += fused[i] > best || (fused[i] == best && i < at) ? 1 : 0;
      }
      return rank;
    }
  }

  /**
   * Searches.
   *
   * @param queries those that have a positive, 2 or more
   * @param current the weights in use; of several equally good ones the nearest to them is chosen
   * @param folds parts for cross-validation, at most as many as queries
   * @param seed deals queries to the parts
   * @throws IllegalArgumentException if there are fewer than two queries
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public static WeightSearch of(
      List<Query> queries, List<Double> current, int folds, long seed, Progress progress) {
    int count = queries.size();
    if (count < 2) {
      throw new IllegalArgumentException("weights cannot be chosen by " + count + " queries");
    }
    double[] used = current.stream().mapToDouble(Double::doubleValue).toArray();
    double total = Arrays.stream(used).sum() > 0 ? Arrays.stream(used).sum() : 1;
    List<double[]> trials =
        trials(used.length, seed).stream()
            .map(trial -> Arrays.stream(trial).map(w -> w * total).toArray())
            .toList();
    Trials ranks = new Trials(trials, used, new int[trials.size()][count]);
    int[] usedRanks = queries.stream().mapToInt(q -> q.rank(used)).toArray();
    for (int t = 0; t < trials.size(); t++) {
      progress.check();
      progress.report(
          "Trying weights, " + (t + 1) + " of " + trials.size(), (double) t / trials.size());
      for (int q = 0; q < count; q++) {
        ranks.ranks[t][q] = queries.get(q).rank(trials.get(t));
      }
    }
    int parts = Math.min(folds, count);
    int[] part = deal(count, parts, seed);
    int hits = 0;
    for (int p = 0; p < parts; p++) {
      int chosen = ranks.best(part, p);
      for (int q = 0; q < count; q++) {
        hits += part[q] == p && ranks.ranks[chosen][q] == 1 ? 1 : 0;
      }
    }
    int best = ranks.best(part, -1);
    double training = share(ranks.ranks[best]);
    double heldOut = (double) hits / count;
    List<Double> weights = new ArrayList<>();
    for (double weight : trials.get(best)) {
      weights.add(Math.round(weight * 1e4) / 1e4);
    }
    double before = share(usedRanks);
    return new WeightSearch(
        weights,
        before,
        training,
        heldOut,
        count,
        parts,
        trials.size(),
        warnings(count, before, training, heldOut),
        "recall@1 after re-ranking of "
            + count
            + " queries with a positive; held out: each query under weights chosen without its "
            + "part of "
            + parts
            + " (dealt with seed "
            + seed
            + "), from "
            + trials.size()
            + " weights tried");
  }

  private static double share(int[] ranks) {
    int hits = 0;
    for (int rank : ranks) {
      hits += rank == 1 ? 1 : 0;
    }
    return (double) hits / ranks.length;
  }

  private static int[] deal(int count, int parts, long seed) {
    List<Integer> order = new ArrayList<>();
    for (int q = 0; q < count; q++) {
      order.add(q % parts);
    }
    Collections.shuffle(order, new Random(seed));
    return order.stream().mapToInt(Integer::intValue).toArray();
  }

  private static List<String> warnings(int count, double current, double training, double heldOut) {
    List<String> warnings = new ArrayList<>();
    if (count < FEW_QUERIES) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "Only %d queries: one query is worth %.3f, and weights chosen by so few fit these"
                  + " queries more than the next ones.",
              count,
              1.0 / count));
    }
    if (heldOut <= current) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "Over-fitting: on queries they were not chosen by, chosen weights are no better than"
                  + " those in use (%.3f against %.3f). Keep those in use.",
              heldOut,
              current));
    } else if (training - heldOut > 2.0 / count) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "Expect the held-out figure, %.3f, not the training figure, %.3f.",
              heldOut,
              training));
    }
    return warnings;
  }

  /** All weights on a lattice, or random ones where a lattice would be too large; the sum is 1. */
  private static List<double[]> trials(int scales, long seed) {
    List<double[]> trials = new ArrayList<>();
    if (scales <= 4) {
      lattice(new double[scales], 0, scales == 4 ? 10 : 20, scales == 4 ? 10 : 20, trials);
      return trials;
    }
    Random random = new Random(seed);
    for (int t = 0; t < RANDOM_TRIALS; t++) {
      double[] weights = random.doubles(scales).map(u -> -Math.log(1 - u)).toArray();
      double sum = 0;
      for (double weight : weights) {
        sum += weight;
      }
      for (int s = 0; s < scales; s++) {
        weights[s] /= sum;
      }
      trials.add(weights);
    }
    return trials;
  }

  private static void lattice(
      double[] weights, int scale, int left, int steps, List<double[]> trials) {
    if (scale == weights.length - 1) {
      weights[scale] = (double) left / steps;
      trials.add(weights.clone());
      return;
    }
    for (int step = 0; step <= left; step++) {
      weights[scale] = (double) step / steps;
      lattice(weights, scale + 1, left - step, steps, trials);
    }
  }

  /** How all queries fare under all weights. */
  private record Trials(List<double[]> weights, double[] used, int[][] ranks) {

    /** The best by all queries that are not in one part; −1 for no part. */
    int best(int[] part, int without) {
      int best = 0;
      double[] bestKey = {-1, -1, -1};
      for (int t = 0; t < ranks.length; t++) {
        double hits = 0;
        double reciprocal = 0;
        for (int q = 0; q < part.length; q++) {
          if (part[q] != without) {
            hits += ranks[t][q] == 1 ? 1 : 0;
            reciprocal += ranks[t][q] == QueryOutcome.NOT_FOUND ? 0 : 1.0 / ranks[t][q];
          }
        }
        double[] key = {hits, Math.round(reciprocal * 1e9) / 1e9, -distance(weights.get(t))};
        if (Arrays.compare(key, bestKey) > 0 || t == 0) {
          best = t;
          bestKey = key;
        }
      }
      return best;
    }

    private double distance(double[] trial) {
      double distance = 0;
      for (int s = 0; s < trial.length; s++) {
        distance += Math.abs(trial[s] - used[s]);
      }
      return distance;
    }
  }
}
