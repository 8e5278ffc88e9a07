package org.vladoscope.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;
import org.vladoscope.config.ConfigText;
import org.vladoscope.metric.Outcomes;
import org.vladoscope.metric.PairedComparison;
import org.vladoscope.metric.QueryOutcome;

/**
 * Two or more runs side by side, their queries matched by name.
 *
 * @param runs the runs
 * @param rows one for each query that any of them has, in the order in which they are first met;
 *     query numbers in {@link #paired} are positions in this list
 * @param settings settings that differ, each with its value in every run
 */
public record RunComparison(List<Run> runs, List<Row> rows, Map<String, List<String>> settings) {

  /** Copies the collections. */
  public RunComparison {
    runs = List.copyOf(runs);
    rows = List.copyOf(rows);
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /**
   * A query in all runs.
   *
   * @param query its name
   * @param inRuns how it fared in each run; null where it was not asked
   */
  public record Row(String query, List<Run.@Nullable Query> inRuns) {

    /** Copies the list, which may hold nulls. */
    public Row {
      inRuns = Collections.unmodifiableList(new ArrayList<>(inRuns));
    }

    /**
     * How many places the first positive stands higher in one run than in another after re-ranking;
     * 0 if either does not have the query or neither found a positive.
     */
    public int rise(int from, int to) {
      Run.Query a = inRuns.get(from);
      Run.Query b = inRuns.get(to);
      return a == null || b == null || a.rankAfter() == b.rankAfter()
          ? 0
          : a.rankAfter() - b.rankAfter();
    }
  }

  /**
   * Puts runs side by side.
   *
   * @throws InputException if there are fewer than two
   */
  public static RunComparison of(List<Run> runs) {
    if (runs.size() < 2) {
      throw new InputException("Choose two or more runs to compare.");
    }
    Set<String> names = new LinkedHashSet<>();
    List<Map<String, Run.Query>> byName = new ArrayList<>();
    for (Run run : runs) {
      Map<String, Run.Query> queries = new HashMap<>();
      run.queries().forEach(q -> queries.put(q.name(), q));
      byName.add(queries);
      run.queries().forEach(q -> names.add(q.name()));
    }
    List<Row> rows = new ArrayList<>();
    for (String name : names) {
      List<Run.@Nullable Query> inRuns = new ArrayList<>();
      byName.forEach(queries -> inRuns.add(queries.get(name)));
      rows.add(new Row(name, inRuns));
    }
    return new RunComparison(
        runs, rows, ConfigText.differences(runs.stream().map(Run::config).toList()));
  }

  /**
   * Holds two of the runs against each other after re-ranking. A run can be held against its own
   * global search with {@link EvaluationMetrics#gain}.
   */
  public PairedComparison paired(int first, int second, int n) {
    return PairedComparison.of(outcomes(first), outcomes(second), n);
  }

  private Outcomes outcomes(int run) {
    List<QueryOutcome> list = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Run.Query q = rows.get(i).inRuns().get(run);
      if (q != null) {
        list.add(new QueryOutcome(i, q.positives(), q.rankAfter(), q.scoreAfter()));
      }
    }
    Outcomes own = runs.get(run).after();
    return new Outcomes(list, own.order(), own.score(), own.depth(), own.soft());
  }
}
