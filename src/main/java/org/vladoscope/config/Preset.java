package org.vladoscope.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vladoscope.aggregate.Aggregators;
import org.vladoscope.common.InputException;
import org.vladoscope.compute.Precision;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.TokenChoice;
import org.vladoscope.feature.TokenFacet;
import org.vladoscope.image.Decoding;
import org.vladoscope.image.ImageSize;
import org.vladoscope.index.IndexConfig;
import org.vladoscope.match.CohortFusion;
import org.vladoscope.match.MatchConfig;
import org.vladoscope.match.PairScorer;
import org.vladoscope.match.RansacScore;
import org.vladoscope.match.RapidScore;
import org.vladoscope.match.WeightedRapidScore;
import org.vladoscope.vlad.PatchScale;
import org.vladoscope.vlad.ReductionConfig;
import org.vladoscope.vlad.VocabularyConfig;

/**
 * Named configurations: our own default, the three published with Patch-NetVLAD, and those of other
 * programs, which rank by global descriptors alone and need a file with weights.
 */
public enum Preset {
  /** Chosen by measurement for the embedded network; see the decision record on the default. */
  DEFAULT,
  /** Most accurate of the published ones. */
  PERFORMANCE,
  /** Fastest of the published ones. */
  SPEED,
  /** Smallest of the published ones. */
  STORAGE,
  /** AnyLoc: values of layer 31 of DINOv2 ViT-g, hard VLAD with 32 clusters. */
  ANYLOC,
  /** SALAD on a fine-tuned DINOv2 ViT-B. */
  SALAD,
  /** MegaLoc on a fine-tuned DINOv2 ViT-B. */
  MEGALOC,
  /** SuperVLAD on a fine-tuned DINOv2 ViT-B. */
  SUPERVLAD,
  /** CosPlace with VGG16 and 512 values. */
  COSPLACE;

  private static final PairScorer RAPID = new RapidScore();
  private static final PairScorer WEIGHTED_RAPID = new WeightedRapidScore();

  /** Of the default configuration; see the decision record on scores. */
  private static final double GLOBAL_WEIGHT = .3;

  private static final int DIMENSIONS = 256;

  /** Twice as many took four times as long with 64 clusters, and found no place more. */
  private static final int SAMPLED_PATCHES = 3000;

  /** Patch sizes count alike: no other weights did better on sets they were not chosen by. */
  private static final List<Double> EQUAL = List.of(1.0, 1.0, 1.0);

  private static final PairScorer RANSAC = new RansacScore(1.5);

  /** Reads a preset's name. */
  public static Preset parse(String text) {
    for (Preset preset : values()) {
      if (preset.name().equalsIgnoreCase(text.trim())) {
        return preset;
      }
    }
    throw new InputException("'" + text + "' is not a preset; choose " + names() + ".");
  }

  /** All names for a sentence: "default, performance or speed". */
  public static String names() {
    List<String> names = Arrays.stream(values()).map(Preset::toString).toList();
    return String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.getLast();
  }

  /** Name of the download that holds its weights, if it needs one that can be downloaded. */
  public Optional<String> download() {
    return switch (this) {
      case DEFAULT, PERFORMANCE, SPEED, STORAGE, SUPERVLAD -> Optional.empty();
      case ANYLOC -> Optional.of("dinov2_vitg14");
      case SALAD -> Optional.of("dino_salad");
      case MEGALOC -> Optional.of("megaloc");
      case COSPLACE -> Optional.of("cosplace-vgg16-512");
    };
  }

  /** Says that the file with its weights is missing, and how to get it. */
  public String missing() {
    return "The preset "
        + this
        + " needs the file with its weights: "
        + download()
            .map(name -> "get it with models download " + name + ", or name one")
            .orElse("its authors link theirs at github.com/Lu-Feng/SuperVLAD; name it")
        + " (--weights FILE, or Model\u2026 in the configuration).";
  }

  /** True if it is nothing without a file with weights. */
  public boolean needsWeights() {
    return config().backbone().weights() == null
        && !config().backbone().id().equals(BackboneChoice.EMBEDDED.id());
  }

  /** The configuration it stands for, with other weights if they are for the same network. */
  public PipelineConfig config(BackboneChoice weights) {
    PipelineConfig own = config();
    return own.backbone().id().equals(weights.id())
        ? own.withBackbone(weights.withTokens(own.backbone().tokens()))
        : own;
  }

  /** The configuration it stands for. */
  public PipelineConfig config() {
    List<Double> three = List.of(.45, .15, .40);
    return switch (this) {
      case DEFAULT ->
          calibrated(config(scales(2, 2, 5, 8), EQUAL, DIMENSIONS, 0, WEIGHTED_RAPID, 20));
      case PERFORMANCE -> published(config(scales(1, 2, 5, 8), three, 4096, 1, RANSAC, 100));
      case SPEED -> published(config(scales(1, 5), List.of(1.0), 512, 1, RAPID, 100));
      case STORAGE -> published(config(scales(1, 5), List.of(1.0), 128, 1, RAPID, 100));
      case ANYLOC ->
          ofOthers(
              "dinov2",
              new TokenChoice(31, TokenFacet.VALUE),
              "anyloc-hard",
              new ImageSize(630, 476));
      case SALAD, MEGALOC, SUPERVLAD ->
          ofOthers("dinov2", TokenChoice.OUTPUT, toString(), new ImageSize(322, 322));
      case COSPLACE -> ofOthers("vgg16", TokenChoice.OUTPUT, "gem", new ImageSize(640, 480));
    };
  }

  /** With what the published ones have not: scores measured against a cohort, fewer samples. */
  private static PipelineConfig calibrated(PipelineConfig config) {
    return config
        .withReduction(new ReductionConfig(DIMENSIONS, 0, SAMPLED_PATCHES))
        .withMatching(
            config.matching().withFusion(CohortFusion.USUAL).withGlobalWeight(GLOBAL_WEIGHT));
  }

  /** Of a program that does not re-rank. */
  private static PipelineConfig ofOthers(
      String backbone, TokenChoice tokens, String aggregator, ImageSize size) {
    return config(scales(1, 2, 5, 8), EQUAL, DIMENSIONS, 0, WEIGHTED_RAPID, 0)
        .withImageSize(size)
        .withBackbone(new BackboneChoice(backbone, null).withTokens(tokens))
        .withAggregator(Aggregators.ALL.of(aggregator));
  }

  /** With clusters as clustering leaves them. */
  private static PipelineConfig published(PipelineConfig config) {
    return config.withWords(new VocabularyConfig(32, 20_000, 50, 1));
  }

  private static List<PatchScale> scales(int stride, int... sizes) {
    return Arrays.stream(sizes).mapToObj(size -> new PatchScale(size, stride)).toList();
  }

  private static PipelineConfig config(
      List<PatchScale> scales,
      List<Double> weights,
      int dimensions,
      double whitening,
      PairScorer scorer,
      int rerank) {
    return new PipelineConfig(
        new ImageSize(640, 480),
        Decoding.EXACT,
        BackboneChoice.EMBEDDED,
        Precision.FP32,
        Aggregators.ALL.all().getFirst(),
        IndexConfig.FLAT,
        scales,
        new ReductionConfig(dimensions, whitening, Math.max(6000, dimensions * 2)),
        new MatchConfig(scorer, 1.5, weights, 0),
        rerank,
        CameraFusion.BEST,
        RetrievalSource.COMPUTED,
        ClusterMix.NONE);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
