package org.vladoscope.step;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.config.Narrow;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.CameraViews.View;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.graph.CancellableLock;
import org.vladoscope.graph.Stage;
import org.vladoscope.graph.StageLoad;
import org.vladoscope.graph.StageLog;
import org.vladoscope.linalg.PrincipalComponents;
import org.vladoscope.linalg.SampleMatrix;
import org.vladoscope.linalg.Whitening;
import org.vladoscope.store.DescriptorStore;
import org.vladoscope.vlad.PatchSampler;
import org.vladoscope.vlad.PatchScale;
import org.vladoscope.vlad.PatchVlad;
import org.vladoscope.vlad.ReductionConfig;
import org.vladoscope.vlad.Vocabulary;

/**
 * Third stage: patch descriptors of the images that are looked at, kept in memory up to a bound and
 * never on disk (users of the original stored 800 GB of them).
 */
public final class PatchStage {

  private static final Logger LOG = LoggerFactory.getLogger(PatchStage.class);
  private static final String PROJECTIONS = "projections";
  private static final long MEMORY_BYTES = 400L << 20;

  /** The reduction is fitted on patches of at most so many images. */
  private static final int MAX_SAMPLED_IMAGES = 400;

  private static final int LOCKS = 64;

  private record Key(ContentHash image, ContentHash projection, PatchScale scale) {}

  private final Compute compute;
  private final DescriptorStore store;
  private final FeatureStage features;
  private final TrainedFiles trained;
  private final StageLog log;
  private final CancellableLock fitting = new CancellableLock();
  private final Map<ContentHash, Optional<Whitening>> projections = new ConcurrentHashMap<>();
  private final Object[] locks = new Object[LOCKS];
  private final Cache<Key, FloatMatrix> memory =
      Caffeine.newBuilder()
          .maximumWeight(MEMORY_BYTES)
          .weigher((Key key, FloatMatrix patches) -> Float.BYTES * patches.data().length)
          .build();

  public PatchStage(
      Compute compute,
      DescriptorStore store,
      FeatureStage features,
      TrainedFiles trained,
      StageLog log) {
    this.log = log;
    this.compute = compute;
    this.store = store;
    this.features = features;
    this.trained = trained;
    for (int i = 0; i < LOCKS; i++) {
      locks[i] = new Object();
    }
  }

  /** Identifies, for cache keys, how descriptors of this configuration are made. */
  ContentHash projectionKey(MapDescriptors descriptors, PipelineConfig config) {
    List<Object> parts =
        new ArrayList<>(List.of(PROJECTIONS, descriptors.vocabularyKey(), config.reduction()));
    Narrow.add(parts, config.projectionPrecision());
    return ContentHash.ofParts(parts.toArray());
  }

  /** The key of the projection itself, which is fitted with all digits in any case. */
  private static ContentHash fitKey(MapDescriptors descriptors, PipelineConfig config) {
    return ContentHash.ofParts(PROJECTIONS, descriptors.vocabularyKey(), config.reduction());
  }

  /** True if the descriptors of an image have to be computed at one of these scales. */
  boolean isMissing(
      PlaceImage image,
      List<PatchScale> scales,
      MapDescriptors descriptors,
      PipelineConfig config) {
    ContentHash imageKey = features.key(image, config);
    ContentHash projectionKey = projectionKey(descriptors, config);
    return scales.stream()
        .anyMatch(s -> memory.getIfPresent(new Key(imageKey, projectionKey, s)) == null);
  }

  /**
   * Descriptors of an image's patches.
   *
   * @return for each of the scales {@code [patches, P]}, rows of unit length
   */
  public List<FloatMatrix> patches(
      PlaceImage image,
      List<PatchScale> scales,
      MapDescriptors descriptors,
      PipelineConfig config,
      Progress progress) {
    ContentHash imageKey = features.key(image, config);
    ContentHash projectionKey = projectionKey(descriptors, config);
    // Two workers that need the same image do not compute it twice.
    synchronized (locks[Math.floorMod(imageKey.hashCode(), LOCKS)]) {
      List<PatchScale> missing =
          scales.stream()
              .distinct()
              .filter(s -> memory.getIfPresent(new Key(imageKey, projectionKey, s)) == null)
              .toList();
      Map<PatchScale, FloatMatrix> computed =
          missing.isEmpty() ? Map.of() : compute(image, missing, descriptors, config, progress);
      List<FloatMatrix> result = new ArrayList<>();
      for (PatchScale scale : scales) {
        Key key = new Key(imageKey, projectionKey, scale);
        FloatMatrix fresh = computed.get(scale);
        if (fresh != null) {
          memory.put(key, fresh);
          result.add(fresh);
        } else {
          FloatMatrix kept = memory.getIfPresent(key);
          result.add(
              kept != null
                  ? kept
                  : compute(image, List.of(scale), descriptors, config, progress)
                      .values()
                      .iterator()
                      .next());
        }
      }
      return result;
    }
  }

