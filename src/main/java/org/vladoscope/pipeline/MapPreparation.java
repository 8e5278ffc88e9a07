package org.vladoscope.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.vladoscope.aggregate.Aggregator;
import org.vladoscope.aggregate.AggregatorModel;
import org.vladoscope.aggregate.Aggregators;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Precision;
import org.vladoscope.config.ClusterMix;
import org.vladoscope.config.ConfigText;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.config.RetrievalSource;
import org.vladoscope.dataset.CameraViews.View;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.feature.backbone.Backbones;
import org.vladoscope.graph.CancellableLock;
import org.vladoscope.graph.DescriptorSizes;
import org.vladoscope.graph.PhaseClock;
import org.vladoscope.graph.PhaseClock.Phase;
import org.vladoscope.graph.StepPlan;
import org.vladoscope.image.Decoding;
import org.vladoscope.image.ImageSize;
import org.vladoscope.index.DescriptorIndex;
import org.vladoscope.index.IndexConfig;
import org.vladoscope.linalg.Whitening;
import org.vladoscope.pipeline.crew.Crew;
import org.vladoscope.pipeline.crew.ImageOutcome;
import org.vladoscope.step.DatabaseImages;
import org.vladoscope.step.FeatureStep;
import org.vladoscope.step.SearchedImages;
import org.vladoscope.step.StepGraph;
import org.vladoscope.step.StepResources;
import org.vladoscope.step.Whole;
import org.vladoscope.store.FileHashes;

/**
 * Makes a map ready under a configuration: features of all images, the aggregator, the index, the
 * projection. What was made ready before is found again. Safe to use from several threads.
 */
final class MapPreparation implements AutoCloseable {

  /** After so many images free native memory is given back, which takes a few milliseconds. */
  private static final int GIVE_BACK_EVERY = 128;

  /** Which images of the map can be used depends on this. */
  private record Network(
      ImageSize size, Decoding decoding, BackboneChoice backbone, Precision precision) {
    static Network of(PipelineConfig config) {
      return new Network(
          config.imageSize(), config.decoding(), config.backbone(), config.networkPrecision());
    }
  }

  /** What describes images depends on this. */
  private record Learning(Network network, Aggregator aggregator, @Nullable Object projection) {
    static Learning of(PipelineConfig config) {
      return new Learning(
          Network.of(config),
          config.aggregator(),
          config.reduction().file() == null
              ? null
              : List.of(config.reduction().file(), config.precision()));
    }
  }

  /**
   * What is ready depends on this, whatever is asked afterwards.
   *
   * @param learning nothing if no image is looked at
   */
  private record Key(
      Optional<Learning> learning, RetrievalSource retrieval, IndexConfig index, ClusterMix mix) {
    static Key of(PipelineConfig config) {
      return new Key(
          config.usesPictures() ? Optional.of(Learning.of(config)) : Optional.empty(),
          config.retrieval(),
          config.index(),
          config.mix());
    }

    boolean isSameButForIndex(Key other) {
      return new Key(learning, retrieval, other.index, mix).equals(other);
    }
  }

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
  private final Map<Network, DatabaseImages> usable = new ConcurrentHashMap<>();
  private final Map<Learning, Learned> learned = new ConcurrentHashMap<>();
  private final Map<Key, Ready> ready = new ConcurrentHashMap<>();
  private final CancellableLock lock = new CancellableLock();
  private final CancellableLock learningLock = new CancellableLock();
  private final ForeignResults foreign;
  private final Crew crew;

  /** The images of the database, then those of the queries where they are others. */
  private final List<PlaceImage> everyImage = new ArrayList<>();

  /** What each of them is called among the failures. */
  private final List<String> roles = new ArrayList<>();

  MapPreparation(PlaceMap map, MapImages images, StepResources resources, Crew crew) {
    this.map = map;
    this.images = images;
    this.resources = resources;
    this.crew = crew;
    this.foreign = new ForeignResults(map);
    addImages("database/", map.database());
    if (!map.queriesAreDatabase()) {
      addImages("queries/", map.queries());
    }
  }

