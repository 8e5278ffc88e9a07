package org.vladoscope.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vladoscope.common.InputException;
import org.vladoscope.dataset.Conditions;
import org.vladoscope.metric.Bootstrap;
import org.vladoscope.metric.RankingMetrics;
import org.vladoscope.metric.WithoutPositive;
import tools.jackson.databind.JsonNode;

/**
 * The conditions of a run's queries as JSON: their names and, for other programs, what was measured
 * of each. Which queries they have stands at the queries.
 */
final class ConditionsJson {

  private ConditionsJson() {}

  static Map<String, Object> of(Run run) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("source", run.conditions().source());
    json.put("note", run.conditions().note());
    Map<String, ConditionMetrics> measured = new LinkedHashMap<>();
    run.byCondition(Bootstrap.USUAL).forEach(m -> measured.put(m.condition(), m));
    List<Object> list = new ArrayList<>();
    for (Conditions.Condition condition : run.conditions().list()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("name", condition.name());
      one.put("queries", condition.queries().size());
      ConditionMetrics metrics = measured.get(condition.name());
      if (metrics != null) {
        one.put("queriesWithMatch", metrics.withMatch());
        one.put("netvlad", recall(metrics, metrics.global()));
        if (run.config().reranks()) {
          one.put("patch-netvlad", recall(metrics, metrics.reranked()));
        }
      }
      list.add(one);
    }
    json.put("list", list);
    return json;
  }

  /** Nothing where no query counts: of none there is no share. */
  private static Map<String, Object> recall(ConditionMetrics metrics, RankingMetrics order) {
    Map<String, Object> json = new LinkedHashMap<>();
    if (metrics.isMeasurable(WithoutPositive.LEFT_OUT)) {
      json.put("recall", RunJson.recall(order.recall()));
    }
    if (metrics.isMeasurable(WithoutPositive.COUNTED_AS_MISS)) {
      json.put("recallCountingAll", RunJson.recall(order.recallCountingAll()));
    }
    return json;
  }

  /**
   * Reads the conditions of a run; none in runs that were kept before there were any.
   *
   * @throws InputException with a phrase that says what is wrong with them
   */
  static Conditions read(JsonNode run) {
    JsonNode json = run.path("conditions");
    if (json.isMissingNode()) {
      return Conditions.NONE;
    }
    Map<String, List<Integer>> queries = new LinkedHashMap<>();
    for (JsonNode condition : json.path("list")) {
      String name = RunJson.text(condition, "name");
      if (name.isBlank() || queries.put(name, new ArrayList<>()) != null) {
        throw new InputException("a condition has no name, or two have the name '" + name + "'");
      }
    }
    int place = 0;
    for (JsonNode query : run.path("queries")) {
      for (String name : RunJson.texts(query.path("conditions"))) {
        List<Integer> own = queries.get(name);
        if (own == null) {
          throw new InputException(
              "query "
                  + RunJson.text(query, "name")
                  + " has the condition '"
                  + name
                  + "', which is not listed");
        }
        own.add(place);
      }
      place++;
    }
    List<Conditions.Condition> list = new ArrayList<>();
    queries.forEach((name, own) -> list.add(new Conditions.Condition(name, own)));
    return new Conditions(RunJson.text(json, "source"), RunJson.text(json, "note"), list);
  }
}
