package org.vladoscope.ui.explore.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.vladoscope.aggregate.Aggregator;
import org.vladoscope.aggregate.Aggregators;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Variants;
import org.vladoscope.compute.Precision;
import org.vladoscope.config.CameraFusion;
import org.vladoscope.config.ClusterMix;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.config.Preset;
import org.vladoscope.config.RetrievalSource;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.TokenChoice;
import org.vladoscope.feature.TokenFacet;
import org.vladoscope.feature.backbone.Backbones;
import org.vladoscope.image.Decoding;
import org.vladoscope.image.ImageSize;
import org.vladoscope.index.IndexConfig;
import org.vladoscope.index.engine.IndexKinds;
import org.vladoscope.match.Fusion;
import org.vladoscope.match.MatchConfig;
import org.vladoscope.match.PairScorer;
import org.vladoscope.ui.map.NumberList;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.vlad.PatchScale;
import org.vladoscope.vlad.ReductionConfig;
import org.vladoscope.vlad.VladVersion;
import org.vladoscope.vlad.VocabularyConfig;

/**
 * The configuration as the user types it. Every change is checked at once; what cannot be used is
 * said beside its field, and {@link #read} then gives nothing.
 */
public final class ConfigForm {

  private static final String NONE = "none";

  /** Settings of aggregators that have fields or boxes of their own. */
  private static final Set<String> WORDS =
      Set.of(
          "clusters",
          "samples",
          "iterations",
          "seed",
          "vlad",
          "normalize-input",
          "whiten-residuals",
          "weigh-clusters");

  /** What is typed in each field. */
  private final Map<ConfigField, StringProperty> texts = new EnumMap<>(ConfigField.class);

  /** What is wrong with each field, or nothing. */
  private final Map<ConfigField, ReadOnlyStringWrapper> errors = new EnumMap<>(ConfigField.class);

  private final ObjectProperty<CameraFusion> cameras =
      new SimpleObjectProperty<>(CameraFusion.BEST);
  private final VariantForm<PairScorer> scorer;
  private final VariantForm<Fusion> fusion;
  private final ObjectProperty<Boolean> whitening = new SimpleObjectProperty<>(false);
  private final ObjectProperty<VladVersion> version = new SimpleObjectProperty<>(VladVersion.V1);
  private final ObjectProperty<Boolean> normalizeInput = new SimpleObjectProperty<>(true);
  private final ObjectProperty<Boolean> whitenResiduals = new SimpleObjectProperty<>(true);
  private final ObjectProperty<Boolean> weighWords = new SimpleObjectProperty<>(true);
  private final ObjectProperty<Decoding> decoding = new SimpleObjectProperty<>(Decoding.EXACT);
  private final ObjectProperty<Precision> precision = new SimpleObjectProperty<>(Precision.FP32);
  private final ObjectProperty<Precision> matchPrecision =
      new SimpleObjectProperty<>(Precision.FP32);
  private final VariantForm<Aggregator> aggregator;
  private final ObjectProperty<TokenFacet> facet = new SimpleObjectProperty<>(TokenFacet.TOKEN);
  private final ObjectProperty<String> backbone = new SimpleObjectProperty<>("");
  private final ReadOnlyObjectWrapper<RetrievalSource> retrieval =
      new ReadOnlyObjectWrapper<>(RetrievalSource.COMPUTED);
  private final ObjectProperty<@Nullable IndexKinds> indexKinds = new SimpleObjectProperty<>();
  private PipelineConfig base;

  /** The weights last suggested, as typed. */
  private String suggestion = "";

  /** A form filled with a configuration. */
  public ConfigForm(PipelineConfig config) {
    base = config;
    MatchConfig matching = config.matching();
    // Inliers are shown by the tolerance under every scorer, so it has a field of its own.
    scorer = new VariantForm<>(matching.scorers(), matching.scorer(), Set.of(PairScorer.TOLERANCE));
    fusion = new VariantForm<>(matching.fusions(), matching.fusion(), Set.of());
    aggregator = new VariantForm<>(aggregators(config), config.aggregator(), WORDS);
    for (ConfigField field : ConfigField.values()) {
      texts.put(field, new SimpleStringProperty(""));
      errors.put(field, new ReadOnlyStringWrapper(""));
    }
    fill(config);
  }

