package org.vladoscope.step;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.Precision;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.CameraViews.View;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.graph.CancellableLock;
import org.vladoscope.graph.Stage;
import org.vladoscope.graph.StageClock;
import org.vladoscope.graph.StageLoad;
import org.vladoscope.graph.StageLog;
import org.vladoscope.graph.Workload;
import org.vladoscope.image.ImageSize;
import org.vladoscope.index.DescriptorIndex;
import org.vladoscope.index.IndexConfig;
import org.vladoscope.linalg.Whitening;
import org.vladoscope.store.DescriptorStore;
import org.vladoscope.vlad.NetVlad;
import org.vladoscope.vlad.Vocabulary;
import org.vladoscope.vlad.VocabularyConfig;
import org.vladoscope.vlad.VocabularyTrainer;

/** Second stage: the vocabulary of a map and the global descriptors of its images. */
public final class MapStage {

  private static final String VOCABULARIES = "vocabularies";
  private static final String GLOBALS = "globals";

  /** What the result depends on, besides the map. */
  private record Key(
      ImageSize size,
      BackboneChoice backbone,
      Precision network,
      VocabularyConfig vocabulary,
      @Nullable Path projection,
      Precision projected,
      IndexConfig index) {

    Key withIndex(IndexConfig other) {
      return new Key(size, backbone, network, vocabulary, projection, projected, other);
    }
  }

  private final PlaceMap map;
  private final Compute compute;
  private final DescriptorStore store;
  private final FeatureStage features;
  private final TrainedFiles trained;
  private final IndexStage indexes;
  private final StageLog log;
  private final Map<Key, MapDescriptors> known = new ConcurrentHashMap<>();
  private final CancellableLock lock = new CancellableLock();

  public MapStage(
      PlaceMap map,
      Compute compute,
      DescriptorStore store,
      FeatureStage features,
      TrainedFiles trained,
      IndexStage indexes,
      StageLog log) {
    this.map = map;
    this.log = log;
    this.compute = compute;
    this.store = store;
    this.features = features;
    this.trained = trained;
    this.indexes = indexes;
  }

  private static Key key(PipelineConfig config) {
    return new Key(
        config.imageSize(),
        config.backbone(),
        config.networkPrecision(),
        config.vocabulary(),
        config.reduction().file(),
        config.globalPrecision(),
        config.index());
  }

  /** Computes, or finds again, everything that is needed once for the map. */
  public MapDescriptors describe(PipelineConfig config, StageClock clock, Progress progress) {
    Key key = key(config);
    MapDescriptors ready = known.get(key);
    if (ready != null) {
      return ready;
    }
    return lock.hold(
        progress,
        () -> {
          MapDescriptors found = known.get(key);
          if (found == null) {
            found = compute(config, clock, progress);
            known.put(key, found);
          }
          return found;
        });
  }

  private MapDescriptors compute(PipelineConfig config, StageClock clock, Progress progress) {
    // What does not fit is refused before the network runs.
    features.check(config);
    trained.check(config, features.info(config.backbone()).channels());
    Map<String, String> failures = new TreeMap<>();
    clock.time("features", () -> computeFeatures(config, failures, progress.part(0, .8)));
    List<Integer> ids = new ArrayList<>();
    List<View> views = new ArrayList<>();
    for (int i = 0; i < map.database().size(); i++) {
      for (View view : map.views().of(map.database().get(i))) {
        if (!failures.containsKey("database/" + view.image().name())) {
          ids.add(i);
          views.add(view);
        }
      }
    }
    if (ids.isEmpty()) {
      throw new InputException(
          "None of the "
              + map.database().size()
              + " database images of "
              + map.name()
              + " can be used. "
              + failures.values().iterator().next());
    }
    progress.report(
        (config.vocabulary().file() == null ? "Finding " : "Reading ")
            + config.vocabulary().clusters()
            + " visual words",
        .8);
    List<PlaceImage> usable = views.stream().map(View::image).toList();
    ContentHash vocabularyKey = vocabularyKey(usable, config);
    Vocabulary vocabulary =
        clock.time(
            "vocabulary", () -> vocabulary(usable, vocabularyKey, config, progress.part(.8, .9)));
    int dimensions =
        trained
            .projection(config.reduction())
            .map(Whitening::dimensions)
            .orElse(vocabulary.descriptorLength());
    DatabaseGlobals globals =
        new DatabaseGlobals(this, compute, usable, vocabulary, vocabularyKey, config, dimensions);
    DescriptorIndex index =
        clock.time(
            "global",
            () -> indexes.index(config.index(), vocabularyKey, globals, progress.part(.9, 1)));
    return new MapDescriptors(
        vocabulary,
        vocabularyKey,
        ids.stream().mapToInt(Integer::intValue).toArray(),
        List.copyOf(views),
        index,
        Map.copyOf(failures));
  }

