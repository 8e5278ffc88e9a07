package org.vladoscope.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.vladoscope.aggregate.Aggregator;
import org.vladoscope.common.InputException;
import org.vladoscope.compute.Precision;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.backbone.Backbones;
import org.vladoscope.feature.checkpoint.Head;
import org.vladoscope.image.Decoding;
import org.vladoscope.image.ImageSize;
import org.vladoscope.index.IndexConfig;
import org.vladoscope.match.MatchConfig;
import org.vladoscope.vlad.PatchScale;
import org.vladoscope.vlad.ReductionConfig;
import org.vladoscope.vlad.VocabularyConfig;

/**
 * Everything that determines a result, in the order of the stages. A changed setting is a new
 * configuration; what was computed before the changed stage is found again by its key.
 *
 * @param imageSize images are resized to this
 * @param decoding how photographs that are much larger become so small
 * @param backbone network for local features
 * @param precision what the network's layers and the projection round their factors to; see {@link
 *     #networkPrecision} and {@link #projectionPrecision}
 * @param aggregator how features become descriptors
 * @param index how global descriptors are searched
 * @param scales patch sizes and strides, one or more
 * @param reduction how patch descriptors are shortened
 * @param matching how patches are matched and scores joined; one weight per scale
 * @param rerank how many candidates of the global search are ranked anew, 0 for none
 * @param cameras how the images of several cameras at one place are used together
 * @param retrieval where the candidates come from
 * @param mix how much clusters count in global descriptors
 */
