package org.vladoscope.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.vladoscope.aggregate.AggregatorModel;
import org.vladoscope.aggregate.Aggregators;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.feature.backbone.Backbones;
import org.vladoscope.graph.CancellableLock;
import org.vladoscope.graph.DescriptorSizes;
import org.vladoscope.graph.PhaseClock;
import org.vladoscope.graph.PhaseClock.Phase;
import org.vladoscope.graph.StepPlan;
import org.vladoscope.index.DescriptorIndex;
import org.vladoscope.linalg.Whitening;
import org.vladoscope.pipeline.crew.Crew;
import org.vladoscope.pipeline.prepare.ForeignResults;
import org.vladoscope.pipeline.prepare.LearningKey;
import org.vladoscope.pipeline.prepare.Notices;
import org.vladoscope.pipeline.prepare.ReadyKey;
import org.vladoscope.pipeline.prepare.UsableImages;
import org.vladoscope.step.DatabaseImages;
import org.vladoscope.step.SearchedImages;
import org.vladoscope.step.StepGraph;
import org.vladoscope.step.StepResources;
import org.vladoscope.step.Whole;

/**
 * Makes a map ready under a configuration: features of all images, the aggregator, the index, the
 * projection. What was made ready before is found again. Safe to use from several threads.
 */
final class MapPreparation implements AutoCloseable {

  /** The images that can be used, and what was learned on them. */
  private record Learned(DatabaseImages database, AggregatorModel model) {}

  private record Ready(
      DatabaseImages learnedOn,
      SearchedImages searched,
      PlaceFinder finder,
      RecentSearches recent,
      List<String> notices) {}

  private final PlaceMap map;
  private final MapImages images;
  private final StepResources resources;
  private final UsableImages usable;
  private final Map<LearningKey, Learned> learned = new ConcurrentHashMap<>();
  private final Map<ReadyKey, Ready> ready = new ConcurrentHashMap<>();
  private final CancellableLock lock = new CancellableLock();
  private final CancellableLock learningLock = new CancellableLock();
  private final ForeignResults foreign;
  private final Crew crew;

  MapPreparation(PlaceMap map, MapImages images, StepResources resources, Crew crew) {
    this.map = map;
    this.images = images;
    this.resources = resources;
    this.crew = crew;
    this.foreign = new ForeignResults(map);
    this.usable = new UsableImages(map, resources, crew);
  }

  /**
   * Computes, or finds again, everything that is needed once for the map.
   *
   * @throws InputException if settings do not fit, or no image can be used
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  PreparedMap prepare(PipelineConfig config, PhaseClock clock, Progress progress) {
    check(config, progress.part(0, .05));
    ReadyKey key = key(config);
    Ready known = ready.get(key);
    Ready found = known != null ? known : readyOnce(key, config, clock, progress.part(0, .95));
    PreparedMap prepared = prepared(config, found);
    if (config.reranks()) {
      progress.report("Preparing patch descriptors", .95);
      progress.check();
      PreparedMap.Described described = describe(config, clock, progress.part(.95, 1));
      prepared = prepared.describedBy(described);
    }
    progress.report("Ready", 1);
    return prepared;
  }

  /** What describes images; learned if need be. */
  private PreparedMap.Described describe(
      PipelineConfig config, PhaseClock clock, Progress progress) {
    Progress learning = progress.part(0, .9);
    Learned found =
        needsNoOtherImage(config)
            ? readFromFiles(config, learning)
            : learnedOnce(config, clock, learning);
    StepGraph graph = new StepGraph(resources, config, found.database);
    Optional<Whitening> projection =
        clock.time(Phase.VOCABULARY, () -> graph.whitening(progress.part(.9, 1)));
    return new PreparedMap.Described(graph, found.model, projection);
  }

  /**
   * True if images of the database are looked at before a query is asked. Else an answer looks at
   * the images that it compares and at no others: a map of a million images can be re-ranked whose
   * features nobody has computed.
   */
  private boolean looksAtImages(PipelineConfig config) {
    return config.retrieval().isComputed()
        || config.reranks()
            && (config.learnsOnMap() || crew != Crew.NOBODY || map.views().mostViews() > 1);
  }

  /** True if pairs can be looked at without any other image of the map. */
  private boolean needsNoOtherImage(PipelineConfig config) {
    return !looksAtImages(config) && !config.learnsOnMap();
  }

  private ReadyKey key(PipelineConfig config) {
    return ReadyKey.of(config, looksAtImages(config));
  }