  /**
   * What is computed for the map under a configuration, if it is in memory; perhaps with another
   * index, if the one that is configured was not built yet.
   */
  public Optional<MapDescriptors> known(PipelineConfig config) {
    Key wanted = key(config);
    return Optional.ofNullable(known.get(wanted))
        .or(
            () ->
                known.entrySet().stream()
                    .filter(e -> e.getKey().withIndex(wanted.index()).equals(wanted))
                    .map(Map.Entry::getValue)
                    .findFirst());
  }

  /**
   * Adds what {@link #describe} will have to compute.
   *
   * @return true if the vocabulary is known, so that what depends on it may be known too
   */
  public boolean addWork(PipelineConfig config, Workload.Builder work, Progress progress) {
    if (known.containsKey(key(config))) {
      return true;
    }
    Optional<MapDescriptors> otherIndex = known(config);
    if (otherIndex.isPresent()) {
      MapDescriptors words = otherIndex.get();
      boolean stored = indexes.isStored(config.index(), words.vocabularyKey());
      work.add(Stage.INDEX, stored ? 0 : words.databaseIds().length);
      return true;
    }
    List<PlaceImage> usable = new ArrayList<>();
    for (PlaceImage image : map.views().pictures(map.database())) {
      progress.check();
      if (addFeatureWork(image, config, work)) {
        usable.add(image);
      }
    }
    if (!map.queriesAreDatabase()) {
      for (PlaceImage image : map.views().pictures(map.queries())) {
        progress.check();
        addFeatureWork(image, config, work);
      }
    }
    ContentHash key = vocabularyKey(usable, config);
    boolean hasWords = config.vocabulary().file() != null || store.contains(VOCABULARIES, key);
    work.add(Stage.VOCABULARY, hasWords ? 0 : 1);
    work.add(Stage.INDEX, indexes.isStored(config.index(), key) ? 0 : usable.size());
    for (PlaceImage image : usable) {
      work.add(Stage.GLOBALS, store.contains(GLOBALS, globalKey(image, key, config)) ? 0 : 1);
    }
    return hasWords;
  }

  /** False if the image cannot even be read. */
  private boolean addFeatureWork(PlaceImage image, PipelineConfig config, Workload.Builder work) {
    try {
      ContentHash key = features.key(image, config);
      work.add(Stage.FEATURES, features.isStored(key) ? 0 : 1);
      return true;
    } catch (InputException e) {
      return false;
    }
  }

  /** True if an image's global descriptor has to be computed. */
  public boolean isGlobalMissing(
      PlaceImage image, MapDescriptors descriptors, PipelineConfig config) {
    return !store.contains(GLOBALS, globalKey(image, descriptors.vocabularyKey(), config));
  }

  private ContentHash globalKey(
      PlaceImage image, ContentHash vocabularyKey, PipelineConfig config) {
    return ContentHash.ofParts(GLOBALS, features.key(image, config), vocabularyKey);
  }