  private void addImages(String folder, List<PlaceImage> places) {
    for (PlaceImage image : map.views().pictures(places)) {
      everyImage.add(image);
      roles.add(folder + image.name());
    }
  }

  /**
   * Computes, or finds again, everything that is needed once for the map.
   *
   * @throws InputException if settings do not fit, or no image can be used
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  PreparedMap prepare(PipelineConfig config, PhaseClock clock, Progress progress) {
    check(config, progress.part(0, .05));
    Key key = Key.of(config);
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
   * True if an image is described by what files hold, and no answer looks at images: so that pairs
   * of a map of a million images can be looked at whose features nobody has computed.
   */
  private boolean needsNoOtherImage(PipelineConfig config) {
    StepGraph graph = unprepared(config);
    return !config.usesPictures() && !graph.learning().learns() && graph.projection().isEmpty();
  }

  private Learned readFromFiles(PipelineConfig config, Progress progress) {
    readTrained(config, progress.part(0, .5));
    StepGraph graph = unprepared(config);
    return new Learned(
        database(Map.of()), graph.value(graph.learning(), Whole.MAP, progress.part(.5, 1)));
  }

  private PreparedMap prepared(PipelineConfig config, Ready found) {
    return new PreparedMap(
        map,
        images,
        new StepGraph(resources, config, found.learnedOn, found.searched),
        resources,
        found.finder,
        found.recent,
        progress -> describe(config, new PhaseClock(), progress),
        withNotices(config, found.notices));
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
        config.usesPictures()
            ? learnedOnce(config, clock, rest.part(0, .9)).database
            : database(Map.of());
    DatabaseImages searched = readable;
    if (!opened.missing().isEmpty()) {
      Map<String, String> failures = new TreeMap<>(opened.missing());
      failures.putAll(readable.failures());
      searched = database(failures);
      checkAny(searched);
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
    crew.globals(config, roles.size(), progress.part(0, .5));
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
    Learning key = Learning.of(config);
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
        clock.time(Phase.FEATURES, () -> computeFeatures(config, progress.part(0, .9)));
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

  private DatabaseImages computeFeatures(PipelineConfig config, Progress progress) {
    Map<String, String> failures = new TreeMap<>();
    List<ImageOutcome> outcomes =
        crew.features(config, roles.size(), progress)
            .orElseGet(() -> computeAllFeatures(config, progress));
    for (int i = 0; i < outcomes.size(); i++) {
      ImageOutcome outcome = outcomes.get(i);
      PlaceImage image = everyImage.get(i);
      outcome.file().ifPresent(known -> resources.hashes().learn(image.file(), known));
      String role = roles.get(i);
      outcome.failure().ifPresent(reason -> failures.put(role, reason));
    }
    DatabaseImages database = database(failures);
    checkAny(database);
    usable.put(Network.of(config), database);
    return database;
  }

  private List<ImageOutcome> computeAllFeatures(PipelineConfig config, Progress progress) {
    FeatureStep features = features(config);
    ImageOutcome[] outcomes = new ImageOutcome[roles.size()];
    AtomicInteger done = new AtomicInteger();
    resources
        .compute()
        .parallel(
            outcomes.length,
            progress,
            i -> {
              outcomes[i] = computeFeatures(features, i, progress);
              int count = done.incrementAndGet();
              if (count % GIVE_BACK_EVERY == 0) {
                resources.compute().giveBackFreedMemory();
              }
              progress.report(
                  "Computing features, image " + count + " of " + outcomes.length,
                  (double) count / outcomes.length);
            });
    resources.compute().giveBackFreedMemory();
    return List.of(outcomes);
  }

  /** Computes and keeps the features of one image. */
  ImageOutcome computeFeatures(PipelineConfig config, int number, Progress progress) {
    return computeFeatures(features(config), number, progress);
  }

  /** Features of an image depend on no other, so their step needs no database. */
  FeatureStep features(PipelineConfig config) {
    return new StepGraph(resources, config, new DatabaseImages(List.of(), new int[0], Map.of()))
        .features();
  }

  /** One bad image never stops a map. */
  private ImageOutcome computeFeatures(FeatureStep features, int number, Progress progress) {
    PlaceImage image = everyImage.get(number);
    Optional<FileHashes.Known> known = Optional.empty();
    try {
      known = Optional.of(resources.hashes().known(image.file()));
      resources.runner().ensure(features, image, progress);
      return new ImageOutcome(known, Optional.empty());
    } catch (InputException e) {
      return new ImageOutcome(known, Optional.of(String.valueOf(e.getMessage())));
    }
  }

  /** The images of the database that can be used, with what is learned on them learned. */
  DatabaseImages learnedOn(PipelineConfig config, Progress progress) {
    return learnedOnce(config, new PhaseClock(), progress).database;
  }

  /** An image of the map: those of the database come first, then those of the queries. */
  PlaceImage image(int number) {
    return everyImage.get(number);
  }

  /** True if an image can be used. */
  boolean isUsable(DatabaseImages database, int number) {
    return !database.failures().containsKey(roles.get(number));
  }

  /** The number of each image of the map. */
  Map<PlaceImage, Integer> numbers() {
    Map<PlaceImage, Integer> numbers = new HashMap<>();
    for (int i = 0; i < everyImage.size(); i++) {
      numbers.putIfAbsent(everyImage.get(i), i);
    }
    return numbers;
  }

  private void checkAny(DatabaseImages database) {
    if (database.size() == 0) {
      throw new InputException(
          "None of the "
              + map.database().size()
              + " database images of "
              + map.name()
              + " can be used. "
              + new TreeMap<>(database.failures()).firstEntry().getValue());
    }
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
   * built yet. Its projection may have to be fitted yet.
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
        .map(found -> prepared(config, found));
  }

  /** True if the configured index itself is ready in memory. */
  boolean isReady(PipelineConfig config) {
    return ready.containsKey(Key.of(config));
  }

  /** The graph as it will be if every image whose file can be read can be used. */
  StepGraph unprepared(PipelineConfig config) {
    return unprepared(config, ForeignResults.Opened.NONE);
  }

  private StepGraph unprepared(PipelineConfig config, ForeignResults.Opened opened) {
    DatabaseImages database =
        Optional.ofNullable(usable.get(Network.of(config))).orElseGet(() -> database(Map.of()));
    return graph(config, database, opened);
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
            opened.missing().isEmpty() ? database : database(failures), opened.descriptors()));
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
      if (config.usesPictures()) {
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
        : graph(config, database(failures), opened);
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
    List<String> notices = new ArrayList<>(withNotices(config, opened.notices()));
    if (!opened.missing().isEmpty()) {
      Map.Entry<String, String> first = new TreeMap<>(opened.missing()).firstEntry();
      notices.add(
          opened.missing().size()
              + " of the map's images are left out, such as "
              + first.getKey()
              + ": "
              + first.getValue());
    }
    return notices;
  }

  /** Says why candidates are not re-ranked, where someone asked for it, and which mix counts. */
  private static List<String> withNotices(PipelineConfig config, List<String> others) {
    List<String> notices = new ArrayList<>(others);
    if (config.rerank() > 0) {
      config.aggregator().withoutPatches().ifPresent(notices::add);
    }
    if (!config.mix().isNone()) {
      notices.add(
          "Clusters count in global descriptors by the "
              + ConfigText.mix(config.mix())
              + ". Another map, network or seed has other clusters under these numbers.");
    }
    return notices;
  }

  /** Closes the files of other programs. */
  @Override
  public void close() {
    foreign.close();
  }
}
