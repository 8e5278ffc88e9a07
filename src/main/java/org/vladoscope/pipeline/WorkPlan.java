package org.vladoscope.pipeline;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.Progress;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.CameraViews.View;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.graph.Stage;
import org.vladoscope.graph.StageClock;
import org.vladoscope.graph.Workload;
import org.vladoscope.match.Matcher;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.step.MapDescriptors;
import org.vladoscope.step.MapStage;
import org.vladoscope.step.MatchStage;
import org.vladoscope.step.PatchStage;

/** Looks ahead: which stages would have to run for a query under a configuration. */
final class WorkPlan {

  private final PlaceMap map;
  private final MapImages images;
  private final PipelineConfig config;
  private final MapStage mapStage;
  private final PatchStage patches;
  private final MatchStage matches;
  private final Retrieval retrieval;
  private final StageClock clock;

  WorkPlan(
      PlaceMap map,
      MapImages images,
      PipelineConfig config,
      MapStage mapStage,
      PatchStage patches,
      MatchStage matches,
      Retrieval retrieval,
      StageClock clock) {
    this.map = map;
    this.images = images;
    this.config = config;
    this.mapStage = mapStage;
    this.patches = patches;
    this.matches = matches;
    this.retrieval = retrieval;
    this.clock = clock;
  }

  /** See {@link Pipeline#workload}. */
  Workload workload(@Nullable PlaceImage query, @Nullable PlaceImage shown, Progress progress) {
    matches.grids(config);
    Workload.Builder work = new Workload.Builder();
    boolean hasWords = mapStage.addWork(config, work, progress);
    MapDescriptors descriptors = mapStage.known(config).orElse(null);
    if (hasWords && descriptors == null && work.build().isEmpty()) {
      // All of it is on disk: reading it is quick.
      descriptors = mapStage.describe(config, clock, progress);
    }
    progress.check();
    if (descriptors == null) {
      addUnknown(query, shown, work);
      return work.build();
    }
    work.add(Stage.PROJECTION, patches.isProjectionMissing(descriptors, config) ? 1 : 0);
    if (query != null) {
      addQuery(query, shown, descriptors, work);
    }
    return work.build();
  }

  private void addQuery(
      PlaceImage query,
      @Nullable PlaceImage shown,
      MapDescriptors descriptors,
      Workload.Builder work) {
    List<View> views = retrieval.queryViews(query, descriptors);
    int missing =
        (int)
            views.stream()
                .filter(v -> mapStage.isGlobalMissing(v.image(), descriptors, config))
                .count();
    work.add(Stage.GLOBALS, missing);
    List<Candidate> retrieved =
        missing == 0 ? retrieval.search(query, descriptors).candidates() : firstOfDatabase(query);
    List<Candidate> compared = retrieved.stream().limit(config.rerank()).toList();
    new PlaceMatching(views, map.views(), matches, descriptors, config)
        .addWork(compared, query, shown, work);
  }

  /** See {@link Pipeline#evaluationWork}. */
  Workload evaluation(Progress progress) {
    Map<Stage, Integer> all = new EnumMap<>(Stage.class);
    all.putAll(workload(null, null, progress).units());
    MapDescriptors descriptors = mapStage.known(config).orElse(null);
    int patches = 0;
    for (PlaceImage query : map.queries()) {
      progress.check();
      Workload.Builder work = new Workload.Builder();
      if (descriptors == null) {
        addUnknown(query, null, work);
      } else if (retrieval.isReadable(query, descriptors)) {
        addQuery(query, null, descriptors, work);
      }
      Workload own = work.build();
      patches += own.of(Stage.PATCHES);
      own.units()
          .forEach(
              (stage, units) -> {
                if (stage != Stage.PATCHES && stage != Stage.PROJECTION) {
                  all.merge(stage, units, Integer::sum);
                }
              });
    }
    // Patches are kept for a while: those of an image are hardly made twice.
    int images = map.database().size() + (map.queriesAreDatabase() ? 0 : map.queries().size());
    all.put(Stage.PATCHES, Math.min(patches, images));
    return new Workload(all);
  }

  /** Nothing that depends on the vocabulary is known. */
  private void addUnknown(
      @Nullable PlaceImage query, @Nullable PlaceImage shown, Workload.Builder work) {
    boolean fitted = !config.reduction().isNone() && config.reduction().file() == null;
    work.add(Stage.PROJECTION, fitted ? 1 : 0);
    if (query != null) {
      int pairs = firstOfDatabase(query).size();
      work.add(Stage.GLOBALS, map.queriesAreDatabase() ? 0 : 1);
      work.add(Stage.PATCHES, pairs + 1);
      work.add(Stage.MATCHES, pairs);
      work.add(config.matching().matcher() == Matcher.RAPID ? Stage.RAPID : Stage.RANSAC, pairs);
    }
  }

  /** As many candidates as there will be, though not those that there will be. */
  private List<Candidate> firstOfDatabase(PlaceImage query) {
    Integer self = map.queriesAreDatabase() ? images.database(query) : null;
    return IntStream.range(0, map.database().size())
        .filter(i -> self == null || i != self)
        .limit(config.rerank())
        .mapToObj(
            i ->
                new Candidate(
                    map.database().get(i), query, i, i + 1, i + 1, 0, List.of(), Double.NaN, null))
        .toList();
  }
}
