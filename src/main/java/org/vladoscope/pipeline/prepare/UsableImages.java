package org.vladoscope.pipeline.prepare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.CameraViews.View;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.pipeline.crew.Crew;
import org.vladoscope.pipeline.crew.ImageOutcome;
import org.vladoscope.step.DatabaseImages;
import org.vladoscope.step.FeatureStep;
import org.vladoscope.step.StepGraph;
import org.vladoscope.step.StepResources;
import org.vladoscope.store.FileHashes;

/**
 * The images of a map by their numbers, and which of them can be used with a network: those of the
 * database come first, then those of the queries where they are others. Safe to use from several
 * threads.
 */
public final class UsableImages {

  /** After so many images free native memory is given back, which takes a few milliseconds. */
  private static final int GIVE_BACK_EVERY = 128;

  private static final String DATABASE = "database/";
  private static final String QUERIES = "queries/";

  private final PlaceMap map;
  private final StepResources resources;
  private final Crew crew;
  private final List<PlaceImage> images;
  private final int ofDatabase;
  private final Map<NetworkKey, DatabaseImages> usable = new ConcurrentHashMap<>();
  private final Map<NetworkKey, ComparedImages> compared = new ConcurrentHashMap<>();
  private @Nullable DatabaseImages all;

  /**
   * Looks at no image yet.
   *
   * @param crew may compute features
   */
  public UsableImages(PlaceMap map, StepResources resources, Crew crew) {
    this.map = map;
    this.resources = resources;
    this.crew = crew;
    List<PlaceImage> found = new ArrayList<>(map.views().pictures(map.database()));
    this.ofDatabase = found.size();
    if (!map.queriesAreDatabase()) {
      found.addAll(map.views().pictures(map.queries()));
    }
    this.images = List.copyOf(found);
  }

  /** How many images there are. */
  public int size() {
    return images.size();
  }

  /** An image by its number. */
  public PlaceImage image(int number) {
    return images.get(number);
  }

  /** What an image is called among the failures. */
  private String role(int number) {
    return (number < ofDatabase ? DATABASE : QUERIES) + images.get(number).name();
  }

  /** True if an image can be used. */
  public boolean isUsable(DatabaseImages database, int number) {
    return !database.failures().containsKey(role(number));
  }

  /** The number of each image of the map. */
  public Map<PlaceImage, Integer> numbers() {
    Map<PlaceImage, Integer> numbers = new HashMap<>();
    for (int i = 0; i < images.size(); i++) {
      numbers.putIfAbsent(images.get(i), i);
    }
    return numbers;
  }

  /** The database as if every image of it could be used. */
  public synchronized DatabaseImages all() {
    DatabaseImages known = all;
    if (known == null) {
      known = listed(Map.of());
      all = known;
    }
    return known;
  }

  /**
   * The database without some images.
   *
   * @param failures why they cannot be used, by {@code database/NAME} and the like
   */
  public DatabaseImages without(Map<String, String> failures) {
    return failures.isEmpty() ? all() : listed(failures);
  }

  private DatabaseImages listed(Map<String, String> failures) {
    List<Integer> places = new ArrayList<>();
    List<View> views = new ArrayList<>();
    for (int i = 0; i < map.database().size(); i++) {
      for (View view : map.views().of(map.database().get(i))) {
        if (!failures.containsKey(DATABASE + view.image().name())) {
          places.add(i);
          views.add(view);
        }
      }
    }
    return new DatabaseImages(
        views, places.stream().mapToInt(Integer::intValue).toArray(), failures);
  }

  /**
   * The database without some images.
   *
   * @throws InputException if none is left
   */
  public DatabaseImages some(Map<String, String> failures) {
    DatabaseImages left = without(failures);
    if (left.size() == 0) {
      throw none(failures);
    }
    return left;
  }

  /** Says that no image of the database can be used. */
  public InputException none(Map<String, String> failures) {
    return new InputException(
        "None of the "
            + map.database().size()
            + " database images of "
            + map.name()
            + " can be used. "
            + new TreeMap<>(failures).firstEntry().getValue());
  }

  /** The database as far as it is known to be usable with the network of a configuration. */
  public DatabaseImages known(PipelineConfig config) {
    return Optional.ofNullable(usable.get(NetworkKey.of(config))).orElseGet(this::all);
  }

  /** Where images are looked at only when they are compared, with what they turned out to be. */
  public ComparedImages compared(PipelineConfig config) {
    return compared.computeIfAbsent(
        NetworkKey.of(config), key -> new ComparedImages(resources, features(config)));
  }

  /**
   * Computes the features of all images, and keeps them.
   *
   * @return the database without images that cannot be used
   * @throws InputException if none is left
   */
  public DatabaseImages compute(PipelineConfig config, Progress progress) {
    DatabaseImages database = some(failures(config, progress));
    usable.put(NetworkKey.of(config), database);
    return database;
  }

  /** Computes the features of all images ahead of being compared, and keeps them. */
  public void computeAhead(PipelineConfig config, Progress progress) {
    Map<String, String> failures = failures(config, progress);
    some(failures);
    failures.forEach(compared(config)::failed);
  }

  private Map<String, String> failures(PipelineConfig config, Progress progress) {
    Map<String, String> failures = new TreeMap<>();
    List<ImageOutcome> outcomes =
        crew.features(config, size(), progress).orElseGet(() -> computeAll(config, progress));
    for (int i = 0; i < outcomes.size(); i++) {
      ImageOutcome outcome = outcomes.get(i);
      PlaceImage image = images.get(i);
      outcome.file().ifPresent(known -> resources.hashes().learn(image.file(), known));
      String role = role(i);
      outcome.failure().ifPresent(reason -> failures.put(role, reason));
    }
    return failures;
  }

  private List<ImageOutcome> computeAll(PipelineConfig config, Progress progress) {
    if (size() < GIVE_BACK_EVERY) {
      return computeEach(config, progress);
    }
    try (TightHeap _ = TightHeap.open()) {
      return computeEach(config, progress);
    }
  }

  private List<ImageOutcome> computeEach(PipelineConfig config, Progress progress) {
    FeatureStep features = features(config);
    ImageOutcome[] outcomes = new ImageOutcome[size()];
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
  public ImageOutcome computeFeatures(PipelineConfig config, int number, Progress progress) {
    return computeFeatures(features(config), number, progress);
  }

  /** Features of an image depend on no other, so their step needs no database. */
  public FeatureStep features(PipelineConfig config) {
    return new StepGraph(resources, config, new DatabaseImages(List.of(), new int[0], Map.of()))
        .features();
  }

  /** One bad image never stops a map. */
  private ImageOutcome computeFeatures(FeatureStep features, int number, Progress progress) {
    PlaceImage image = images.get(number);
    Optional<FileHashes.Known> known = Optional.empty();
    try {
      known = Optional.of(resources.hashes().known(image.file()));
      resources.runner().ensure(features, image, progress);
      return new ImageOutcome(known, Optional.empty());
    } catch (InputException e) {
      return new ImageOutcome(known, Optional.of(String.valueOf(e.getMessage())));
    }
  }
}
