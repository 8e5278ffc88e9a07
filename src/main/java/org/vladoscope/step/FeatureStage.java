package org.vladoscope.step;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.Precision;
import org.vladoscope.config.Narrow;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.feature.Backbone;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.feature.FallbackBackbone;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.feature.Preprocessing;
import org.vladoscope.feature.backbone.Backbones;
import org.vladoscope.graph.Stage;
import org.vladoscope.graph.StageLog;
import org.vladoscope.image.BilinearResize;
import org.vladoscope.image.ImageDecoder;
import org.vladoscope.image.ImageSize;
import org.vladoscope.store.DescriptorStore;

/** First stage: from image files to feature maps, kept on disk. */
public final class FeatureStage implements AutoCloseable {

  private static final String KIND = "features";
  private static final long MEMORY_BYTES = 128L << 20;

  private record FileState(Path file, long size, long modified) {}

  /** A network that is loaded once. */
  private record Network(BackboneChoice choice, Precision precision) {
    static Network of(PipelineConfig config) {
      return new Network(config.backbone(), config.networkPrecision());
    }
  }

  private final Compute compute;
  private final DescriptorStore store;
  private final StageLog log;
  private final Map<FileState, ContentHash> contentHashes = new ConcurrentHashMap<>();
  private final Map<BackboneChoice, BackboneInfo> infos = new ConcurrentHashMap<>();
  private final Map<Network, Backbone> backbones = new ConcurrentHashMap<>();
  private final Cache<ContentHash, FeatureMap> memory =
      Caffeine.newBuilder()
          .maximumWeight(MEMORY_BYTES)
          .weigher((ContentHash key, FeatureMap map) -> Float.BYTES * map.cells().data().length)
          .build();

  public FeatureStage(Compute compute, DescriptorStore store, StageLog log) {
    this.log = log;
    this.compute = compute;
    this.store = store;
  }

  /** What a network is, without loading it. */
  public BackboneInfo info(BackboneChoice choice) {
    return infos.computeIfAbsent(choice, c -> Backbones.describe(c, compute));
  }

  /** What a network expects as input; loads it. */
  public Optional<Preprocessing> preprocessing(PipelineConfig config) {
    return backbone(config).inputPreprocessing();
  }

  /**
   * Checks that pictures of the configured size can be used, and the precisions on this machine.
   *
   * @throws InputException naming the setting that cannot
   */
  void check(PipelineConfig config) {
    info(config.backbone()).checkSize(config.imageSize());
    compute.check(config.precision());
    compute.check(config.matching().precision());
  }

  private Backbone backbone(PipelineConfig config) {
    return backbones.computeIfAbsent(Network.of(config), this::open);
  }

  private Backbone open(Network network) {
    Backbone backbone = Backbones.open(network.choice, network.precision, compute);
    return compute.isGpu()
        ? new FallbackBackbone(backbone, () -> Backbones.open(network.choice, compute.onCpu()))
        : backbone;
  }

  /**
   * The key of an image's features: its content, its size, the network, and the precision unless it
   * is full, so that caches from before there was another one stay valid.
   */
  ContentHash key(PlaceImage image, PipelineConfig config) {
    BackboneInfo info = info(config.backbone());
    List<Object> parts = new ArrayList<>();
    parts.add(KIND);
    parts.add(contentHash(image));
    parts.add(config.imageSize());
    parts.add(info.id());
    parts.add(info.weightsHash());
    Narrow.add(parts, config.networkPrecision());
    return ContentHash.ofParts(parts.toArray());
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
  public FeatureMap features(PlaceImage image, PipelineConfig config) {
    ContentHash key = key(image, config);
    FeatureMap known = memory.getIfPresent(key);
    if (known != null) {
      return known;
    }
    Optional<ByteBuffer> stored = store.read(KIND, key);
    FeatureMap map =
        stored.isPresent() ? Entries.featureMap(stored.get()) : compute(image, config, key);
    memory.put(key, map);
    return map;
  }

  private FeatureMap compute(PlaceImage image, PipelineConfig config, ContentHash key) {
    Backbone backbone = backbone(config);
    ImageSize size = config.imageSize();
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