  /** What is typed in a field. */
  public StringProperty text(ConfigField field) {
    return Objects.requireNonNull(texts.get(field));
  }

  /** What is wrong with a field, or nothing. */
  public ReadOnlyStringProperty error(ConfigField field) {
    return errorOf(field).getReadOnlyProperty();
  }

  private ReadOnlyStringWrapper errorOf(ConfigField field) {
    return Objects.requireNonNull(errors.get(field));
  }

  /** Which score counts. */
  public VariantForm<PairScorer> scorer() {
    return scorer;
  }

  /** What scores are measured against. */
  public VariantForm<Fusion> fusion() {
    return fusion;
  }

  /** True if the chosen scorer has a tolerance. */
  public boolean hasTolerance() {
    return scorer.chosen().settings().stream().anyMatch(s -> s.name().equals(PairScorer.TOLERANCE));
  }

  /** Whether the PCA also whitens. */
  public ObjectProperty<Boolean> whiteningProperty() {
    return whitening;
  }

  /** How features are shared among the clusters. */
  public ObjectProperty<VladVersion> versionProperty() {
    return version;
  }

  /** Whether features are scaled to unit length. */
  public ObjectProperty<Boolean> normalizeInputProperty() {
    return normalizeInput;
  }

  /** Whether residuals are whitened by what images of the map give. */
  public ObjectProperty<Boolean> whitenResidualsProperty() {
    return whitenResiduals;
  }

  /** Whether clusters weigh by how they scatter between images of the map. */
  public ObjectProperty<Boolean> weighWordsProperty() {
    return weighWords;
  }

  /** Name of the network. */
  public ObjectProperty<String> backboneProperty() {
    return backbone;
  }

  /** How large photographs become small. */
  public ObjectProperty<Decoding> decodingProperty() {
    return decoding;
  }

  /** What network and projection round their factors to. */
  public ObjectProperty<Precision> precisionProperty() {
    return precision;
  }

  /** What descriptors are rounded to before they are compared. */
  public ObjectProperty<Precision> matchPrecisionProperty() {
    return matchPrecision;
  }

  /** How features become descriptors; settings of its clusters have fields of their own. */
  public VariantForm<Aggregator> aggregator() {
    return aggregator;
  }

  /** What of a token is its feature. */
  public ObjectProperty<TokenFacet> facetProperty() {
    return facet;
  }

  /** True if layer and facet of the chosen network can be chosen. */
  public boolean hasTokens() {
    return Backbones.hasTokens(backbone.get());
  }

  /** All aggregators, the one in use as it is. */
  private static Variants<Aggregator> aggregators(PipelineConfig config) {
    Aggregator inUse = config.aggregator();
    return new Variants<>(
        Aggregators.ALL.what(),
        Aggregators.ALL.all().stream().map(a -> a.id().equals(inUse.id()) ? inUse : a).toList());
  }

  /** How the images of several cameras are used together. */
  public ObjectProperty<CameraFusion> camerasProperty() {
    return cameras;
  }

  /** Which kinds of index can be built here; null as long as that is not known. */
  public ObjectProperty<@Nullable IndexKinds> indexKindsProperty() {
    return indexKinds;
  }

  /** Where candidates come from. */
  public ReadOnlyObjectProperty<RetrievalSource> retrievalProperty() {
    return retrieval.getReadOnlyProperty();
  }