  private Learned readFromFiles(PipelineConfig config, Progress progress) {
    readTrained(config, progress.part(0, .5));
    StepGraph graph = unprepared(config);
    return new Learned(
        usable.all(), graph.value(graph.learning(), Whole.MAP, progress.part(.5, 1)));
  }

  private PreparedMap prepared(PipelineConfig config, Ready found) {
    return new PreparedMap(
        map,
        images,
        new StepGraph(resources, config, found.learnedOn, found.searched),
        resources,
        found.finder,
        found.recent,
        config.reranks() && !looksAtImages(config)
            ? Optional.of(usable.compared(config))
            : Optional.empty(),
        progress -> describe(config, new PhaseClock(), progress),
        Notices.with(config, found.notices));
  }

  private Ready readyOnce(
      ReadyKey key, PipelineConfig config, PhaseClock clock, Progress progress) {
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
  void check(PipelineConfig config, Progress progress) {
    resources.networks().findOut(config, progress);
    resources.networks().check(config);
    BackboneInfo network = resources.networks().info(config);
    checkOutput(config, network);
    new DescriptorSizes(config, network).grids();
  }

  /** A descriptor cannot be aggregated, and cells must be. */
  private static void checkOutput(PipelineConfig config, BackboneInfo network) {
    if (!config.usesPictures() || config.aggregator().aggregates() == network.output().hasCells()) {
      return;
    }
    throw new InputException(
        network.output().hasCells()
            ? "The network "
                + network.id()
                + " gives cells, which must be aggregated; choose an aggregator such as "
                + Aggregators.ALL.all().getFirst().id()
                + " instead of "
                + config.aggregator().id()
                + "."
            : network.description()
                + ". There are no cells to aggregate and no patches to re-rank by; choose"
                + " --aggregator "
                + Aggregators.AS_GIVEN
                + ".");
  }

  private Ready compute(PipelineConfig config, PhaseClock clock, Progress progress) {
    // What does not fit is told before anything is computed.
    ForeignResults.Opened opened = foreign.open(config.retrieval(), progress.part(0, .1));
    Progress rest = progress.part(.1, 1);
    DatabaseImages readable =
        looksAtImages(config)
            ? learnedOnce(config, clock, rest.part(0, .9)).database
            : usable.all();
    DatabaseImages searched = readable;
    if (!opened.missing().isEmpty()) {
      Map<String, String> failures = new TreeMap<>(opened.missing());
      failures.putAll(readable.failures());
      searched = usable.some(failures);
    }
    SearchedImages search = new SearchedImages(searched, opened.descriptors());
    PlaceFinder finder;
    if (opened.rankings().isPresent()) {
      finder = new RankingFinder(opened.rankings().get(), config.retrieval().label());
    } else {
      StepGraph graph = new StepGraph(resources, config, readable, search);
      Optional<DescriptorIndex> held =
          config.retrieval().isComputed()
              ? clock.time(Phase.GLOBAL, () -> heldByOthers(config, graph, rest.part(.9, 1)))
              : Optional.empty();
      DescriptorIndex index =
          held.orElseGet(
              () ->
                  clock.time(
                      Phase.GLOBAL, () -> graph.value(graph.index(), Whole.MAP, rest.part(.9, 1))));
      finder = new IndexFinder(index, config.index().isExact());
    }
    return new Ready(readable, search, finder, new RecentSearches(), notices(config, opened));
  }

  /** The index whose parts others hold, once they have described all images; empty without them. */
  private Optional<DescriptorIndex> heldByOthers(
      PipelineConfig config, StepGraph graph, Progress progress) {
    crew.globals(config, usable.size(), progress.part(0, .5));
    return crew.index(
        config, graph.database().size(), graph.globals().length(), progress.part(.5, 1));
  }

  /** What was understood of another program's results, and of a network that nobody here knows. */
  private List<String> notices(PipelineConfig config, ForeignResults.Opened opened) {
    List<String> notices = new ArrayList<>(opened.notices());
    if (config.usesPictures() && Backbones.dependsOnSize(config.backbone())) {
      notices.add("Network: " + resources.networks().info(config).description() + ".");
    }
    return notices;
  }

  private Learned learnedOnce(PipelineConfig config, PhaseClock clock, Progress progress) {
    LearningKey key = LearningKey.of(config);
    Learned known = learned.get(key);
    if (known != null) {
      return known;
    }
    return learningLock.hold(
        progress,
        () -> {
          Learned found = learned.get(key);
          if (found == null) {
            found = learn(config, clock, progress);
            learned.put(key, found);
          }
          return found;
        });
  }

  private Learned learn(PipelineConfig config, PhaseClock clock, Progress progress) {
    readTrained(config, progress);
    DatabaseImages database =
        clock.time(Phase.FEATURES, () -> usable.compute(config, progress.part(0, .9)));
    StepGraph graph = new StepGraph(resources, config, database);
    progress.report(
        graph.learning().learns() ? "Learning " + config.aggregator().label() : "Reading weights",
        .9);
    AggregatorModel model =
        clock.time(
            Phase.VOCABULARY, () -> graph.value(graph.learning(), Whole.MAP, progress.part(.9, 1)));
    return new Learned(database, model);
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

  /**
   * Computes and keeps the features of all images of the map where a configuration uses features,
   * even if no answer needs all of them.
   */
  void computeAllFeatures(PipelineConfig config, Progress progress) {
    if (looksAtImages(config)) {
      learnedOnce(config, new PhaseClock(), progress);
    } else if (config.reranks()) {
      check(config, progress.part(0, .05));
      usable.computeAhead(config, progress.part(.05, 1));
    }
  }

  /** The images of the map. */
  UsableImages images() {
    return usable;
  }

  /** The images of the database that can be used, with what is learned on them learned. */
  DatabaseImages learnedOn(PipelineConfig config, Progress progress) {
    return looksAtImages(config)
        ? learnedOnce(config, new PhaseClock(), progress).database
        : usable.all();
  }

  /**
   * What is ready in memory; perhaps with another index, if the one that is configured was not
   * built yet. Its projection may have to be fitted yet.
   */
  Optional<PreparedMap> known(PipelineConfig config) {
    ReadyKey wanted = key(config);
    return Optional.ofNullable(ready.get(wanted))
        .or(
            () ->
                ready.entrySet().stream()
                    .filter(e -> e.getKey().isSameButForIndex(wanted))
                    .map(Map.Entry::getValue)
                    .findFirst())
        .map(found -> prepared(config, found));
  }

  /** True if the configured index itself is ready in memory. */
  boolean isReady(PipelineConfig config) {
    return ready.containsKey(key(config));
  }

  /** The graph as it will be if every image whose file can be read can be used. */
  StepGraph unprepared(PipelineConfig config) {
    return unprepared(config, ForeignResults.Opened.NONE);
  }

  private StepGraph unprepared(PipelineConfig config, ForeignResults.Opened opened) {
    return graph(config, usable.known(config), opened);
  }

  private StepGraph graph(
      PipelineConfig config, DatabaseImages database, ForeignResults.Opened opened) {
    Map<String, String> failures = new TreeMap<>(opened.missing());
    failures.putAll(database.failures());
    return new StepGraph(
        resources,
        config,
        database,
        new SearchedImages(
            opened.missing().isEmpty() ? database : usable.without(failures),
            opened.descriptors()));
  }

  /**
   * Plans what {@link #prepare} will do.
   *
   * @return the graph, with the images that will probably be used
   */
  StepGraph plan(PipelineConfig config, StepPlan plan, Progress progress) {
    ForeignResults.Opened opened = foreign.open(config.retrieval(), progress);
    StepGraph graph = unprepared(config, opened);
    if (!isReady(config)) {
      if (looksAtImages(config)) {
        graph = readable(config, graph, opened, plan, progress);
        plan.need(graph.learning(), Whole.MAP);
      }
      if (opened.rankings().isEmpty()) {
        plan.need(graph.index(), Whole.MAP);
      }
    }
    if (config.reranks()) {
      graph.projection().ifPresent(step -> plan.need(step, Whole.MAP));
    }
    return graph;
  }

  private StepGraph readable(
      PipelineConfig config,
      StepGraph all,
      ForeignResults.Opened opened,
      StepPlan plan,
      Progress progress) {
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
        : graph(config, usable.without(failures), opened);
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

  /**
   * Values of a global descriptor; those of another program's files are opened for that.
   *
   * @return 0 if there are rankings only
   */
  int globalLength(PipelineConfig config, Progress progress) {
    ForeignResults.Opened opened = foreign.open(config.retrieval(), progress);
    return opened.rankings().isPresent() ? 0 : unprepared(config, opened).globals().length();
  }

  /**
   * How results of other programs are understood, and what they lack; for people. Opens them.
   *
   * @throws InputException if they do not fit the map
   */
  List<String> notices(PipelineConfig config, Progress progress) {
    ForeignResults.Opened opened = foreign.open(config.retrieval(), progress);
    return Notices.of(config, opened);
  }

  /** Closes the files of other programs. */
  @Override
  public void close() {
    foreign.close();
  }
}
