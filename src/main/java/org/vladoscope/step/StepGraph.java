package org.vladoscope.step;

import java.util.List;
import java.util.Optional;
import org.vladoscope.aggregate.AggregatorModel;
import org.vladoscope.common.Progress;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.feature.backbone.Backbones;
import org.vladoscope.graph.DescriptorSizes;
import org.vladoscope.graph.Needs;
import org.vladoscope.graph.Step;
import org.vladoscope.graph.Workload;
import org.vladoscope.linalg.Whitening;
import org.vladoscope.match.PatchSimilarity;
import org.vladoscope.vlad.PatchScale;

/**
 * The steps of one configuration on one map, each joined to those it needs: features → aggregator →
 * global descriptors → index, and features, aggregator, projection → patches → nearest patches →
 * matches → scores. Running, caching, progress, estimates and counts all follow this graph. Cheap
 * to make; safe to use from several threads.
 */
public final class StepGraph {

  private final StepResources resources;
  private final DescriptorSizes sizes;
  private final DatabaseImages database;
  private final FeatureStep features;
  private final LearningStep learning;
  private final GlobalStep globals;
  private final IndexStep index;
  private final Optional<ProjectionStep> projection;
  private final PatchStep patches;
  private final SimilarityStep similarities;
  private final ExampleStep examples;
  private final Optional<AttentionStep> attention;

  /**
   * The graph of a configuration.
   *
   * @param database what is learned on and searched
   * @throws org.vladoscope.common.InputException if the network cannot be used
   */
  public StepGraph(StepResources resources, PipelineConfig config, DatabaseImages database) {
    this(resources, config, database, new SearchedImages(database, Optional.empty()));
  }

  /**
   * The graph of a configuration whose candidates come from another program.
   *
   * @param database what is learned on
   * @param searched what is searched
   * @throws org.vladoscope.common.InputException if the network cannot be used
   */
  public StepGraph(
      StepResources resources,
      PipelineConfig config,
      DatabaseImages database,
      SearchedImages searched) {
    this.resources = resources;
    this.database = searched.images();
    BackboneInfo network = resources.networks().info(config);
    this.sizes = new DescriptorSizes(config, network);
    this.features = new FeatureStep(resources, config);
    this.learning = new LearningStep(resources, config, database, features);
    this.globals =
        searched
            .foreign()
            .<GlobalStep>map(ForeignGlobals::new)
            .orElseGet(() -> new ComputedGlobals(resources, sizes, features, learning));
    this.index = new IndexStep(resources, sizes, searched.images(), globals);
    this.projection =
        config.fitsProjection()
            ? Optional.of(new ProjectionStep(resources, sizes, database, features, learning))
            : Optional.empty();
    this.patches = new PatchStep(resources, sizes, features, learning, projection);
    this.similarities = new SimilarityStep(resources, sizes, patches);
    this.examples = new ExampleStep(resources, config, database, features, learning);
    this.attention =
        Backbones.hasAttention(config.backbone().id())
            ? Optional.of(new AttentionStep(resources, config, features))
            : Optional.empty();
  }

  /** The configuration. */
  public PipelineConfig config() {
    return sizes.config();
  }

  /** How long and how many its descriptors are. */
  public DescriptorSizes sizes() {
    return sizes;
  }

  /** The map's database as it is searched. */
  public DatabaseImages database() {
    return database;
  }

  /** An image becomes a feature map. */
  public FeatureStep features() {
    return features;
  }

  /** The aggregator learns. */
  public LearningStep learning() {
    return learning;
  }

  /** What was learned as it describes images: with clusters that count as the mix says. */
  public AggregatorModel mixed(AggregatorModel learned) {
    return ComputedGlobals.mixed(learned, config());
  }

  /** An image gets its global descriptor. */
  public GlobalStep globals() {
    return globals;
  }

  /** The global descriptors of the database are put into an index. */
  public IndexStep index() {
    return index;
  }

  /** The projection of patch descriptors is fitted, if the configuration wants one fitted. */
  public Optional<ProjectionStep> projection() {
    return projection;
  }

  /** What shortens patch descriptors, fitted if need be; empty if they stay as they are. */
  public Optional<Whitening> whitening(Progress progress) {
    return patches.projection(progress);
  }

  /** An image's patches get their descriptors. */
  public PatchStep patches() {
    return patches;
  }

  /** The nearest patches of two images are found. */
  public SimilarityStep similarities() {
    return similarities;
  }

  /** The most typical cells of each cluster are found. */
  public ExampleStep examples() {
    return examples;
  }

  /** Where the class token looks; empty for networks without attention that is known. */
  public Optional<AttentionStep> attention() {
    return attention;
  }

  /** The matching of one query with its candidates. */
  public QueryMatching matching(PlaceImage query) {
    MatchStep matches = new MatchStep(resources, sizes, features, patches, similarities, query);
    return new QueryMatching(this, matches, new ScoreStep(resources, sizes, matches), query);
  }

  /** The value of a step. */
  public <U, V> V value(Step<U, V> step, U unit, Progress progress) {
    return resources.runner().value(step, unit, progress);
  }

  /** Computes a value unless it is kept. */
  public <U, V> void ensure(Step<U, V> step, U unit, Progress progress) {
    resources.runner().ensure(step, unit, progress);
  }

  /** The values of several units of one subject. */
  public <U, V> List<V> values(Step<U, V> step, List<U> units, Progress progress) {
    return resources.runner().values(step, units, progress);
  }

  /** The nearest patches of two images at every scale. */
  public List<PatchSimilarity> similarities(
      PlaceImage query, PlaceImage candidate, Progress progress) {
    return values(similarities, pairs(query, candidate), progress);
  }

  /**
   * How similar one patch of an image is to every patch of another.
   *
   * @param patch number of the query's patch
   */
  public float[] patchSimilarities(
      PlaceImage query, PatchScale scale, int patch, PlaceImage candidate, Progress progress) {
    return similarities.similarities(new PairUnit(query, candidate, scale), patch, progress);
  }

  /** Two images at every scale. */
  List<PairUnit> pairs(PlaceImage query, PlaceImage candidate) {
    return config().scales().stream().map(scale -> new PairUnit(query, candidate, scale)).toList();
  }

  /** Asks for the nearest patches of two images. */
  public void needPair(PlaceImage query, PlaceImage candidate, Needs needs) {
    pairs(query, candidate).forEach(pair -> needs.need(similarities, pair));
  }

  /** All work for one query whose candidates' patches are at hand, nothing of it kept. */
  public Workload oneQuery(PlaceImage query, int pairs) {
    Workload.Builder work = new Workload.Builder();
    if (config().usesPictures()) {
      work.add(features.kind(), 1, features.operations(query));
    }
    if (!globals.isForeign()) {
      work.add(globals.kind(), 1, globals.operations(query));
    }
    if (config().reranks()) {
      ScoreStep scores = matching(query).scores();
      for (PairUnit pair : pairs(query, query)) {
        work.add(patches.kind(), 1, patches.operations(new PatchUnit(query, pair.scale())));
        work.add(similarities.kind(), 1, pairs * similarities.operations(pair));
        work.add(scores.kind(), 1, pairs * scores.operations(pair));
      }
    }
    return work.build();
  }
}