  /** Fills all fields from a configuration. */
  public void fill(PipelineConfig config) {
    base = config;
    retrieval.set(config.retrieval());
    set(
        ConfigField.SIZES,
        NumberList.format(config.scales().stream().map(PatchScale::size).toList()));
    set(ConfigField.STRIDES, strides(config));
    set(ConfigField.WEIGHTS, NumberList.format(config.matching().weights()));
    set(ConfigField.TOLERANCE, Numbers.plain(config.matching().inlierTolerance()));
    set(ConfigField.RERANK, String.valueOf(config.rerank()));
    aggregator.fill(aggregators(config), config.aggregator());
    set(ConfigField.LAYER, config.backbone().tokens().layerText());
    facet.set(config.backbone().tokens().facet());
    fillWords(config);
    set(ConfigField.MIX, config.mix().toString());
    set(ConfigField.IMAGE_SIZE, config.imageSize().toString());
    set(ConfigField.INDEX, config.index().factory());
    set(ConfigField.GLOBAL_WEIGHT, Numbers.plain(config.matching().globalWeight()));
    set(
        ConfigField.DIMENSIONS,
        config.reduction().isNone() ? NONE : String.valueOf(config.reduction().dimensions()));
    scorer.fill(config.matching().scorers(), config.matching().scorer());
    fusion.fill(config.matching().fusions(), config.matching().fusion());
    whitening.set(config.reduction().whitening() > 0);
    backbone.set(config.backbone().id());
    cameras.set(config.cameras());
    decoding.set(config.decoding());
    precision.set(config.precision());
    matchPrecision.set(config.matching().precision());
  }

  private void fillWords(PipelineConfig config) {
    config
        .words()
        .or(() -> Aggregators.ALL.all().getFirst().words())
        .ifPresent(
            words -> {
              set(ConfigField.CLUSTERS, String.valueOf(words.clusters()));
              set(ConfigField.SAMPLES, String.valueOf(words.samples()));
              set(ConfigField.ITERATIONS, String.valueOf(words.iterations()));
              set(ConfigField.SEED, String.valueOf(words.seed()));
              version.set(words.version());
              normalizeInput.set(words.normalizeInput());
              whitenResiduals.set(words.whitenResiduals());
              weighWords.set(words.weighWords());
            });
  }

  private static String strides(PipelineConfig config) {
    List<Integer> strides = config.scales().stream().map(PatchScale::stride).toList();
    boolean allEqual = strides.stream().distinct().count() == 1;
    return NumberList.format(allEqual ? strides.subList(0, 1) : strides);
  }

  private void set(ConfigField field, String text) {
    text(field).set(text);
  }

  /** The preset that a configuration stands for, whatever the weights of its network. */
  public static Optional<Preset> presetOf(PipelineConfig config) {
    for (Preset preset : Preset.values()) {
      if (preset.config(config.backbone()).withRetrieval(config.retrieval()).equals(config)) {
        return Optional.of(preset);
      }
    }
    return Optional.empty();
  }

