package org.vladoscope.mix;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.vladoscope.common.Progress;
import org.vladoscope.config.ClusterMix;
import org.vladoscope.metric.Bootstrap;
import org.vladoscope.metric.Estimate;
import org.vladoscope.metric.PairedComparison;

/**
 * Clusters without which queries fare better, found by one half of the queries and judged by the
 * other. Greedily: the cluster whose muting raises the mean reciprocal rank of the first half most
 * goes first (of equals the one that raises recall@1 more, then the first), until none raises it.
 *
 * @param start the mix that the search began with
 * @param halves which queries chose, and which judge
 * @param steps what was muted, one after the other; the first step mutes nothing
 * @param gain change of recall@1 of the held-out half, with its interval
 * @param compared the held-out half before and after, query by query
 * @param warnings what makes the result doubtful, for people
 * @param convention what exactly was counted, for people
 */
public record HarmfulClusters(
    ClusterMix start,
    QueryHalves halves,
    List<Step> steps,
    Estimate gain,
    PairedComparison compared,
    List<String> warnings,
    String convention) {

  /** With fewer held-out queries than this, a figure says little. */
  private static final int FEW_QUERIES = 50;

  /** A smaller rise of a mean is rounding. */
  private static final double NOTHING = 1e-9;

  /**
   * One cluster more.
   *
   * @param cluster the cluster that was muted, −1 for none
   * @param mix what counts after that
   * @param chosenRecall recall@1 of the half that chose
   * @param chosenReciprocalRank its mean reciprocal rank
   * @param heldOutRecall recall@1 of the other half, which had no say
   * @param heldOutReciprocalRank its mean reciprocal rank
   */
  public record Step(
      int cluster,
      ClusterMix mix,
      double chosenRecall,
      double chosenReciprocalRank,
      double heldOutRecall,
      double heldOutReciprocalRank) {}

  /** Copies the lists. */
  public HarmfulClusters {
    steps = List.copyOf(steps);
    warnings = List.copyOf(warnings);
  }

  /** The clusters, in the order in which they were muted. */
  public List<Integer> clusters() {
    return steps.stream().skip(1).map(Step::cluster).toList();
  }

  /** The mix with all of them muted. */
  public ClusterMix mix() {
    return steps.getLast().mix();
  }

  static HarmfulClusters find(MixableMap.Trials trials, Consumer<Step> sofar, Progress progress) {
    QueryHalves halves = trials.halves();
    MixableMap.Trials.Half choosing = trials.half(halves.chosenBy());
    MixableMap.Trials.Half judging = trials.half(halves.heldOut());
    double[] factors = trials.start();
    progress.report("Ranking both halves of the queries", 0);
    Standing chosen = choosing.at(factors, progress.silent());
    Standing before = judging.at(factors, progress.silent());
    Standing after = before;
    List<Step> steps = new ArrayList<>();
    steps.add(step(-1, factors, chosen, before));
    sofar.accept(steps.getLast());
    while (true) {
      Optional<Best> best = best(choosing, factors, chosen, steps.size(), progress);
      if (best.isEmpty()) {
        break;
      }
      factors[best.get().cluster] = 0;
      chosen = choosing.at(factors, progress.silent());
      after = judging.at(factors, progress.silent());
      steps.add(step(best.get().cluster, factors, chosen, after));
      sofar.accept(steps.getLast());
    }
    PairedComparison compared = after.against(before, 1);
    Estimate gain = compared.difference(Bootstrap.USUAL);
    return new HarmfulClusters(
        ClusterMix.of(trials.start()),
        halves,
        steps,
        gain,
        compared,
        warnings(halves, steps, gain),
        convention(halves, trials.hasSoft()));
  }

  private record Best(int cluster, double reciprocalRank, double recall) {}

  private static Optional<Best> best(
      MixableMap.Trials.Half choosing,
      double[] factors,
      Standing now,
      int number,
      Progress progress) {
    Best best = new Best(-1, now.reciprocalRank() + NOTHING, Double.POSITIVE_INFINITY);
    for (int k = 0; k < factors.length; k++) {
      progress.check();
      progress.report(
          "Looking for the "
              + (number == 1 ? "most harmful cluster" : "next harmful cluster, " + number),
          (double) k / factors.length);
      if (factors[k] == 0) {
        continue;
      }
      Optional<Standing> without = choosing.without(k, factors, progress.silent());
      if (without.isPresent()) {
        double rank = without.get().reciprocalRank();
        double recall = without.get().recall(1);
        boolean isEqual = Math.abs(rank - best.reciprocalRank) <= NOTHING;
        if (rank > best.reciprocalRank + NOTHING || (isEqual && recall > best.recall + NOTHING)) {
          best = new Best(k, rank, recall);
        }
      }
    }
    return best.cluster < 0 ? Optional.empty() : Optional.of(best);
  }

  private static Step step(int cluster, double[] factors, Standing chosen, Standing heldOut) {
    return new Step(
        cluster,
        ClusterMix.of(factors),
        chosen.recall(1),
        chosen.reciprocalRank(),
        heldOut.recall(1),
        heldOut.reciprocalRank());
  }

  private static List<String> warnings(QueryHalves halves, List<Step> steps, Estimate gain) {
    List<String> warnings = new ArrayList<>();
    if (steps.size() == 1) {
      return List.of("No cluster does harm to the half of the queries that was asked.");
    }
    Step first = steps.getFirst();
    Step last = steps.getLast();
    double promised = last.chosenRecall() - first.chosenRecall();
    if (promised <= 0) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "No gain: only the mean reciprocal rank of the queries that chose rose, by %.4f, and"
                  + " not their recall@1.",
              last.chosenReciprocalRank() - first.chosenReciprocalRank()));
    } else if (gain.low() <= 0) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "Over-fitting: %s of recall@1 on the queries that chose, and %s on those that did not"
                  + " (95 %% interval %s to %s), which is not beyond chance. Do not expect this mix"
                  + " to help with other images.",
              signed(promised),
              signed(gain.value()),
              signed(gain.low()),
              signed(gain.high())));
    } else if (gain.value() < promised) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "Expect the held-out gain, %s, not that of the queries that chose, %s.",
              signed(gain.value()),
              signed(promised)));
    }
    if (halves.heldOut().size() < FEW_QUERIES) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "Only %d queries are held out: one of them is worth %.3f.",
              halves.heldOut().size(),
              1.0 / halves.heldOut().size()));
    }
    return warnings;
  }

  private static String signed(double value) {
    return String.format(Locale.ROOT, "%+.3f", value).replace('-', '\u2212');
  }

  private static String convention(QueryHalves halves, boolean soft) {
    return "recall@1 by global descriptors of all database images, queries with a positive; chosen"
        + " by "
        + halves.chosenBy().size()
        + " queries, judged by "
        + halves.heldOut().size()
        + (halves.leftOut().isEmpty()
            ? ""
            : ", " + halves.leftOut().size() + " left out because they belong to both")
        + " ("
        + halves.rule()
        + ")"
        + (soft ? "; images of the soft ground truth left out" : "")
        + "; "
        + Bootstrap.USUAL.words();
  }
}