public record PipelineConfig(
    ImageSize imageSize,
    Decoding decoding,
    BackboneChoice backbone,
    Precision precision,
    Aggregator aggregator,
    IndexConfig index,
    List<PatchScale> scales,
    ReductionConfig reduction,
    MatchConfig matching,
    int rerank,
    CameraFusion cameras,
    RetrievalSource retrieval,
    ClusterMix mix) {

  /** Checks that the parts fit together. */
  public PipelineConfig {
    scales = List.copyOf(scales);
    if (scales.isEmpty()) {
      throw new InputException("At least one patch size is needed, for example 5.");
    }
    if (matching.weights().size() != scales.size()) {
      throw new InputException(
          String.format(
              "%d patch sizes need as many weights, not %d.",
              scales.size(), matching.weights().size()));
    }
    if (reduction.file() != null && !aggregator.file().equals(Optional.of(reduction.file()))) {
      throw new InputException(
          "The projection of "
              + reduction.file()
              + " only goes with the vocabulary of the same file; use both or neither.");
    }
    if (precision == Precision.INT8) {
      throw new InputException(
          "Descriptors cannot be computed in int8, only compared; choose precision fp32 or bf16,"
              + " and int8 for matching.");
    }
    if (rerank < 0) {
      throw new InputException(
          "The number of candidates to re-rank is 0 or more, not " + rerank + ".");
    }
    if (!mix.isNone()) {
      withoutMix(aggregator, retrieval)
          .ifPresent(
              reason -> {
                throw new InputException(reason + " Leave the mix " + mix + " out.");
              });
      aggregator.words().ifPresent(words -> mix.factors(words.clusters()));
    }
  }

  /** Why clusters cannot be mixed, as a sentence; empty if they can be. */
  public Optional<String> withoutMix() {
    return withoutMix(aggregator, retrieval);
  }

  private static Optional<String> withoutMix(Aggregator aggregator, RetrievalSource retrieval) {
    if (!retrieval.isComputed()) {
      return Optional.of(
          "Candidates come from the "
              + retrieval.label()
              + ", which do not say which part of a descriptor belongs to which cluster.");
    }
    return aggregator.withoutMix();
  }

  /** The precision of the network's layers: full precision if they know no other. */
  public Precision networkPrecision() {
    return Backbones.precision(backbone, precision);
  }

  /** The precision of the projection of descriptors: full precision if nothing is projected. */
  public Precision projectionPrecision() {
    return reduction.isNone() ? Precision.FP32 : precision;
  }

  /** True if the patches of candidates are compared; else they stay as they were found. */
  public boolean reranks() {
    return rerank > 0 && aggregator.hasPatches();
  }

  /** The most pairs whose patches are compared for one query: its candidates and the cohort. */
  public int pairs() {
    return reranks() ? rerank + matching.fusion().cohort() : 0;
  }

  /** True if images are looked at to answer queries; else files of another program suffice. */
  public boolean usesPictures() {
    return retrieval.isComputed() || reranks();
  }

  /** True if the projection of patch descriptors is fitted on images of the map. */
  public boolean fitsProjection() {
    return aggregator.hasPatches() && !reduction.isNone() && reduction.file() == null;
  }

  /** True if what describes images is learned on those of the map; else files hold all of it. */
  public boolean learnsOnMap() {
    return aggregatorWithFile().sampling().cells() > 0 || fitsProjection();
  }

  /** The same with other images. */
  public PipelineConfig withImageSize(ImageSize size) {
    return new PipelineConfig(
        size,
        decoding,
        backbone,
        precision,
        aggregator,
        index,
        scales,
        reduction,
        matching,
        rerank,
        cameras,
        retrieval,
        mix);
  }

  /** The same with photographs decoded in another way. */
  public PipelineConfig withDecoding(Decoding other) {
    return new PipelineConfig(
        imageSize,
        other,
        backbone,
        precision,
        aggregator,
        index,
        scales,
        reduction,
        matching,
        rerank,
        cameras,
        retrieval,
        mix);
  }

  /** The same with another network. */
  public PipelineConfig withBackbone(BackboneChoice choice) {
    return new PipelineConfig(
        imageSize,
        decoding,
        choice,
        precision,
        aggregator,
        index,
        scales,
        reduction,
        matching,
        rerank,
        cameras,
        retrieval,
        mix);
  }

  /** The same with network and projection in another precision. */
  public PipelineConfig withPrecision(Precision other) {
    return new PipelineConfig(
        imageSize,
        decoding,
        backbone,
        other,
        aggregator,
        index,
        scales,
        reduction,
        matching,
        rerank,
        cameras,
        retrieval,
        mix);
  }

  /** The same with another aggregator. */
  public PipelineConfig withAggregator(Aggregator other) {
    return new PipelineConfig(
        imageSize, decoding, backbone, precision, other, index, scales, reduction, matching, rerank,
        cameras, retrieval, mix);
  }

  /**
   * The same with another vocabulary.
   *
   * @throws InputException if the aggregator has none
   */
  public PipelineConfig withWords(VocabularyConfig words) {
    return withAggregator(aggregator.withWords(words));
  }

  /**
   * The same with another vocabulary and, since a trained one belongs to them, another reduction.
   */
  public PipelineConfig withWords(VocabularyConfig words, ReductionConfig projection) {
    return withAggregator(aggregator.withWords(words), projection);
  }

  /**
   * The aggregator with the file its weights are taken from: its own, else the backbone's, which
   * may hold them too. Nothing is read; the aggregator says when the file does not hold them.
   */
  public Aggregator aggregatorWithFile() {
    Path besides = backbone.weights();
    return aggregator.head() == Head.NONE || aggregator.file().isPresent() || besides == null
        ? aggregator
        : aggregator.withHead(besides);
  }

  /** How its vocabulary comes about, if the aggregator has any. */
  public Optional<VocabularyConfig> words() {
    return aggregator.words();
  }

  /** The same with another index. */
  public PipelineConfig withIndex(IndexConfig config) {
    return new PipelineConfig(
        imageSize,
        decoding,
        backbone,
        precision,
        aggregator,
        config,
        scales,
        reduction,
        matching,
        rerank,
        cameras,
        retrieval,
        mix);
  }

  /** The same with other patches and, since they belong together, another matching. */
  public PipelineConfig withScales(List<PatchScale> newScales, MatchConfig newMatching) {
    return new PipelineConfig(
        imageSize,
        decoding,
        backbone,
        precision,
        aggregator,
        index,
        newScales,
        reduction,
        newMatching,
        rerank,
        cameras,
        retrieval,
        mix);
  }

  /** The same with another reduction. */
  public PipelineConfig withReduction(ReductionConfig config) {
    return new PipelineConfig(
        imageSize,
        decoding,
        backbone,
        precision,
        aggregator,
        index,
        scales,
        config,
        matching,
        rerank,
        cameras,
        retrieval,
        mix);
  }

  /** The same with another aggregator and, since a trained one belongs to it, another reduction. */
  public PipelineConfig withAggregator(Aggregator other, ReductionConfig projection) {
    return withReduction(new ReductionConfig(0, 0, 2))
        .withAggregator(other)
        .withReduction(projection);
  }

  /** The same with another matching. */
  public PipelineConfig withMatching(MatchConfig config) {
    return new PipelineConfig(
        imageSize,
        decoding,
        backbone,
        precision,
        aggregator,
        index,
        scales,
        reduction,
        config,
        rerank,
        cameras,
        retrieval,
        mix);
  }

  /** The same with another number of candidates. */
  public PipelineConfig withRerank(int candidates) {
    return new PipelineConfig(
        imageSize,
        decoding,
        backbone,
        precision,
        aggregator,
        index,
        scales,
        reduction,
        matching,
        candidates,
        cameras,
        retrieval,
        mix);
  }

  /** The same with another use of several cameras. */
  public PipelineConfig withCameras(CameraFusion fusion) {
    return new PipelineConfig(
        imageSize,
        decoding,
        backbone,
        precision,
        aggregator,
        index,
        scales,
        reduction,
        matching,
        rerank,
        fusion,
        retrieval,
        mix);
  }

  /** The same with candidates from elsewhere. */
  public PipelineConfig withRetrieval(RetrievalSource source) {
    return new PipelineConfig(
        imageSize,
        decoding,
        backbone,
        precision,
        aggregator,
        index,
        scales,
        reduction,
        matching,
        rerank,
        cameras,
        source,
        mix);
  }

  /** The same with clusters that count otherwise. */
  public PipelineConfig withMix(ClusterMix other) {
    return new PipelineConfig(
        imageSize,
        decoding,
        backbone,
        precision,
        aggregator,
        index,
        scales,
        reduction,
        matching,
        rerank,
        cameras,
        retrieval,
        other);
  }
}
