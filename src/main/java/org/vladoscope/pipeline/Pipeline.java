package org.vladoscope.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.graph.CostEstimate;
import org.vladoscope.graph.StageClock;
import org.vladoscope.graph.StageLog;
import org.vladoscope.graph.Workload;
import org.vladoscope.match.PairMatch;
import org.vladoscope.metric.SimilaritySource;
import org.vladoscope.ranking.Evaluation;
import org.vladoscope.ranking.PartialRanking;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.step.ClusterExamples;
import org.vladoscope.step.ExampleStage;
import org.vladoscope.step.FeatureStage;
import org.vladoscope.step.GlobalDescriptors;
import org.vladoscope.step.GlobalProjection;
import org.vladoscope.step.MapDescriptors;
import org.vladoscope.step.MapStage;
import org.vladoscope.step.MatchStage;
import org.vladoscope.step.PatchStage;
import org.vladoscope.step.SimilarityTiles;
import org.vladoscope.vlad.GlobalAnatomy;
import org.vladoscope.vlad.SoftAssignment;
import org.vladoscope.vlad.Vocabulary;

/**
 * The way from a map and a configuration to answers. Cheap to make: what another pipeline of the
 * same workspace has computed before the first setting that differs is found again. Safe to use
 * from several threads.
 *
 * <p>Methods that take a {@link Progress} throw {@link java.util.concurrent.CancellationException}
 * soon after it is cancelled, and leave usable caches. {@link org.vladoscope.common.InputException}
 * tells of unusable images and settings.
 */
public final class Pipeline {

  /** Descriptors kept for the tiles of a matrix: at least so many bytes. */
  private static final long MIN_TILE_BYTES = 64L << 20;

  private final PlaceMap map;
  private final PipelineConfig config;
  private final Compute compute;
  private final FeatureStage features;
  private final MapStage mapStage;
  private final PatchStage patches;
  private final MatchStage matches;
  private final ExampleStage examples;
  private final Answers answers;
  private final WorkPlan plan;
  private final StageLog log;
  private final StageClock clock = new StageClock();

  Pipeline(
      PlaceMap map,
      MapImages images,
      PipelineConfig config,
      Compute compute,
      FeatureStage features,
      MapStage mapStage,
      PatchStage patches,
      MatchStage matches,
      ExampleStage examples,
      StageLog log) {
    this.map = map;
    this.log = log;
    this.config = config;
    this.compute = compute;
    this.features = features;
    this.mapStage = mapStage;
    this.patches = patches;
    this.matches = matches;
    this.examples = examples;
    Retrieval retrieval = new Retrieval(map, images, config, mapStage);
    this.answers = new Answers(map, config, compute, mapStage, matches, retrieval);
    this.plan = new WorkPlan(map, images, config, mapStage, patches, matches, retrieval, clock);
  }

  /** The configuration this pipeline runs. */
  public PipelineConfig config() {
    return config;
  }

  /** Computes what every query needs: features, vocabulary, global descriptors, projection. */
  public void prepare(Progress progress) {
    // Settings that do not fit are refused before anything is computed.
    matches.grids(config);
    MapDescriptors descriptors = mapStage.describe(config, clock, progress.part(0, .95));
    progress.report("Preparing patch descriptors", .95);
    progress.check();
    clock.time("vocabulary", () -> patches.projection(descriptors, config, progress.part(.95, 1)));
    progress.report("Ready", 1);
  }

  /**
   * Everything that is trained on the map, for export. Computes what {@link #prepare} does.
   *
   * @throws org.vladoscope.common.InputException if the projection cannot be fitted on that
   */
  public ModelExport trained(ProjectionSource source, Progress progress) {
    matches.grids(config);
    MapDescriptors descriptors = descriptors(progress.part(0, .7));
    Progress fitting = progress.part(.7, 1);
    return new ModelExport(
        map.name(),
        config,
        features.info(config.backbone()),
        features.preprocessing(config),
        descriptors.vocabulary(),
        source == ProjectionSource.PATCHES
            ? patches.projection(descriptors, config, fitting)
            : Optional.of(
                new GlobalProjection(mapStage, compute).fit(descriptors, config, fitting)),
        source);
  }

  private MapDescriptors descriptors(Progress progress) {
    return mapStage.describe(config, clock, progress);
  }

  /** Images of the map that could not be read and why, by {@code database/NAME} and the like. */
  public Map<String, String> failures() {
    return descriptors(Progress.NONE).failures();
  }

  /** The map's visual words. */
  public Vocabulary vocabulary() {
    return descriptors(Progress.NONE).vocabulary();
  }

  /** How the cells of an image are shared among the words. */
  public SoftAssignment assignment(PlaceImage image, Progress progress) {
    Vocabulary words = descriptors(progress).vocabulary();
    progress.check();
    return words.assign(features.features(image, config));
  }

  /** What each cell and each word brings into the global descriptor of an image. */
  public GlobalAnatomy anatomy(PlaceImage image, Progress progress) {
    Vocabulary words = descriptors(progress).vocabulary();
    progress.check();
    return GlobalAnatomy.of(features.features(image, config), words);
  }

