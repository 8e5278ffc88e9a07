package org.vladoscope.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.metric.Outcomes;
import org.vladoscope.metric.QueryOutcome;
import org.vladoscope.metric.confidence.ConfidenceMeasure;
import org.vladoscope.metric.confidence.ConfidenceMeasures;
import org.vladoscope.metric.confidence.Discrimination;
import org.vladoscope.metric.confidence.Discrimination.Judged;
import org.vladoscope.metric.confidence.Elsewhere;
import org.vladoscope.metric.confidence.FoundPlace;
import org.vladoscope.ranking.Evaluation;
import org.vladoscope.ranking.QueryResult;

/**
 * How sure the first answers of a ranking by global descriptors are, by measures that are no
 * probabilities.
 *
 * @param elsewhere what was taken for another place; empty if nothing was measured
 * @param ofQueries for each query the values there are, by the measures' ids
 */
public record AnswerMeasures(String elsewhere, List<Map<String, Double>> ofQueries) {

  /** Nothing is measured: of lists that were re-ranked, and in runs that were kept before. */
  public static final AnswerMeasures NONE = new AnswerMeasures("", List.of());

  /** Copies the collections. */
  public AnswerMeasures {
    ofQueries = ofQueries.stream().map(Map::copyOf).toList();
  }

  /**
   * Measures answers to queries of a map, unless they were re-ranked.
   *
   * @param queries names of the queries, in the order in which values are kept; those without an
   *     answer have none
   */
  public static AnswerMeasures of(List<String> queries, Evaluation evaluation, PlaceMap map) {
    if (evaluation.isReranked()) {
      return NONE;
    }
    Elsewhere elsewhere = Elsewhere.of(map);
    Map<String, Map<String, Double>> byName = new HashMap<>();
    evaluation.results().forEach(r -> byName.put(r.query().name(), of(r, elsewhere)));
    return new AnswerMeasures(
        elsewhere.words(),
        queries.stream().map(name -> byName.getOrDefault(name, Map.of())).toList());
  }

  /** Measures one answer. */
  public static Map<String, Double> of(QueryResult result, Elsewhere elsewhere) {
    return ConfidenceMeasures.of(
        result.candidates().stream()
            .map(c -> new FoundPlace(c.databaseIndex(), c.distance(), c.image().pose()))
            .toList(),
        elsewhere);
  }

  /** False if nothing was measured. */
  public boolean isEmpty() {
    return ofQueries.stream().allMatch(Map::isEmpty);
  }

  /** The values of a query; none if nothing was measured. */
  public Map<String, Double> of(int query) {
    return query < ofQueries.size() ? ofQueries.get(query) : Map.of();
  }

  /**
   * How well each measure tells right answers from wrong ones; those without any value left out.
   *
   * @param outcomes how the same queries fared, whose numbers are their places in the list
   */
  public List<Discrimination> judged(Outcomes outcomes) {
    List<Discrimination> all = new ArrayList<>();
    for (ConfidenceMeasure measure : ConfidenceMeasures.ALL) {
      List<Judged> queries = new ArrayList<>();
      for (QueryOutcome outcome : outcomes.list()) {
        Double value = of(outcome.query()).get(measure.id());
        if (value != null) {
          queries.add(new Judged(outcome.query(), value, outcome.isHit(1), outcome.hasPositive()));
        }
      }
      if (!queries.isEmpty()) {
        all.add(new Discrimination(measure, queries));
      }
    }
    return all;
  }
}
