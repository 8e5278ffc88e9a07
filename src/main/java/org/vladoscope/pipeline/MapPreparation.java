package org.vladoscope.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.vladoscope.aggregate.Aggregator;
import org.vladoscope.aggregate.AggregatorModel;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Precision;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.CameraViews.View;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.graph.CancellableLock;
import org.vladoscope.graph.DescriptorSizes;
import org.vladoscope.graph.PhaseClock;
import org.vladoscope.graph.PhaseClock.Phase;
import org.vladoscope.graph.StepPlan;
import org.vladoscope.image.ImageSize;
import org.vladoscope.index.DescriptorIndex;
import org.vladoscope.index.IndexConfig;
import org.vladoscope.linalg.Whitening;
import org.vladoscope.step.DatabaseImages;
import org.vladoscope.step.FeatureStep;
import org.vladoscope.step.StepGraph;
import org.vladoscope.step.StepResources;
import org.vladoscope.step.Whole;

/**
 * Makes a map ready under a configuration: features of all images, the aggregator, the index, the
 * projection. What was made ready before is found again. Safe to use from several threads.
 */
final class MapPreparation {

  /** Which images of the map can be used depends on this. */
  private record Network(ImageSize size, BackboneChoice backbone, Precision precision) {
    static Network of(PipelineConfig config) {
      return new Network(config.imageSize(), config.backbone(), config.networkPrecision());
    }
  }

  /** What is ready depends on this, whatever is asked afterwards. */
  private record Key(
      Network network, Aggregator aggregator, @Nullable Object projection, IndexConfig index) {
    static Key of(PipelineConfig config) {
      return new Key(
          Network.of(config),
          config.aggregator(),
          config.reduction().file() == null
              ? null
              : List.of(config.reduction().file(), config.precision()),
          config.index());
    }

    boolean isSameButForIndex(Key other) {
      return new Key(network, aggregator, projection, other.index).equals(other);
    }
  }

  private record Ready(DatabaseImages database, AggregatorModel model, DescriptorIndex index) {}

  private final PlaceMap map;
  private final MapImages images;
  private final StepResources resources;
  private final Map<Network, DatabaseImages> usable = new ConcurrentHashMap<>();
  private final Map<Key, Ready> ready = new ConcurrentHashMap<>();
  private final CancellableLock lock = new CancellableLock();

  MapPreparation(PlaceMap map, MapImages images, StepResources resources) {
    this.map = map;
    this.images = images;
    this.resources = resources;
  }

  /**
   * Computes, or finds again, everything that is needed once for the map.
   *
   * @throws InputException if settings do not fit, or no image can be used
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  PreparedMap prepare(PipelineConfig config, PhaseClock clock, Progress progress) {
    check(config);
    Key key = Key.of(config);
    Ready known = ready.get(key);
    Ready found = known != null ? known : readyOnce(key, config, clock, progress.part(0, .95));
    StepGraph graph = new StepGraph(resources, config, found.database);
    progress.report("Preparing patch descriptors", .95);
    progress.check();
    Optional<Whitening> projection =
        clock.time(Phase.VOCABULARY, () -> graph.whitening(progress.part(.95, 1)));
    progress.report("Ready", 1);
    return new PreparedMap(map, images, graph, resources, found.model, found.index, projection);
  }

  private Ready readyOnce(Key key, PipelineConfig config, PhaseClock clock, Progress progress) {
    return lock.hold(
        progress,
        () -> {
          Ready found = ready.get(key);
          if (found == null) {
            found = compute(config, clock, progress);
            ready.put(key, found);
          }
          return found;
        });
  }

  /**
   * Checks that a configuration fits the map and its network, as far as that can be told without
   * computing anything.
   *
   * @throws InputException naming the setting that does not
   */
  void check(PipelineConfig config) {
    resources.networks().check(config);
    new DescriptorSizes(config, resources.networks().info(config.backbone())).grids();
  }

  private Ready compute(PipelineConfig config, PhaseClock clock, Progress progress) {
    readTrained(config, progress);
    DatabaseImages database =
        clock.time(Phase.FEATURES, () -> computeFeatures(config, progress.part(0, .8)));
    StepGraph graph = new StepGraph(resources, config, database);
    progress.report(
        graph.learning().learns() ? "Learning " + config.aggregator().label() : "Reading weights",
        .8);
    AggregatorModel model =
        clock.time(
            Phase.VOCABULARY,
            () -> graph.value(graph.learning(), Whole.MAP, progress.part(.8, .9)));
    DescriptorIndex index =
        clock.time(Phase.GLOBAL, () -> graph.value(graph.index(), Whole.MAP, progress.part(.9, 1)));
    return new Ready(database, model, index);
  }

