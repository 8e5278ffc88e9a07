package org.vladoscope.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.vladoscope.aggregate.Aggregator;
import org.vladoscope.aggregate.Aggregators;
import org.vladoscope.common.InputException;
import org.vladoscope.compute.Precision;
import org.vladoscope.config.ClusterMix;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.config.RetrievalSource;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.TokenChoice;
import org.vladoscope.feature.TokenFacet;
import org.vladoscope.feature.backbone.Backbones;
import org.vladoscope.image.Decoding;
import org.vladoscope.image.ImageSize;
import org.vladoscope.index.IndexConfig;
import org.vladoscope.match.Fusion;
import org.vladoscope.match.PairScorer;
import org.vladoscope.vlad.PatchScale;
import org.vladoscope.vlad.ReductionConfig;

/**
 * Settings to be tried in every combination. An empty list leaves a setting as it is.
 *
 * @param base everything that is not varied
 * @param retrievals where candidates come from
 * @param backbones networks
 * @param layers of vision transformers
 * @param facets of tokens
 * @param imageSizes sizes images are resized to
 * @param precisions of network and projection
 * @param aggregators how features become descriptors
 * @param clusters numbers of clusters K
 * @param indexes how global descriptors are searched
 * @param dimensions lengths of patch descriptors; 0 for not reduced
 * @param whitening exponents between 0 and 1
 * @param patchSizes sets of patch sizes
 * @param strides sets of strides: one for each patch size, or a single one for all of them
 * @param weights sets of weights, one for each patch size
 * @param matchPrecisions of comparing patches
 * @param scorers how matches are scored
 * @param fusions what scores are measured against
 * @param rerank numbers of candidates
 * @param mixes how much clusters count
 * @param decodings how large photographs become small
 */
