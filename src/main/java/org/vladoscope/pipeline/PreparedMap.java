package org.vladoscope.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vladoscope.aggregate.AggregatorModel;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.index.DescriptorIndex;
import org.vladoscope.linalg.Whitening;
import org.vladoscope.match.MatchConfig;
import org.vladoscope.match.PairMatch;
import org.vladoscope.match.PairScorer;
import org.vladoscope.match.PatchSimilarity;
import org.vladoscope.match.RansacScorer;
import org.vladoscope.match.ScaleMatch;
import org.vladoscope.metric.SimilaritySource;
import org.vladoscope.step.ClusterExamples;
import org.vladoscope.step.DatabaseImages;
import org.vladoscope.step.PatchUnit;
import org.vladoscope.step.StepGraph;
import org.vladoscope.step.StepResources;
import org.vladoscope.step.Whole;
import org.vladoscope.vlad.GlobalAnatomy;
import org.vladoscope.vlad.SoftAssignment;
import org.vladoscope.vlad.Vocabulary;

/**
 * A map that is ready under a configuration: what is asked of it starts no indexing. Safe to use
 * from several threads.
 *
 * <p>Methods that take a {@link Progress} throw {@link java.util.concurrent.CancellationException}
 * soon after it is cancelled. {@link InputException} tells of unusable images.
 */
public final class PreparedMap {

  /** Descriptors kept for the tiles of a matrix: at least so many bytes. */
  private static final long MIN_TILE_BYTES = 64L << 20;

  private final PlaceMap map;
  private final MapImages images;
  private final StepGraph graph;
  private final StepResources resources;
  private final AggregatorModel model;
  private final DescriptorIndex index;
  private final Optional<Whitening> projection;

  PreparedMap(
      PlaceMap map,
      MapImages images,
      StepGraph graph,
      StepResources resources,
      AggregatorModel model,
      DescriptorIndex index,
      Optional<Whitening> projection) {
    this.map = map;
    this.images = images;
    this.graph = graph;
    this.resources = resources;
    this.model = model;
    this.index = index;
    this.projection = projection;
  }

  /** The configuration. */
  public PipelineConfig config() {
    return graph.config();
  }

  /** The map. */
  PlaceMap map() {
    return map;
  }

  /** Finds images of the map by their files. */
  MapImages images() {
    return images;
  }

  /** The steps of the configuration. */
  StepGraph graph() {
    return graph;
  }

  /** What is searched. */
  DatabaseImages database() {
    return graph.database();
  }

  /** The global descriptors of the database. */
  DescriptorIndex index() {
    return index;
  }

  /** Images of the map that could not be read and why, by {@code database/NAME} and the like. */
  public Map<String, String> failures() {
    return graph.database().failures();
  }

  /** True if an image of the map can be used. */
  boolean isUsable(String role, PlaceImage image) {
    return !failures().containsKey(role + image.name());
  }

  /** What describes images. */
  public AggregatorModel model() {
    return model;
  }

  /**
   * The map's visual words.
   *
   * @throws InputException if the aggregator has none
   */
  public Vocabulary vocabulary() {
    return model
        .vocabulary()
        .orElseThrow(
            () ->
                new InputException(
                    config().aggregator().label()
                        + " has no visual words, so cells cannot be shown as shared among them."));
  }

  /** What shortens patch descriptors; empty if they stay as they are. */
  public Optional<Whitening> projection() {
    return projection;
  }

  /** Which index searches, for people: "FAISS 1.7.3, Flat", or that FAISS is not used. */
  public String indexDescription() {
    return index.description();
  }

  /** How the cells of an image are shared among the words. */
  public SoftAssignment assignment(PlaceImage image, Progress progress) {
    Vocabulary words = vocabulary();
    progress.check();
    return words.assign(graph.value(graph.features(), image, progress));
  }

  /** What each cell and each word brings into the global descriptor of an image. */
  public GlobalAnatomy anatomy(PlaceImage image, Progress progress) {
    Vocabulary words = vocabulary();
    progress.check();
    return GlobalAnatomy.of(graph.value(graph.features(), image, progress), words);
  }

  /** The cells that are most typical of each cluster, in a sample of the database images. */
  public ClusterExamples clusterExamples(Progress progress) {
    return graph.value(graph.examples(), Whole.MAP, progress);
  }

  /** What the descriptors of an image are made from. */
  public DescriptorInputs inputs(PlaceImage image, Progress progress) {
    return new DescriptorInputs(
        graph.value(graph.features(), image, progress), vocabulary(), projection);
  }

  /** The global descriptor of an image, of unit length. */
  public float[] global(PlaceImage image, Progress progress) {
    return graph.value(graph.globals(), image, progress);
  }

  /**
   * How similar all queries and all database images are by their global descriptors, to be computed
   * in tiles. Those of database images are known; a query's is computed when a tile needs it.
   */
  public SimilarityTiles similarityTiles() {
    return new SimilarityTiles(
        new GlobalDescriptors(this),
        resources.compute(),
        Math.max(MIN_TILE_BYTES, Runtime.getRuntime().maxMemory() / 16));
  }

  /**
   * The similarities of the global descriptors of all queries and database images of the map, for
   * metrics over the whole matrix.
   */
  public SimilaritySource similarities() {
    return new GlobalSimilarities(
        new GlobalDescriptors(this),
        index.dimensions(),
        map.queriesAreDatabase(),
        resources.compute());
  }

  /**
   * The descriptors of an image's patches.
   *
   * @return for each patch size {@code [patches, P]}, rows of unit length
   */
  public List<FloatMatrix> patches(PlaceImage image, Progress progress) {
    return graph.values(
        graph.patches(),
        config().scales().stream().map(scale -> new PatchUnit(image, scale)).toList(),
        progress);
  }

  /** Everything there is to say about two images, which need not belong to the map. */
  public PairMatch match(PlaceImage query, PlaceImage candidate, Progress progress) {
    List<PatchSimilarity> found = graph.similarities(query, candidate, progress);
    MatchConfig matching = config().matching();
    RansacScorer homography = new RansacScorer(matching.inlierTolerance());
    List<PairScorer> scorers = matching.scorers().all();
    List<ScaleMatch> scales = new ArrayList<>();
    for (int s = 0; s < found.size(); s++) {
      progress.check();
      var grid = graph.sizes().grids().get(s);
      var matches = matching.matcher().matches(found.get(s));
      scales.add(
          new ScaleMatch(
              grid,
              found.get(s),
              matches,
              homography.score(matches, grid),
              scorers.stream().map(scorer -> scorer.scored(matches, grid)).toList()));
    }
    return new PairMatch(scales);
  }

  /**
   * How similar one patch of the query is to every patch of the candidate.
   *
   * @param scale index of the patch size
   * @param patch number of the query's patch
   */
  public float[] similarities(
      PlaceImage query, int scale, int patch, PlaceImage candidate, Progress progress) {
    return graph.patchSimilarities(query, config().scales().get(scale), patch, candidate, progress);
  }
}