  /** The configuration that the fields stand for, or nothing if one of them cannot be used. */
  public Optional<PipelineConfig> read() {
    List<Integer> sizes =
        check(
            ConfigField.SIZES,
            () -> {
              List<Integer> typed =
                  NumberList.integers(text(ConfigField.SIZES).get(), "a whole number");
              typed.forEach(size -> new PatchScale(size, 1));
              return typed;
            });
    int count = sizes == null ? 0 : sizes.size();
    followSizes(count);
    List<Integer> strides = check(ConfigField.STRIDES, () -> readStrides(count));
    List<Double> weights = check(ConfigField.WEIGHTS, () -> readWeights(count));
    Double tolerance = check(ConfigField.TOLERANCE, this::readTolerance);
    PairScorer typedScorer = scorer.read();
    Fusion typedFusion = fusion.read();
    Integer rerank = check(ConfigField.RERANK, this::readRerank);
    Double globalWeight = check(ConfigField.GLOBAL_WEIGHT, this::readGlobalWeight);
    Aggregator chosen = readAggregator();
    ImageSize imageSize =
        check(ConfigField.IMAGE_SIZE, () -> ImageSize.parse(typed(ConfigField.IMAGE_SIZE)));
    ReductionConfig reduction = check(ConfigField.DIMENSIONS, this::readReduction);
    BackboneChoice network = check(ConfigField.LAYER, this::readBackbone);
    IndexConfig index = check(ConfigField.INDEX, this::readIndex);
    if (sizes == null
        || strides == null
        || weights == null
        || tolerance == null
        || typedScorer == null
        || typedFusion == null
        || rerank == null
        || globalWeight == null
        || chosen == null
        || imageSize == null
        || network == null
        || index == null
        || reduction == null) {
      return Optional.empty();
    }
    List<PatchScale> scales = new ArrayList<>();
    for (int i = 0; i < sizes.size(); i++) {
      scales.add(new PatchScale(sizes.get(i), strides.get(i)));
    }
    MatchConfig matching =
        new MatchConfig(
                typedScorer, tolerance, typedFusion, weights, globalWeight, matchPrecision.get())
            .withTolerance(tolerance);
    PipelineConfig unmixed =
        base.withMix(ClusterMix.NONE)
            .withScales(scales, matching)
            .withRerank(rerank)
            .withCameras(cameras.get())
            .withImageSize(imageSize)
            .withDecoding(decoding.get())
            .withBackbone(network)
            .withPrecision(precision.get())
            .withIndex(index)
            .withAggregator(chosen, reduction);
    // Whether a mix fits depends on the clusters.
    return Optional.ofNullable(
        check(
            ConfigField.MIX, () -> unmixed.withMix(ClusterMix.parse(text(ConfigField.MIX).get()))));
  }

  /** The chosen aggregator with the clusters that are typed; null if something typed is wrong. */
  private @Nullable Aggregator readAggregator() {
    Aggregator chosen = aggregator.read();
    if (chosen == null || chosen.words().isEmpty()) {
      return chosen;
    }
    Integer clusters = check(ConfigField.CLUSTERS, this::readClusters);
    Integer samples =
        check(ConfigField.SAMPLES, () -> readSamples(clusters == null ? 2 : clusters));
    Integer iterations = check(ConfigField.ITERATIONS, this::readIterations);
    Long seed = check(ConfigField.SEED, this::readSeed);
    if (clusters == null || samples == null || iterations == null || seed == null) {
      return null;
    }
    VocabularyConfig words =
        new VocabularyConfig(
            clusters,
            samples,
            iterations,
            seed,
            version.get(),
            normalizeInput.get(),
            whitenResiduals.get(),
            weighWords.get(),
            base.words().map(VocabularyConfig::file).orElse(null));
    return check(ConfigField.CLUSTERS, () -> chosen.withWords(words));
  }

  /**
   * Suggests weights for another number of patch sizes: those of the configuration if there are as
   * many, else equal ones. Weights that someone has typed stay as they are.
   */
  private void followSizes(int sizes) {
    List<Double> filled = base.matching().weights();
    String shown = text(ConfigField.WEIGHTS).get();
    if (sizes == 0 || !(shown.equals(NumberList.format(filled)) || shown.equals(suggestion))) {
      return;
    }
    suggestion =
        NumberList.format(sizes == filled.size() ? filled : Collections.nCopies(sizes, 1.0));
    set(ConfigField.WEIGHTS, suggestion);
  }

  private <T> @Nullable T check(ConfigField field, Supplier<T> reader) {
    try {
      T value = reader.get();
      errorOf(field).set("");
      return value;
    } catch (InputException e) {
      errorOf(field).set(String.valueOf(e.getMessage()));
      return null;
    }
  }

  private List<Integer> readStrides(int sizes) {
    List<Integer> typed = NumberList.integers(text(ConfigField.STRIDES).get(), "a whole number");
    typed.forEach(stride -> new PatchScale(1, stride));
    if (typed.size() == 1 && sizes > 1) {
      return Collections.nCopies(sizes, typed.getFirst());
    }
    checkCount(typed.size(), sizes, "stride");
    return typed;
  }

  private List<Double> readWeights(int sizes) {
    List<Double> typed = NumberList.decimals(text(ConfigField.WEIGHTS).get(), "a number");
    base.matching().withWeights(typed);
    checkCount(typed.size(), sizes, "weight");
    return typed;
  }