public record SweepGrid(
    PipelineConfig base,
    List<RetrievalSource> retrievals,
    List<BackboneChoice> backbones,
    List<Integer> layers,
    List<TokenFacet> facets,
    List<ImageSize> imageSizes,
    List<Precision> precisions,
    List<Aggregator> aggregators,
    List<Integer> clusters,
    List<IndexConfig> indexes,
    List<Integer> dimensions,
    List<Double> whitening,
    List<List<Integer>> patchSizes,
    List<List<Integer>> strides,
    List<List<Double>> weights,
    List<Precision> matchPrecisions,
    List<PairScorer> scorers,
    List<Fusion> fusions,
    List<Integer> rerank,
    List<ClusterMix> mixes,
    List<Decoding> decodings) {

  /** More combinations than anyone waits for. */
  private static final int MOST = 5000;

  /** Copies the lists and checks how many combinations they make. */
  public SweepGrid {
    retrievals = List.copyOf(retrievals);
    backbones = List.copyOf(backbones);
    layers = List.copyOf(layers);
    facets = List.copyOf(facets);
    imageSizes = List.copyOf(imageSizes);
    precisions = List.copyOf(precisions);
    aggregators = List.copyOf(aggregators);
    clusters = List.copyOf(clusters);
    indexes = List.copyOf(indexes);
    dimensions = List.copyOf(dimensions);
    whitening = List.copyOf(whitening);
    patchSizes = List.copyOf(patchSizes);
    strides = List.copyOf(strides);
    weights = List.copyOf(weights);
    matchPrecisions = List.copyOf(matchPrecisions);
    scorers = List.copyOf(scorers);
    fusions = List.copyOf(fusions);
    rerank = List.copyOf(rerank);
    mixes = List.copyOf(mixes);
    decodings = List.copyOf(decodings);
    double combinations = 1;
    for (List<?> axis :
        List.of(
            retrievals,
            backbones,
            layers,
            facets,
            imageSizes,
            precisions,
            aggregators,
            clusters,
            indexes,
            dimensions,
            whitening,
            patchSizes,
            strides,
            weights,
            matchPrecisions,
            scorers,
            fusions,
            rerank,
            mixes,
            decodings)) {
      combinations *= Math.max(1, axis.size());
    }
    if (combinations > MOST) {
      throw new InputException(
          String.format(
              Locale.ROOT,
              "%.0f combinations are more than the %d a sweep can take; vary fewer settings.",
              combinations,
              MOST));
    }
  }

  /** A grid of one configuration. */
  public static SweepGrid of(PipelineConfig base) {
    return new SweepGrid(
        base, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
        List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
        List.of(), List.of(), List.of(), List.of(), List.of());
  }

  /**
   * A combination that makes no configuration.
   *
   * @param settings which, for people
   * @param reason why not, for people
   */
  public record Invalid(String settings, String reason) {}

  /**
   * All combinations.
   *
   * @param configs the configurations, all different; those that share most lie next to each other
   * @param invalid combinations that make none
   */
  public record Combinations(List<PipelineConfig> configs, List<Invalid> invalid) {

    /** Copies the lists. */
    public Combinations {
      configs = List.copyOf(configs);
      invalid = List.copyOf(invalid);
    }
  }

  /** Makes all combinations. */
  public Combinations combinations() {
    List<Invalid> invalid = new ArrayList<>();
    List<PipelineConfig> configs = List.of(base);
    configs = vary(configs, retrievals, PipelineConfig::withRetrieval, "candidates of", invalid);
    configs = vary(configs, backbones, PipelineConfig::withBackbone, "network", invalid);
    configs = vary(configs, tokens(), SweepGrid::withTokens, "tokens", invalid);
    configs = vary(configs, imageSizes, PipelineConfig::withImageSize, "image size", invalid);
    configs = vary(configs, precisions, PipelineConfig::withPrecision, "precision", invalid);
    configs = vary(configs, aggregators, SweepGrid::withAggregator, "aggregator", invalid);
    configs = vary(configs, clusters, SweepGrid::withClusters, "clusters", invalid);
    configs = vary(configs, mixes, PipelineConfig::withMix, "mix", invalid);
    configs = vary(configs, decodings, PipelineConfig::withDecoding, "decoding", invalid);
    configs = vary(configs, indexes, PipelineConfig::withIndex, "index", invalid);
    configs = vary(configs, dimensions, SweepGrid::withDimensions, "dimensions", invalid);
    configs = vary(configs, whitening, SweepGrid::withWhitening, "whitening", invalid);
    configs = patches(configs, invalid);
    // Deep lists first: they hold the matches of the shallow ones.
    List<Integer> deepFirst = rerank.stream().sorted(Collections.reverseOrder()).toList();
    configs = vary(configs, deepFirst, PipelineConfig::withRerank, "candidates", invalid);
    configs =
        vary(configs, matchPrecisions, SweepGrid::withMatchPrecision, "match precision", invalid);
    configs = vary(configs, scorers, SweepGrid::withScorer, "scorer", invalid);
    configs = vary(configs, fusions, SweepGrid::withFusion, "fusion", invalid);
    Set<PipelineConfig> different = new LinkedHashSet<>(configs);
    return new Combinations(List.copyOf(different), invalid);
  }

  private static <T> List<PipelineConfig> vary(
      List<PipelineConfig> configs,
      List<T> values,
      BiFunction<PipelineConfig, T, PipelineConfig> with,
      String name,
      List<Invalid> invalid) {
    if (values.isEmpty()) {
      return configs;
    }
    List<PipelineConfig> result = new ArrayList<>();
    Set<Invalid> refused = new LinkedHashSet<>();
    for (PipelineConfig config : configs) {
      for (T value : values) {
        try {
          result.add(with.apply(config, value));
        } catch (InputException e) {
          refused.add(new Invalid(name + " " + value, String.valueOf(e.getMessage())));
        }
      }
    }
    invalid.addAll(refused);
    return result;
  }

  /**
   * Another aggregator takes over the clusters that are in use, so that only what it does differs.
   */
  private static PipelineConfig withAggregator(PipelineConfig config, Aggregator other) {
    boolean isUsual = Aggregators.ALL.of(other.id()).equals(other);
    return config.withAggregator(
        isUsual && other.words().isPresent() && config.words().isPresent()
            ? other.withWords(config.words().get())
            : other);
  }

  /** A layer, a facet or both; what is not varied stays as it is. */
  private record Tokens(Optional<Integer> layer, Optional<TokenFacet> facet) {
    @Override
    public String toString() {
      return layer.map(l -> "of layer " + (l == TokenChoice.LAST ? "output" : l)).orElse("")
          + facet.map(f -> " " + f).orElse("");
    }
  }

  private List<Tokens> tokens() {
    if (layers.isEmpty() && facets.isEmpty()) {
      return List.of();
    }
    List<Tokens> all = new ArrayList<>();
    for (Optional<Integer> layer : orAsItIs(layers)) {
      for (Optional<TokenFacet> facet : orAsItIs(facets)) {
        all.add(new Tokens(layer, facet));
      }
    }
    return all;
  }

  private static <T> List<Optional<T>> orAsItIs(List<T> values) {
    return values.isEmpty()
        ? List.of(Optional.empty())
        : values.stream().map(Optional::of).toList();
  }

  private static PipelineConfig withTokens(PipelineConfig config, Tokens tokens) {
    BackboneChoice network = config.backbone();
    if (!Backbones.hasTokens(network.id())) {
      throw new InputException("The backbone " + network.id() + " has no layers to choose from.");
    }
    return config.withBackbone(
        network.withTokens(
            new TokenChoice(
                tokens.layer.orElse(network.tokens().layer()),
                tokens.facet.orElse(network.tokens().facet()))));
  }

  private static PipelineConfig withClusters(PipelineConfig config, int clusters) {
    return config.withAggregator(config.aggregator().with("clusters", String.valueOf(clusters)));
  }

  private static void requireFitted(ReductionConfig reduction) {
    if (reduction.file() != null) {
      throw new InputException(
          "The projection of " + reduction.file() + " is trained; length and whitening are given.");
    }
  }

  private static PipelineConfig withDimensions(PipelineConfig config, int dimensions) {
    ReductionConfig usual = config.reduction();
    requireFitted(usual);
    return config.withReduction(
        new ReductionConfig(
            dimensions, usual.whitening(), Math.max(usual.samples(), 2 * dimensions)));
  }

  private static PipelineConfig withWhitening(PipelineConfig config, double power) {
    ReductionConfig usual = config.reduction();
    requireFitted(usual);
    return config.withReduction(new ReductionConfig(usual.dimensions(), power, usual.samples()));
  }

  private static PipelineConfig withMatchPrecision(PipelineConfig config, Precision precision) {
    return config.withMatching(config.matching().withPrecision(precision));
  }

  private static PipelineConfig withScorer(PipelineConfig config, PairScorer scorer) {
    return config.withMatching(config.matching().withScorer(scorer));
  }

  private static PipelineConfig withFusion(PipelineConfig config, Fusion fusion) {
    return config.withMatching(config.matching().withFusion(fusion));
  }

  /** Patch sizes, strides and weights belong together. */
  private List<PipelineConfig> patches(List<PipelineConfig> configs, List<Invalid> invalid) {
    if (patchSizes.isEmpty() && strides.isEmpty() && weights.isEmpty()) {
      return configs;
    }
    List<Integer> usualSizes = base.scales().stream().map(PatchScale::size).toList();
    List<Integer> usualStrides = base.scales().stream().map(PatchScale::stride).toList();
    List<Double> usualWeights = base.matching().weights();
    List<PipelineConfig> result = new ArrayList<>();
    Set<Invalid> refused = new LinkedHashSet<>();
    for (PipelineConfig config : configs) {
      for (List<Integer> sizes : patchSizes.isEmpty() ? List.of(usualSizes) : patchSizes) {
        List<Integer> otherStrides =
            usualStrides.size() == sizes.size() ? usualStrides : List.of(usualStrides.getFirst());
        for (List<Integer> steps : strides.isEmpty() ? List.of(otherStrides) : strides) {
          List<Double> otherWeights =
              usualWeights.size() == sizes.size()
                  ? usualWeights
                  : Collections.nCopies(sizes.size(), 1.0 / sizes.size());
          for (List<Double> shares : weights.isEmpty() ? List.of(otherWeights) : weights) {
            try {
              result.add(withPatches(config, sizes, steps, shares));
            } catch (InputException e) {
              refused.add(
                  new Invalid(
                      "patch sizes " + sizes + ", strides " + steps + ", weights " + shares,
                      String.valueOf(e.getMessage())));
            }
          }
        }
      }
    }
    invalid.addAll(refused);
    return result;
  }

  private static PipelineConfig withPatches(
      PipelineConfig config, List<Integer> sizes, List<Integer> steps, List<Double> shares) {
    if (steps.size() != sizes.size() && steps.size() != 1) {
      throw new InputException(
          String.format(
              "%d patch sizes need as many strides, or one for all, not %d.",
              sizes.size(), steps.size()));
    }
    List<PatchScale> scales = new ArrayList<>();
    for (int i = 0; i < sizes.size(); i++) {
      scales.add(new PatchScale(sizes.get(i), steps.get(steps.size() == 1 ? 0 : i)));
    }
    return config.withScales(scales, config.matching().withWeights(shares));
  }
}