  private Map<PatchScale, FloatMatrix> compute(
      PlaceImage image,
      List<PatchScale> scales,
      MapDescriptors descriptors,
      PipelineConfig config,
      Progress progress) {
    FeatureMap featureMap = features.features(image, config);
    Optional<Whitening> projection = projection(descriptors, config, progress);
    StageLoad load = new StageLoad(config, features.info(config.backbone()));
    return log.time(
        Stage.PATCHES,
        load.patches(load.grids(scales)),
        () -> {
          Map<PatchScale, FloatMatrix> result = new HashMap<>();
          progress.check();
          Vocabulary vocabulary = descriptors.vocabulary();
          List<FloatMatrix> patches =
              projection
                  .map(
                      p ->
                          PatchVlad.describe(
                              featureMap, vocabulary, scales, p, config.precision(), compute))
                  .orElseGet(() -> PatchVlad.describe(featureMap, vocabulary, scales));
          for (int s = 0; s < patches.size(); s++) {
            result.put(scales.get(s), patches.get(s));
          }
          return result;
        });
  }

  /**
   * The projection of a configuration, fitted if need be; empty if descriptors stay as they are.
   */
  public Optional<Whitening> projection(
      MapDescriptors descriptors, PipelineConfig config, Progress progress) {
    if (config.reduction().isNone()) {
      return Optional.empty();
    }
    if (config.reduction().file() != null) {
      return trained.projection(config.reduction());
    }
    ContentHash key = fitKey(descriptors, config);
    Optional<Whitening> known = projections.get(key);
    return known != null ? known : fitOnce(key, descriptors, config, progress);
  }

  private Optional<Whitening> fitOnce(
      ContentHash key, MapDescriptors descriptors, PipelineConfig config, Progress progress) {
    return fitting.hold(
        progress,
        () -> {
          Optional<Whitening> known = projections.get(key);
          if (known == null) {
            known = store.read(PROJECTIONS, key).map(Entries::whitening);
            if (known.isEmpty()) {
              Whitening fitted = fit(descriptors, config, progress);
              store.write(PROJECTIONS, key, Entries.of(fitted));
              known = Optional.of(fitted);
            }
            projections.put(key, known);
          }
          return known;
        });
  }

  /** True if the projection has to be fitted before patches can be described. */
  public boolean isProjectionMissing(MapDescriptors descriptors, PipelineConfig config) {
    ContentHash key = fitKey(descriptors, config);
    return !config.reduction().isNone()
        && config.reduction().file() == null
        && projections.get(key) == null
        && !store.contains(PROJECTIONS, key);
  }

  private Whitening fit(MapDescriptors descriptors, PipelineConfig config, Progress progress) {
    StageLoad load = new StageLoad(config, features.info(config.backbone()));
    return log.time(
        Stage.PROJECTION,
        load.operations(Stage.PROJECTION),
        () -> {
          try (SampleMatrix samples = samplePatches(descriptors, config, progress.part(0, .3))) {
            return fit(samples, config.reduction(), progress.part(.3, 1));
          }
        });
  }

  private Whitening fit(SampleMatrix samples, ReductionConfig reduction, Progress progress) {
    int possible = Math.min(samples.cols(), samples.rows() - 1);
    int dimensions = Math.min(reduction.dimensions(), possible);
    if (dimensions < reduction.dimensions()) {
      LOG.warn(
          "Patch descriptors of {} values from {} samples can be reduced to {} dimensions at most,"
              + " not {}; {} are used",
          samples.cols(),
          samples.rows(),
          possible,
          reduction.dimensions(),
          dimensions);
    }
    return PrincipalComponents.fit(samples, dimensions, compute, progress)
        .whitening(reduction.whitening());
  }

  private SampleMatrix samplePatches(
      MapDescriptors descriptors, PipelineConfig config, Progress progress) {
    Vocabulary vocabulary = descriptors.vocabulary();
    List<View> views = descriptors.views();
    int images = Math.min(views.size(), MAX_SAMPLED_IMAGES);
    int samples = config.reduction().samples();
    SampleMatrix all = new SampleMatrix(samples, vocabulary.descriptorLength());
    try {
      compute.parallel(
          images,
          progress,
          i -> {
            PlaceImage image = views.get((int) ((long) i * views.size() / images)).image();
            int from = (int) ((long) samples * i / images);
            int to = (int) ((long) samples * (i + 1) / images);
            Random random = new Random(config.vocabulary().seed() * 31 + i);
            FeatureMap featureMap = features.features(image, config);
            all.putRows(from, PatchSampler.sample(featureMap, vocabulary, to - from, random));
          });
      return all;
    } catch (RuntimeException | Error e) {
      all.close();
      throw e;
    }
  }
}
