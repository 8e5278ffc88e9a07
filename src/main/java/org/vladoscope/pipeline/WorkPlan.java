package org.vladoscope.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.CameraViews.View;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.graph.PhaseClock;
import org.vladoscope.graph.StepPlan;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.PlaceTruth;
import org.vladoscope.ranking.Retrieved;
import org.vladoscope.step.StepGraph;

/** Looks ahead: which steps would have to run for a query under a configuration. */
final class WorkPlan {

  private final PlaceMap map;
  private final PipelineConfig config;
  private final MapPreparation preparation;

  WorkPlan(PlaceMap map, PipelineConfig config, MapPreparation preparation) {
    this.map = map;
    this.config = config;
    this.preparation = preparation;
  }

  /** See {@link Pipeline#workload}. */
  void query(
      StepPlan plan, @Nullable PlaceImage query, @Nullable PlaceImage shown, Progress progress) {
    StepGraph graph = map(plan, progress);
    if (query != null) {
      query(plan, graph, preparation.known(config).orElse(null), query);
      if (shown != null && config.aggregator().hasPatches()) {
        graph.needPair(query, shown, plan);
      }
    }
  }

  /** See {@link Pipeline#evaluationWork}. */
  void evaluation(StepPlan plan, Progress progress) {
    StepGraph graph = map(plan, progress);
    PreparedMap prepared = preparation.known(config).orElse(null);
    for (PlaceImage query : map.queries()) {
      progress.check();
      if (prepared == null || new Retrieval(prepared).isReadable(query)) {
        query(plan, graph, prepared, query);
      }
    }
  }

  /** Plans what the map needs, or gets it ready if all of it is on disk: reading it is quick. */
  private StepGraph map(StepPlan plan, Progress progress) {
    preparation.check(config, progress);
    if (preparation.known(config).isEmpty()) {
      StepPlan own = new StepPlan();
      preparation.plan(config, own, progress);
      if (own.take().isEmpty()) {
        preparation.prepare(config, new PhaseClock(), progress);
      }
    }
    return preparation.plan(config, plan, progress);
  }

  private void query(
      StepPlan plan, StepGraph graph, @Nullable PreparedMap prepared, PlaceImage query) {
    List<View> views =
        prepared == null
            ? map.views().of(map.views().place(query))
            : new Retrieval(prepared).queryViews(query);
    boolean isListed = !config.retrieval().hasDistances();
    boolean isKnown = isListed || views.stream().allMatch(v -> graph.globals().isKnown(v.image()));
    if (!isListed) {
      views.forEach(view -> plan.need(graph.globals(), view.image()));
    }
    if (!config.reranks()) {
      return;
    }
    PlaceMatching matching = new PlaceMatching(views, map.views(), graph);
    compared(prepared != null && isKnown ? prepared : null, query)
        .forEach(c -> need(matching, c, prepared, plan));
  }

  /** Where nobody looked at the images, one that cannot be read takes no work. */
  private static void need(
      PlaceMatching matching, Candidate candidate, @Nullable PreparedMap prepared, StepPlan plan) {
    try {
      matching.need(candidate, plan);
    } catch (InputException e) {
      if (prepared == null || prepared.compared().isEmpty()) {
        throw e;
      }
    }
  }

  /** The candidates and the cohort of a query; where they are not known yet, as many others. */
  private List<Retrieved> compared(@Nullable PreparedMap prepared, PlaceImage query) {
    return prepared == null
        ? firstOfDatabase(query)
        : new Retrieval(prepared).compared(query, Progress.NONE).all();
  }

  private List<Retrieved> firstOfDatabase(PlaceImage query) {
    Optional<PlaceImage> self =
        map.queriesAreDatabase() ? Optional.of(map.views().place(query)) : Optional.empty();
    return IntStream.range(0, map.database().size())
        .filter(i -> !self.equals(Optional.of(map.database().get(i))))
        .limit(config.pairs())
        .mapToObj(
            i ->
                new Retrieved(map.database().get(i), query, i, i + 1, i + 1, 0, PlaceTruth.UNKNOWN))
        .toList();
  }
}