  /** The cells that are most typical of each cluster, in a sample of the database images. */
  public ClusterExamples clusterExamples(Progress progress) {
    return examples.examples(descriptors(progress.part(0, .5)), config, progress.part(.5, 1));
  }

  /** What the descriptors of an image are made from. */
  public DescriptorInputs inputs(PlaceImage image, Progress progress) {
    prepare(progress);
    MapDescriptors descriptors = descriptors(Progress.NONE);
    return new DescriptorInputs(
        features.features(image, config),
        descriptors.vocabulary(),
        patches.projection(descriptors, config, Progress.NONE));
  }

  /** The global descriptor of an image, {@code K·C} values of unit length. */
  public float[] global(PlaceImage image) {
    MapDescriptors descriptors = descriptors(Progress.NONE);
    return mapStage.global(image, descriptors.vocabulary(), descriptors.vocabularyKey(), config);
  }

  /**
   * How similar all queries and all database images are by their global descriptors, to be computed
   * in tiles. Those of database images are known then; a query's is computed when a tile needs it.
   */
  public SimilarityTiles similarityTiles(Progress progress) {
    MapDescriptors descriptors = descriptors(progress);
    return new SimilarityTiles(
        new GlobalDescriptors(map, config, mapStage, descriptors),
        compute,
        Math.max(MIN_TILE_BYTES, Runtime.getRuntime().maxMemory() / 16));
  }

  /**
   * The descriptors of an image's patches.
   *
   * @return for each patch size {@code [patches, P]}, rows of unit length
   */
  public List<FloatMatrix> patches(PlaceImage image, Progress progress) {
    return patches.patches(image, config.scales(), descriptors(progress), config, progress);
  }

  /** Everything there is to say about two images, which need not belong to the map. */
  public PairMatch match(PlaceImage query, PlaceImage candidate, Progress progress) {
    return matches.pair(query, candidate, descriptors(progress), config, progress);
  }

  /**
   * How similar one patch of the query is to every patch of the candidate.
   *
   * @param scale index of the patch size
   * @param patch number of the query's patch
   */
  public float[] similarities(
      PlaceImage query, int scale, int patch, PlaceImage candidate, Progress progress) {
    return matches.similarities(
        query,
        config.scales().get(scale),
        patch,
        candidate,
        descriptors(progress),
        config,
        progress);
  }

  /** Answers a query, which need not belong to the map. */
  public QueryResult query(PlaceImage query, Progress progress) {
    return query(query, progress, partial -> {});
  }

  /**
   * Answers a query, and tells now and then what is known so far.
   *
   * @param sofar called from any thread, in order, a few times a second while candidates are
   *     compared; not at all if that is done at once
   */
  public QueryResult query(PlaceImage query, Progress progress, Consumer<PartialRanking> sofar) {
    prepare(progress.part(0, .5));
    MapDescriptors descriptors = descriptors(progress);
    return answers.to(query, descriptors, progress.part(.5, 1), sofar);
  }

  /**
   * What would have to be computed to answer a query and to show a pair, given what is kept from
   * before. Where the vocabulary itself is missing, all that follows from it is counted. Computes
   * nothing, but looks for files: not for the JavaFX thread.
   *
   * @param query the query, or null for the map alone
   * @param shown the candidate that is compared with it, or null
   */
  public Workload workload(
      @Nullable PlaceImage query, @Nullable PlaceImage shown, Progress progress) {
    return plan.workload(query, shown, progress);
  }

  /**
   * What would have to be computed to answer all queries of the map, given what is kept from
   * before. Computes nothing, but looks for files: not for the JavaFX thread.
   */
  public Workload evaluationWork(Progress progress) {
    return plan.evaluation(progress);
  }

  /** What this configuration will cost, see {@link #workload}. */
  public CostEstimate cost(
      @Nullable PlaceImage query, @Nullable PlaceImage shown, Progress progress) {
    return CostEstimate.of(
        config,
        features.info(config.backbone()),
        map.database().size(),
        workload(query, shown, progress),
        log.times(),
        compute.threads());
  }

  /**
   * Which index searches, for people: "FAISS 1.7.3, Flat", or that FAISS is not used. Computes what
   * {@link #prepare} does.
   */
  public String indexDescription() {
    return descriptors(Progress.NONE).index().description();
  }

  /**
   * The similarities of the global descriptors of all queries and database images of the map, for
   * metrics over the whole matrix. Computes what {@link #prepare} does.
   */
  public SimilaritySource similarities(Progress progress) {
    MapDescriptors descriptors = descriptors(progress);
    return new GlobalSimilarities(
        new GlobalDescriptors(map, config, mapStage, descriptors),
        config.reduction().file() == null
            ? descriptors.vocabulary().descriptorLength()
            : config.reduction().dimensions(),
        map.queriesAreDatabase(),
        compute);
  }

  /** Answers every query of the map that can be read. */
  public Evaluation evaluate(Progress progress) {
    prepare(progress.part(0, .6));
    return answers.toAll(descriptors(Progress.NONE), clock, progress.part(.6, 1));
  }
}
