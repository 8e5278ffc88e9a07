package org.vladoscope.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vladoscope.aggregate.Aggregator;
import org.vladoscope.aggregate.Aggregators;
import org.vladoscope.common.InputException;
import org.vladoscope.compute.Precision;
import org.vladoscope.config.CameraFusion;
import org.vladoscope.config.MixFile;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.config.Preset;
import org.vladoscope.config.RetrievalSource;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.TokenChoice;
import org.vladoscope.feature.TokenFacet;
import org.vladoscope.feature.models.FittingWeights;
import org.vladoscope.feature.models.ModelCatalog;
import org.vladoscope.feature.models.ModelsFolder;
import org.vladoscope.image.Decoding;
import org.vladoscope.image.ImageSize;
import org.vladoscope.index.IndexConfig;
import org.vladoscope.match.Fusions;
import org.vladoscope.match.MatchConfig;
import org.vladoscope.match.PairScorers;
import org.vladoscope.vlad.PatchScale;
import org.vladoscope.vlad.ReductionConfig;
import org.vladoscope.vlad.VladVersion;
import org.vladoscope.vlad.VocabularyConfig;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that choose a configuration, shared by all commands that compute. */
public final class PipelineOptions {

  @Spec(Spec.Target.MIXEE)
  @Nullable CommandSpec spec;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      defaultValue = "default",
      completionCandidates = PresetNames.class,
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  Preset preset = Preset.DEFAULT;

