package org.vladoscope.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.match.Standard;
import org.vladoscope.metric.WeightSearch;
import org.vladoscope.ranking.Evaluation;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.ranking.Reranked;

/**
 * Chooses the weights of patch sizes by a map's own queries, from scores that are known already.
 */
public final class WeightTuning {

  /** Parts for cross-validation. */
  public static final int FOLDS = 5;

  private WeightTuning() {}

  /**
   * Searches weights by the queries of an evaluation that have a positive. Computes no score anew.
   *
   * @param config the evaluation's
   * @throws InputException if there are too few queries with a positive, or one patch size only
   */
  public static WeightSearch search(
      Evaluation evaluation,
      PlaceMap map,
      PipelineConfig config,
      GroundTruth truth,
      long seed,
      Progress progress) {
    if (config.scales().size() < 2) {
      throw new InputException("With one patch size there is no weight to choose; add another.");
    }
    Map<PlaceImage, Integer> numbers = new HashMap<>();
    for (int q = 0; q < map.queries().size(); q++) {
      numbers.put(map.queries().get(q), q);
    }
    List<WeightSearch.Query> queries = new ArrayList<>();
    for (QueryResult result : evaluation.results()) {
      Integer query = numbers.get(result.query());
      if (query != null && result.standard().isPresent() && truth.positives(query).length > 0) {
        queries.add(query(result, query, config, truth));
      }
    }
    if (queries.size() < 2) {
      throw new InputException(
          "Weights are chosen by queries whose answer is known, and "
              + (queries.isEmpty() ? "there is none." : "there is only one."));
    }
    return WeightSearch.of(queries, config.matching().weights(), FOLDS, seed, progress);
  }

  private static WeightSearch.Query query(
      QueryResult result, int query, PipelineConfig config, GroundTruth truth) {
    List<Reranked> candidates =
        result.reranked().stream().sorted(Comparator.comparingInt(Reranked::rankBefore)).toList();
    // A gate that is shut has no weights to choose: what patches would say is taken all the same.
    Standard standard =
        result.standard().orElseThrow(() -> new IllegalStateException("nothing was re-ranked"));
    double[][] z = new double[candidates.size()][];
    double[] offsets = new double[z.length];
    double globalWeight = config.matching().globalWeight();
    for (int i = 0; i < z.length; i++) {
      Reranked candidate = candidates.get(i);
      z[i] = standard.standardised(candidate.scores());
      offsets[i] =
          globalWeight > 0
              ? globalWeight * standard.global().standardised(candidate.globalSimilarity())
              : 0;
    }
    return withoutSoft(candidates, z, offsets, query, truth);
  }

  /**
   * Soft ones count in what scores are measured against, as they do in the list, but are neither
   * right nor wrong.
   */
  private static WeightSearch.Query withoutSoft(
      List<Reranked> candidates, double[][] z, double[] offsets, int query, GroundTruth truth) {
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < z.length; i++) {
      if (!truth.isSoft(query, candidates.get(i).databaseIndex())) {
        kept.add(i);
      }
    }
    double[][] keptZ = new double[kept.size()][];
    double[] keptOffsets = new double[kept.size()];
    boolean[] positive = new boolean[kept.size()];
    for (int i = 0; i < keptZ.length; i++) {
      keptZ[i] = z[kept.get(i)];
      keptOffsets[i] = offsets[kept.get(i)];
      positive[i] = truth.isPositive(query, candidates.get(kept.get(i)).databaseIndex());
    }
    return new WeightSearch.Query(keptZ, keptOffsets, positive);
  }
}
