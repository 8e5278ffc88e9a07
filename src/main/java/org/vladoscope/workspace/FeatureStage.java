package org.vladoscope.workspace;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.Precision;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.feature.Backbone;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.feature.Backbones;
import org.vladoscope.feature.FallbackBackbone;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.feature.Preprocessing;
import org.vladoscope.image.BilinearResize;
import org.vladoscope.image.ImageDecoder;
import org.vladoscope.image.ImageSize;

/** First stage: from image files to feature maps, kept on disk. */
final class FeatureStage implements AutoCloseable {

  private static final String KIND = "features";
  private static final long MEMORY_BYTES = 128L << 20;

  private record FileState(Path file, long size, long modified) {}

  private final Compute compute;
  private final DescriptorStore store;
  private final StageLog log;
  private final Map<FileState, ContentHash> contentHashes = new ConcurrentHashMap<>();
  private final Map<BackboneChoice, BackboneInfo> infos = new ConcurrentHashMap<>();
  private final Map<BackboneChoice, Backbone> backbones = new ConcurrentHashMap<>();
  private final Cache<ContentHash, FeatureMap> memory =
      Caffeine.newBuilder()
          .maximumWeight(MEMORY_BYTES)
          .weigher((ContentHash key, FeatureMap map) -> Float.BYTES * map.cells().data().length)
          .build();

  FeatureStage(Compute compute, DescriptorStore store, StageLog log) {
    this.log = log;
    this.compute = compute;
    this.store = store;
  }

  /** What a network is, without loading it. */
  BackboneInfo info(BackboneChoice choice) {
    return infos.computeIfAbsent(choice, c -> Backbones.describe(c, compute));
  }

  /** What a network expects as input; loads it. */
  Optional<Preprocessing> preprocessing(BackboneChoice choice) {
    return backbone(choice).inputPreprocessing();
  }

  private Backbone backbone(BackboneChoice choice) {
    return backbones.computeIfAbsent(choice, this::open);
  }

  private Backbone open(BackboneChoice choice) {
    Backbone backbone = Backbones.open(choice, compute);
    return compute.isGpu()
        ? new FallbackBackbone(backbone, () -> Backbones.open(choice, compute.onCpu()))
        : backbone;
  }

  /** The key of an image's features: its content, its size, the network, the precision. */
  ContentHash key(PlaceImage image, ImageSize size, BackboneChoice choice) {
    BackboneInfo info = info(choice);
    return compute.precision() == Precision.FP32
        ? ContentHash.ofParts(KIND, contentHash(image), size, info.id(), info.weightsHash())
        : ContentHash.ofParts(
            KIND,
            contentHash(image),
            size,
            info.id(),
            info.weightsHash(),
            compute.precision().toString());
  }

  private ContentHash contentHash(PlaceImage image) {
    Path file = image.file();
    try {
      // A file that was changed while its map is open is another picture.
      FileState state =
          new FileState(file, Files.size(file), Files.getLastModifiedTime(file).toMillis());
      ContentHash known = contentHashes.get(state);
      if (known == null) {
        known = ContentHash.ofFile(file);
        contentHashes.put(state, known);
      }
      return known;
    } catch (IOException e) {
      throw new InputException(file + " cannot be read: " + FileProblem.of(e) + ".", e);
    }
  }

  /** True if the features need not be computed. */
  boolean isStored(ContentHash key) {
    return store.contains(KIND, key);
  }

  /**
   * The features of an image.
   *
   * @throws InputException if the image cannot be used
   */
  FeatureMap features(PlaceImage image, ImageSize size, BackboneChoice choice) {
    ContentHash key = key(image, size, choice);
    FeatureMap known = memory.getIfPresent(key);
    if (known != null) {
      return known;
    }
    Optional<ByteBuffer> stored = store.read(KIND, key);
    FeatureMap map =
        stored.isPresent() ? Entries.featureMap(stored.get()) : compute(image, size, choice, key);
    memory.put(key, map);
    return map;
  }

  private FeatureMap compute(
      PlaceImage image, ImageSize size, BackboneChoice choice, ContentHash key) {
    Backbone backbone = backbone(choice);
    FeatureMap map =
        log.time(
            Stage.FEATURES,
            (double) size.width() * size.height(),
            () ->
                backbone
                    .extract(BilinearResize.resize(ImageDecoder.decode(image.file()), size))
                    .roundedToHalf());
    store.write(KIND, key, Entries.of(map));
    return map;
  }

  @Override
  public void close() {
    backbones.values().forEach(Backbone::close);
  }
}