  @Option(names = "--backbone", paramLabel = "NAME", description = "Network for local features.")
  @Nullable String backbone;

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description =
          "File with weights for the backbone: PyTorch, safetensors or npz; also looked for in the"
              + " models folder (default: the only one there that fits, if the backbone needs"
              + " one).")
  public @Nullable Path weights;

  @Option(
      names = "--random-parts",
      description =
          "Accept random numbers for parts of the network that the file with weights lacks.")
  boolean randomParts;

  @Option(
      names = "--layer",
      paramLabel = "N",
      description =
          "Layer of a vision transformer (dinov2) whose tokens are the features, counted from 0,"
              + " or output for the end of the network (the default).")
  @Nullable String layer;

  @Option(
      names = "--facet",
      paramLabel = "NAME",
      description = "What of that layer: token (the default), query, key or value.")
  @Nullable String facet;

  @Option(
      names = "--precision",
      paramLabel = "fp32|bf16",
      description =
          "What the network (the embedded one, VGG16 and ResNets) and the projection of descriptors"
              + " round their factors to; bf16 is faster where the processor has it and changes"
              + " features and descriptors (fp32).")
  @Nullable Precision precision;

  @Option(
      names = "--match-precision",
      paramLabel = "fp32|bf16|int8",
      description = {
        "The same for comparing the patches of two images, where int8 is the quickest",
        "(fp32)."
      })
  @Nullable Precision matchPrecision;

  @Option(
      names = "--image-size",
      paramLabel = "WxH",
      description = "Images are resized to this; multiples of 32.")
  @Nullable ImageSize imageSize;

  @Option(
      names = "--decoding",
      paramLabel = "fast|exact",
      description =
          "How JPEGs at least four times as wide and high as that become so small: by decoding"
              + " them at a half, a quarter or an eighth, or pixel by pixel (exact).")
  @Nullable Decoding decoding;

  @Option(
      names = "--vocabulary",
      paramLabel = "map|FILE",
      description =
          "A vocabulary trained on the map, or that of a file with weights (default: those of the"
              + " --weights file if it has some, else the map's).")
  @Nullable String vocabulary;

  @Option(
      names = "--wpca",
      paramLabel = "file|fit|none",
      description =
          "Projection of the file that the vocabulary comes from, for global descriptors too; one"
              + " fitted on the map's patches; or none (default: file if it has one, else fit).")
  @Nullable String wpca;

  @Option(
      names = "--aggregator",
      paramLabel = "NAME",
      completionCandidates = AggregatorNames.class,
      description =
          "How features become descriptors: ${COMPLETION-CANDIDATES} (the first). Its own settings"
              + " follow a colon: NAME:SETTING=VALUE,SETTING=VALUE.")
  @Nullable String aggregator;

  @Option(
      names = "--aggregator-weights",
      paramLabel = "FILE",
      description =
          "File with the weights of supervlad, gem, salad or megaloc; also looked for in the models"
              + " folder (default: the --weights file, which usually holds them).")
  @Nullable Path aggregatorWeights;

  @Option(names = "--clusters", paramLabel = "K", description = "Number of clusters.")
  @Nullable Integer clusters;

  @Option(
      names = "--vlad",
      paramLabel = "VERSION",
      description =
          "How features are shared among the clusters: v1, v2, or as the public Python code does"
              + " it, v2-upstream-bias and v2-as-shipped.")
  @Nullable VladVersion version;

  @Option(
      names = "--normalize-input",
      negatable = true,
      description = "Scale features to unit length first (the default).")
  @Nullable Boolean normalizeInput;

  @Option(
      names = "--whiten-residuals",
      negatable = true,
      description =
          "Whiten the residuals of global descriptors by images of the map; needs no ground truth"
              + " (the default).")
  @Nullable Boolean whitenResiduals;

  @Option(
      names = "--weigh-clusters",
      negatable = true,
      description =
          "Let clusters count more in global descriptors that scatter less between images of the"
              + " map; needs no ground truth (the default).")
  @Nullable Boolean weighWords;

  @Option(
      names = "--mix",
      paramLabel = "MIX",
      description =
          "How much clusters count in global descriptors: CLUSTER=FACTOR, with commas between, such"
              + " as 7=0,12=1.5; 0 mutes a cluster, and those that are not named count by 1. Or a"
              + " file that the mixing desk or the command mix saved.")
  @Nullable String mix;

  @Option(
      names = "--vocabulary-samples",
      paramLabel = "N",
      description = "Cells that train the vocabulary (20000; 50000 in the original).")
  @Nullable Integer vocabularySamples;

  @Option(
      names = "--vocabulary-iterations",
      paramLabel = "N",
      description = "At most so many steps of k-means (50; 100 in the original).")
  @Nullable Integer vocabularyIterations;

  @Option(
      names = "--index",
      paramLabel = "KIND",
      description =
          "How global descriptors are searched, as FAISS's factory writes it: Flat (exact, the"
              + " default), HNSW32, IVF256,Flat, IVF256,PQ32, PCA128,HNSW32, SQfp16 and the like.")
  @Nullable String index;

  @Option(
      names = "--nprobe",
      paramLabel = "N",
      description = "How many lists of an IVF index are searched (a 16th of them).")
  @Nullable Integer nprobe;

  @Option(
      names = "--ef-search",
      paramLabel = "N",
      description = "How many candidates an HNSW index keeps while it searches (64).")
  @Nullable Integer efSearch;

  @Option(
      names = "--patch-sizes",
      paramLabel = "N",
      split = ",",
      description = "Patch sizes in cells, for example 2,5,8.")
  @Nullable List<Integer> patchSizes;

  @Option(
      names = "--strides",
      paramLabel = "N",
      split = ",",
      description = "Strides in cells, one for each patch size.")
  @Nullable List<Integer> strides;

  @Option(
      names = "--patch-weights",
      paramLabel = "W",
      split = ",",
      description = "Weights, one for each patch size.")
  @Nullable List<Double> patchWeights;

  @Option(
      names = "--global-weight",
      paramLabel = "W",
      description = "Weight of the global similarity in the list score.")
  @Nullable Double globalWeight;

  @Option(
      names = {"--scorer", "--matcher"},
      paramLabel = "NAME",
      completionCandidates = ScorerNames.class,
      description =
          "How matches are scored: ${COMPLETION-CANDIDATES}. Its own settings follow a colon, as in"
              + " ransac:tolerance=2. --matcher is the name it had before.")
  @Nullable String scorer;

  @Option(
      names = "--fusion",
      paramLabel = "NAME",
      completionCandidates = FusionNames.class,
      description =
          "What scores are measured against before they are joined: ${COMPLETION-CANDIDATES}. Its"
              + " own settings follow a colon, as in cohort:cohort=15,gate=2.")
  @Nullable String fusion;

  @Option(
      names = "--ransac-tolerance",
      paramLabel = "STRIDES",
      description = "How far a match may lie from the homography (1.5 in the original).")
  @Nullable Double ransacTolerance;

  @Option(
      names = "--whitening",
      paramLabel = "DIM|none",
      description = "Dimensions that patch descriptors are reduced to, or none.")
  @Nullable String whitening;

  @Option(
      names = "--whitening-power",
      paramLabel = "0..1",
      description = "0 only rotates, 1 scales every direction to unit variance.")
  @Nullable Double whiteningPower;

  @Option(
      names = "--cameras",
      paramLabel = "best|fused",
      description =
          "Where several cameras took a place: rank by the best pair of images (best, the"
              + " default) or by all cameras together (fused).")
  @Nullable CameraFusion cameras;

  @Option(
      names = "--global-descriptors",
      paramLabel = "PATH",
      description =
          "Take global descriptors of another program: a folder with database_descriptors.npy and"
              + " queries_descriptors.npy or with the files of --descriptors, a .npy or index.faiss"
              + " file of the database, or a .h5 file of hloc (default: compute them).")
  @Nullable Path globalDescriptors;

  @Option(
      names = "--query-descriptors",
      paramLabel = "FILE",
      description = "With --global-descriptors FILE: the file with those of the queries.")
  @Nullable Path queryDescriptors;

  @Option(
      names = "--rankings",
      paramLabel = "FILE",
      description =
          "Take the candidates of another program: pairs QUERY IMAGE, with or without commas and a"
              + " score, or lines QUERY IMAGE IMAGE... (default: search for them).")
  @Nullable Path rankings;

  @Option(
      names = "--rerank",
      paramLabel = "N",
      description = "Candidates to re-rank; 0 leaves the order of the global search.")
  public @Nullable Integer rerank;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of the random choices.")
  @Nullable Long seed;

  /** The preset with the given options put over it. */
  public PipelineConfig config() {
    try {
      return config(preset.config());
    } catch (InputException e) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private PipelineConfig config(PipelineConfig base) {
    List<PatchScale> scales = scales(base);
    MatchConfig scored = scored(base.matching());
    MatchConfig matching =
        new MatchConfig(
            scored.scorer(),
            scored.inlierTolerance(),
            fusion == null ? scored.fusion() : scored.fusions().parse(fusion),
            weights(base, scales.size()),
            or(globalWeight, base.matching().globalWeight()),
            or(matchPrecision, base.matching().precision()));
    String network = or(backbone, base.backbone().id());
    ModelsFolder models = ModelsFolder.standard();
    BackboneChoice chosen =
        FittingWeights.complete(
            new BackboneChoice(
                network, file(base, models), randomParts, tokens(network, base.backbone())),
            models);
    @Nullable Path file = chosen.weights();
    Aggregator named = aggregator == null ? base.aggregator() : Aggregators.ALL.parse(aggregator);
    Aggregator chosenAggregator =
        aggregatorWeights == null ? named : named.withHead(models.resolve(aggregatorWeights));
    TrainedOptions trained =
        TrainedOptions.of(vocabulary, wpca, network, file, models, whitening != null);
    return base.withImageSize(or(imageSize, base.imageSize()))
        .withDecoding(or(decoding, base.decoding()))
        .withBackbone(chosen)
        .withPrecision(or(precision, base.precision()))
        .withAggregator(
            words(chosenAggregator, trained), trained.reduction(reduction(base.reduction())))
        .withIndex(
            new IndexConfig(
                or(index, base.index().factory()),
                or(nprobe, base.index().nprobe()),
                or(efSearch, base.index().efSearch())))
        .withScales(scales, matching)
        .withRerank(or(rerank, base.rerank()))
        .withCameras(or(cameras, base.cameras()))
        .withRetrieval(retrieval(base.retrieval()))
        .withMix(mix == null ? base.mix() : MixFile.parse(mix));
  }

  /**
   * The file that is named, else that of the preset; another one would not give what it stands for.
   */
  private @Nullable Path file(PipelineConfig base, ModelsFolder models) {
    if (weights != null) {
      return models.resolve(weights);
    }
    if (!preset.needsWeights() || (backbone != null && !backbone.equals(base.backbone().id()))) {
      return null;
    }
    return preset
        .download()
        .map(name -> models.path().resolve(ModelCatalog.read(models).get(name).file()))
        .filter(Files::isRegularFile)
        .orElseThrow(() -> new InputException(preset.missing()));
  }

  private TokenChoice tokens(String network, BackboneChoice usual) {
    TokenChoice own = network.equals(usual.id()) ? usual.tokens() : TokenChoice.OUTPUT;
    return new TokenChoice(
        layer == null ? own.layer() : TokenChoice.layer(layer),
        facet == null ? own.facet() : TokenFacet.parse(facet));
  }

  private RetrievalSource retrieval(RetrievalSource usual) {
    if (rankings != null && globalWeight != null && globalWeight > 0) {
      throw new InputException(
          "--rankings does not say how similar candidates are, so --global-weight "
              + globalWeight
              + " would count for nothing; leave it out.");
    }
    if (globalDescriptors != null && rankings != null) {
      throw new InputException(
          "Candidates come either from --global-descriptors or from --rankings; leave one out.");
    }
    if (queryDescriptors != null && globalDescriptors == null) {
      throw new InputException("--query-descriptors goes with --global-descriptors.");
    }
    if (globalDescriptors != null) {
      return RetrievalSource.descriptors(globalDescriptors, Optional.ofNullable(queryDescriptors));
    }
    return rankings == null ? usual : RetrievalSource.rankings(rankings);
  }

  private MatchConfig scored(MatchConfig base) {
    MatchConfig within = ransacTolerance == null ? base : base.withTolerance(ransacTolerance);
    MatchConfig scored =
        scorer == null ? within : within.withScorer(within.scorers().parse(scorer));
    if (ransacTolerance != null && scored.inlierTolerance() != ransacTolerance) {
      throw new InputException(
          "--scorer "
              + scorer
              + " says another tolerance than --ransac-tolerance "
              + ransacTolerance
              + "; leave one of them out.");
    }
    return scored;
  }

  /** The aggregator with the clusters that the options ask for. */
  private Aggregator words(Aggregator chosen, TrainedOptions trained) {
    Optional<VocabularyConfig> usual = chosen.words();
    if (usual.isEmpty()) {
      boolean asked =
          Stream.of(
                  clusters,
                  version,
                  vocabulary,
                  vocabularySamples,
                  vocabularyIterations,
                  normalizeInput,
                  whitenResiduals,
                  weighWords)
              .anyMatch(Objects::nonNull);
      if (asked) {
        // Says that there are no clusters to choose.
        return chosen.withWords(new VocabularyConfig(2, 2, 1, 1));
      }
      return chosen;
    }
    VocabularyConfig words = usual.get();
    return chosen.withWords(
        trained.vocabulary(
            new VocabularyConfig(
                    or(clusters, words.clusters()),
                    or(vocabularySamples, words.samples()),
                    or(vocabularyIterations, words.iterations()),
                    or(seed, words.seed()),
                    or(version, words.version()),
                    or(normalizeInput, words.normalizeInput()))
                .withRefinement(
                    or(whitenResiduals, words.whitenResiduals()),
                    or(weighWords, words.weighWords())),
            clusters != null));
  }

  /** The names of the presets, for help and completion. */
  static final class PresetNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Preset.values()).map(Preset::toString).iterator();
    }
  }

  /** The names of the aggregators, for help and completion. */
  static final class AggregatorNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Aggregators.ALL.ids().iterator();
    }
  }

  /** The names of the scorers, for help and completion. */
  static final class ScorerNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return PairScorers.ALL.ids().iterator();
    }
  }

  /** The names of the fusions, for help and completion. */
  static final class FusionNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Fusions.ALL.ids().iterator();
    }
  }

  private static <T> T or(@Nullable T given, T otherwise) {
    return given == null ? otherwise : given;
  }

  private List<PatchScale> scales(PipelineConfig base) {
    List<Integer> sizes = or(patchSizes, base.scales().stream().map(PatchScale::size).toList());
    List<Integer> steps =
        or(
            strides,
            patchSizes == null
                ? base.scales().stream().map(PatchScale::stride).toList()
                : Collections.nCopies(sizes.size(), 1));
    if (steps.size() != sizes.size()) {
      throw new InputException(
          String.format(
              "%d patch sizes need as many strides, not %d.", sizes.size(), steps.size()));
    }
    List<PatchScale> scales = new ArrayList<>();
    for (int i = 0; i < sizes.size(); i++) {
      scales.add(new PatchScale(sizes.get(i), steps.get(i)));
    }
    return scales;
  }

  private List<Double> weights(PipelineConfig base, int scales) {
    List<Double> usual = base.matching().weights();
    return or(
        patchWeights, usual.size() == scales ? usual : Collections.nCopies(scales, 1.0 / scales));
  }

  private ReductionConfig reduction(ReductionConfig base) {
    int dimensions = base.dimensions();
    if (whitening != null) {
      dimensions = whitening.equalsIgnoreCase("none") ? 0 : number(whitening);
    }
    return new ReductionConfig(
        dimensions, or(whiteningPower, base.whitening()), Math.max(base.samples(), 2 * dimensions));
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new InputException(
          "--whitening takes a number of dimensions or none, not '" + text + "'.", e);
    }
  }
}