  /** Files that do not fit are refused before the network runs. */
  private void readTrained(PipelineConfig config, Progress progress) {
    StepGraph graph = unprepared(config);
    if (!graph.learning().learns()) {
      AggregatorModel model = graph.value(graph.learning(), Whole.MAP, progress);
      if (config.reduction().file() != null) {
        graph
            .whitening(progress)
            .filter(p -> p.weight().cols() != model.descriptorLength())
            .ifPresent(
                p -> {
                  throw new InputException(
                      config.reduction().file() + " holds a projection of other descriptors.");
                });
      }
    }
  }

  private DatabaseImages computeFeatures(PipelineConfig config, Progress progress) {
    FeatureStep features = unprepared(config).features();
    List<PlaceImage> all = new ArrayList<>(map.views().pictures(map.database()));
    List<String> roles = new ArrayList<>();
    all.forEach(i -> roles.add("database/" + i.name()));
    if (!map.queriesAreDatabase()) {
      List<PlaceImage> queries = map.views().pictures(map.queries());
      all.addAll(queries);
      queries.forEach(i -> roles.add("queries/" + i.name()));
    }
    Map<String, String> failures = new TreeMap<>();
    AtomicInteger done = new AtomicInteger();
    resources
        .compute()
        .parallel(
            all.size(),
            progress,
            i -> {
              try {
                resources.runner().ensure(features, all.get(i), progress);
              } catch (InputException e) {
                // One bad image never stops a map.
                synchronized (failures) {
                  failures.put(roles.get(i), String.valueOf(e.getMessage()));
                }
              }
              int count = done.incrementAndGet();
              progress.report(
                  "Computing features, image " + count + " of " + all.size(),
                  (double) count / all.size());
            });
    DatabaseImages database = database(failures);
    if (database.size() == 0) {
      throw new InputException(
          "None of the "
              + map.database().size()
              + " database images of "
              + map.name()
              + " can be used. "
              + failures.values().iterator().next());
    }
    usable.put(Network.of(config), database);
    return database;
  }

  private DatabaseImages database(Map<String, String> failures) {
    List<Integer> places = new ArrayList<>();
    List<View> views = new ArrayList<>();
    for (int i = 0; i < map.database().size(); i++) {
      for (View view : map.views().of(map.database().get(i))) {
        if (!failures.containsKey("database/" + view.image().name())) {
          places.add(i);
          views.add(view);
        }
      }
    }
    return new DatabaseImages(
        views, places.stream().mapToInt(Integer::intValue).toArray(), failures);
  }

  /**
   * What is ready in memory; perhaps with another index, if the one that is configured was not
   * built yet. Without its projection, which may have to be fitted yet.
   */
  Optional<PreparedMap> known(PipelineConfig config) {
    Key wanted = Key.of(config);
    return Optional.ofNullable(ready.get(wanted))
        .or(
            () ->
                ready.entrySet().stream()
                    .filter(e -> e.getKey().isSameButForIndex(wanted))
                    .map(Map.Entry::getValue)
                    .findFirst())
        .map(
            r ->
                new PreparedMap(
                    map,
                    images,
                    new StepGraph(resources, config, r.database),
                    resources,
                    r.model,
                    r.index,
                    Optional.empty()));
  }

  /** True if the configured index itself is ready in memory. */
  boolean isReady(PipelineConfig config) {
    return ready.containsKey(Key.of(config));
  }

  /** The graph as it will be if every image whose file can be read can be used. */
  StepGraph unprepared(PipelineConfig config) {
    return new StepGraph(
        resources,
        config,
        Optional.ofNullable(usable.get(Network.of(config))).orElseGet(() -> database(Map.of())));
  }

  /**
   * Plans what {@link #prepare} will do.
   *
   * @return the graph, with the images that will probably be used
   */
  StepGraph plan(PipelineConfig config, StepPlan plan, Progress progress) {
    if (isReady(config)) {
      StepGraph graph = unprepared(config);
      graph.projection().ifPresent(step -> plan.need(step, Whole.MAP));
      return graph;
    }
    StepGraph graph = readable(config, plan, progress);
    plan.need(graph.learning(), Whole.MAP);
    plan.need(graph.index(), Whole.MAP);
    graph.projection().ifPresent(step -> plan.need(step, Whole.MAP));
    return graph;
  }

  private StepGraph readable(PipelineConfig config, StepPlan plan, Progress progress) {
    StepGraph all = unprepared(config);
    Map<String, String> failures = new TreeMap<>(all.database().failures());
    for (PlaceImage image : map.views().pictures(map.database())) {
      progress.check();
      if (!needFeatures(all, image, plan)) {
        failures.put("database/" + image.name(), "cannot be read");
      }
    }
    if (!map.queriesAreDatabase()) {
      for (PlaceImage image : map.views().pictures(map.queries())) {
        progress.check();
        needFeatures(all, image, plan);
      }
    }
    return failures.size() == all.database().failures().size()
        ? all
        : new StepGraph(resources, config, database(failures));
  }

  /** False if the image cannot even be read. */
  private static boolean needFeatures(StepGraph graph, PlaceImage image, StepPlan plan) {
    try {
      plan.need(graph.features(), image);
      return true;
    } catch (InputException e) {
      return false;
    }
  }
}
