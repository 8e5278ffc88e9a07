package org.vladoscope.mix;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.metric.QueryOutcome;
import org.vladoscope.store.CsvText;

/** What a mixing desk shows, as comma-separated tables with a header line. */
public final class MixTables {

  private MixTables() {}

  /**
   * Clusters, a line each.
   *
   * @param factors K values
   * @param effects of muting each besides; those that are not known are empty
   */
  public static String clusters(double[] factors, List<ClusterEffect> effects) {
    Map<Integer, ClusterEffect> known = new HashMap<>();
    effects.stream().filter(ClusterEffect::isKnown).forEach(e -> known.put(e.cluster(), e));
    List<List<Object>> lines = new ArrayList<>();
    lines.add(
        List.of(
            "cluster",
            "factor",
            "mute_recall_at_1",
            "mute_reciprocal_rank",
            "mute_won",
            "mute_lost"));
    for (int k = 0; k < factors.length; k++) {
      ClusterEffect effect = known.get(k);
      lines.add(
          effect == null
              ? List.of(k, factors[k], "", "", "", "")
              : List.of(
                  k,
                  factors[k],
                  effect.recall(),
                  effect.reciprocalRank(),
                  effect.won(),
                  effect.lost()));
    }
    return CsvText.of(lines);
  }

  /** Queries that have a positive, with the rank of their first right image under two mixes. */
  public static String queries(PlaceMap map, Standing before, Standing after) {
    Map<Integer, Integer> ranks = new HashMap<>();
    after.outcomes().list().forEach(outcome -> ranks.put(outcome.query(), outcome.rank()));
    List<List<Object>> lines = new ArrayList<>();
    lines.add(List.of("query", "rank_unmixed", "rank_mixed"));
    for (QueryOutcome outcome : before.outcomes().list()) {
      if (outcome.hasPositive()) {
        lines.add(
            List.of(
                map.queries().get(outcome.query()).name(),
                rank(outcome.rank()),
                rank(ranks.getOrDefault(outcome.query(), QueryOutcome.NOT_FOUND))));
      }
    }
    return CsvText.of(lines);
  }

  private static Object rank(int rank) {
    return rank == QueryOutcome.NOT_FOUND ? "" : (Object) rank;
  }

  /** The steps of a search for harmful clusters. */
  public static String steps(HarmfulClusters found) {
    List<List<Object>> lines = new ArrayList<>();
    lines.add(
        List.of(
            "muted",
            "cluster",
            "chosen_recall_at_1",
            "chosen_reciprocal_rank",
            "held_out_recall_at_1",
            "held_out_reciprocal_rank",
            "mix"));
    for (int i = 0; i < found.steps().size(); i++) {
      HarmfulClusters.Step step = found.steps().get(i);
      lines.add(
          List.of(
              i,
              step.cluster() < 0 ? "" : (Object) step.cluster(),
              step.chosenRecall(),
              step.chosenReciprocalRank(),
              step.heldOutRecall(),
              step.heldOutReciprocalRank(),
              step.mix().toString()));
    }
    return CsvText.of(lines);
  }
}