  private static void checkCount(int typed, int sizes, String what) {
    if (sizes > 0 && typed != sizes) {
      throw new InputException(
          String.format(
              "%d patch %s need%s %d %s%s, not %d.",
              sizes,
              sizes == 1 ? "size" : "sizes",
              sizes == 1 ? "s" : "",
              sizes,
              what,
              sizes == 1 ? "" : "s",
              typed));
    }
  }

  private double readTolerance() {
    double typed = NumberList.decimal(text(ConfigField.TOLERANCE).get(), "a number");
    return base.matching().withTolerance(typed).inlierTolerance();
  }

  private String typed(ConfigField field) {
    return text(field).get().trim();
  }

  private double readGlobalWeight() {
    double typed = NumberList.decimal(typed(ConfigField.GLOBAL_WEIGHT), "a number");
    return base.matching().withGlobalWeight(typed).globalWeight();
  }

  private long readSeed() {
    return NumberList.wholeNumber(typed(ConfigField.SEED), "a whole number");
  }

  /** Search settings stay with the index they are for. */
  private IndexConfig readIndex() {
    String factory = typed(ConfigField.INDEX);
    IndexConfig index =
        factory.equals(base.index().factory()) ? base.index() : IndexConfig.of(factory);
    IndexKinds kinds = indexKinds.get();
    // Where another program ranked the images no index is built.
    if (kinds != null && base.retrieval().isComputed()) {
      kinds
          .refusal(index)
          .ifPresent(
              reason -> {
                throw new InputException(reason);
              });
    }
    return index;
  }

  /** Other weights for the network stay with the network they are for. */
  private BackboneChoice readBackbone() {
    BackboneChoice chosen =
        backbone.get().equals(base.backbone().id())
            ? base.backbone()
            : new BackboneChoice(backbone.get(), null);
    return hasTokens()
        ? chosen.withTokens(
            new TokenChoice(TokenChoice.layer(typed(ConfigField.LAYER)), facet.get()))
        : chosen;
  }

  private int readRerank() {
    int typed = NumberList.integer(text(ConfigField.RERANK).get(), "a whole number");
    return base.withRerank(typed).rerank();
  }

  private int readClusters() {
    int typed = NumberList.integer(typed(ConfigField.CLUSTERS), "a whole number");
    VocabularyConfig old = base.words().orElse(null);
    if (old != null && old.file() != null && typed != old.clusters()) {
      throw new InputException(
          old.file().getFileName()
              + " holds "
              + old.clusters()
              + " clusters; choose the vocabulary of the map in Model\u2026 to use another"
              + " number.");
    }
    return new VocabularyConfig(typed, Math.max(typed, 1), 1, 0).clusters();
  }

  private int readSamples(int clusters) {
    int typed = NumberList.integer(typed(ConfigField.SAMPLES), "a whole number");
    return new VocabularyConfig(clusters, typed, 1, 0).samples();
  }

  private int readIterations() {
    int typed = NumberList.integer(typed(ConfigField.ITERATIONS), "a whole number");
    return new VocabularyConfig(2, 2, typed, 0).iterations();
  }

  private ReductionConfig readReduction() {
    String typed = text(ConfigField.DIMENSIONS).get().trim();
    int dimensions =
        typed.equalsIgnoreCase(NONE)
            ? 0
            : NumberList.integer(typed, "a whole number; type none to keep all");
    if (dimensions == 0 && !typed.equalsIgnoreCase(NONE)) {
      throw new InputException("Type 1 or more, or none to keep all dimensions.");
    }
    ReductionConfig old = base.reduction();
    if (old.file() != null && old.dimensions() == dimensions) {
      return old;
    }
    double exponent = whitening.get() ? (old.whitening() > 0 ? old.whitening() : 1) : 0;
    int samples =
        dimensions == old.dimensions() ? old.samples() : Math.max(old.samples(), 2 * dimensions);
    return new ReductionConfig(dimensions, exponent, samples);
  }
}