  private int computeFeatures(
      PipelineConfig config, Map<String, String> failures, Progress progress) {
    List<PlaceImage> images = new ArrayList<>(map.views().pictures(map.database()));
    List<String> roles = new ArrayList<>();
    images.forEach(i -> roles.add("database/" + i.name()));
    if (!map.queriesAreDatabase()) {
      List<PlaceImage> queries = map.views().pictures(map.queries());
      images.addAll(queries);
      queries.forEach(i -> roles.add("queries/" + i.name()));
    }
    AtomicInteger done = new AtomicInteger();
    compute.parallel(
        images.size(),
        progress,
        i -> {
          PlaceImage image = images.get(i);
          try {
            ContentHash key = features.key(image, config);
            if (!features.isStored(key)) {
              features.features(image, config);
            }
          } catch (InputException e) {
            // One bad image never stops a map.
            synchronized (failures) {
              failures.put(roles.get(i), String.valueOf(e.getMessage()));
            }
          }
          int count = done.incrementAndGet();
          progress.report(
              "Computing features, image " + count + " of " + images.size(),
              (double) count / images.size());
        });
    return images.size();
  }

  private ContentHash vocabularyKey(List<PlaceImage> images, PipelineConfig config) {
    List<Object> parts = new ArrayList<>();
    parts.add(VOCABULARIES);
    parts.add(trained.key(config));
    for (PlaceImage image : images) {
      parts.add(features.key(image, config));
    }
    return ContentHash.ofParts(parts.toArray());
  }

  private Vocabulary vocabulary(
      List<PlaceImage> images, ContentHash key, PipelineConfig config, Progress progress) {
    if (config.vocabulary().file() != null) {
      return trained.vocabulary(config.vocabulary());
    }
    Optional<ByteBuffer> stored = store.read(VOCABULARIES, key);
    if (stored.isPresent()) {
      return Entries.vocabulary(stored.get());
    }
    FloatMatrix samples = sampleCells(images, config, progress.part(0, .5));
    progress.check();
    StageLoad load = new StageLoad(config, features.info(config.backbone()));
    Vocabulary vocabulary =
        log.time(
            Stage.VOCABULARY,
            load.operations(Stage.VOCABULARY),
            () ->
                VocabularyTrainer.train(
                    samples, config.vocabulary(), compute, progress.part(.5, 1)));
    store.write(VOCABULARIES, key, Entries.of(vocabulary));
    return vocabulary;
  }

  /** Cells at random, as many from each image. */
  private FloatMatrix sampleCells(
      List<PlaceImage> images, PipelineConfig config, Progress progress) {
    Random random = new Random(config.vocabulary().seed());
    int wanted = config.vocabulary().samples();
    int channels = features.info(config.backbone()).channels();
    FloatMatrix samples = FloatMatrix.zeros(wanted, channels);
    int taken = 0;
    for (int i = 0; i < images.size(); i++) {
      progress.check();
      int upTo = (int) ((long) wanted * (i + 1) / images.size());
      if (upTo == taken) {
        continue;
      }
      progress.report(
          "Choosing cells, image " + (i + 1) + " of " + images.size(), (double) i / images.size());
      FloatMatrix cells = features.features(images.get(i), config).cells();
      int count = Math.min(upTo - taken, cells.rows());
      for (int cell : random.ints(0, cells.rows()).distinct().limit(count).toArray()) {
        System.arraycopy(cells.data(), cell * channels, samples.data(), taken * channels, channels);
        taken++;
      }
    }
    return taken == wanted ? samples : samples.rowRange(0, taken);
  }

  /** The global descriptor of any image. */
  public float[] global(
      PlaceImage image, Vocabulary vocabulary, ContentHash vocabularyKey, PipelineConfig config) {
    ContentHash key = globalKey(image, vocabularyKey, config);
    Optional<ByteBuffer> stored = store.read(GLOBALS, key);
    if (stored.isPresent()) {
      return Entries.floats(stored.get());
    }
    FeatureMap cells = features.features(image, config);
    StageLoad load = new StageLoad(config, features.info(config.backbone()));
    float[] descriptor =
        log.time(
            Stage.GLOBALS,
            load.operations(Stage.GLOBALS),
            () -> describe(cells, vocabulary, config));
    store.write(GLOBALS, key, Entries.of(descriptor));
    return descriptor;
  }

  private float[] describe(FeatureMap cells, Vocabulary vocabulary, PipelineConfig config) {
    float[] whole = NetVlad.describe(cells, vocabulary);
    return trained
        .projection(config.reduction())
        .map(p -> p.apply(FloatMatrix.ofRows(whole), config.precision(), compute).data())
        .orElse(whole);
  }
}
