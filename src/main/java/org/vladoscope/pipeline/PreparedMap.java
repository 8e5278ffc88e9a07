package org.vladoscope.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vladoscope.aggregate.AggregatorModel;
import org.vladoscope.aggregate.TransportAssignment;
import org.vladoscope.common.CacheKey;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.CameraViews.View;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.feature.AttentionMaps;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.feature.PairCells;
import org.vladoscope.linalg.ThreeComponents;
import org.vladoscope.linalg.Whitening;
import org.vladoscope.match.MatchConfig;
import org.vladoscope.match.PairMatch;
import org.vladoscope.match.PairScorer;
import org.vladoscope.match.PatchSimilarity;
import org.vladoscope.match.RansacScorer;
import org.vladoscope.match.ScaleMatch;
import org.vladoscope.metric.SimilaritySource;
import org.vladoscope.pipeline.prepare.ComparedImages;
import org.vladoscope.step.ClusterExamples;
import org.vladoscope.step.DatabaseImages;
import org.vladoscope.step.PatchUnit;
import org.vladoscope.step.StepGraph;
import org.vladoscope.step.StepResources;
import org.vladoscope.step.Whole;
import org.vladoscope.vlad.GlobalAnatomy;
import org.vladoscope.vlad.PatchGrid;
import org.vladoscope.vlad.PatchScale;
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

  /**
   * What describes the images of a map: made ready with it, or when first asked for where answers
   * need no images.
   *
   * @param graph its steps
   * @param learned the aggregator, as it was learned
   * @param projection what shortens patch descriptors; empty if they stay as they are
   */
  record Described(StepGraph graph, AggregatorModel learned, Optional<Whitening> projection) {

    /** The aggregator as it describes images: with clusters that count as the mix says. */
    AggregatorModel model() {
      return graph.mixed(learned);
    }
  }

  private final PlaceMap map;
  private final MapImages images;
  private final StepGraph graph;
  private final StepResources resources;
  private final PlaceFinder finder;
  private final RecentSearches recent;
  private final Optional<ComparedImages> compared;
  private final Function<Progress, Described> describing;
  private final List<String> notices;

  PreparedMap(
      PlaceMap map,
      MapImages images,
      StepGraph graph,
      StepResources resources,
      PlaceFinder finder,
      RecentSearches recent,
      Optional<ComparedImages> compared,
      Function<Progress, Described> describing,
      List<String> notices) {
    this.map = map;
    this.images = images;
    this.graph = graph;
    this.resources = resources;
    this.finder = finder;
    this.recent = recent;
    this.compared = compared;
    this.describing = describing;
    this.notices = notices;
  }

  /** The same with what describes images at hand. */
  PreparedMap describedBy(Described described) {
    return new PreparedMap(
        map, images, graph, resources, finder, recent, compared, progress -> described, notices);
  }

  /** The configuration. */
  public PipelineConfig config() {
    return graph.config();
  }

  /** The map. */
  public PlaceMap map() {
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
  public DatabaseImages database() {
    return graph.database();
  }

  /** Finds candidates. */
  PlaceFinder finder() {
    return finder;
  }

  /** What was found lately. */
  RecentSearches recent() {
    return recent;
  }

  /** Where images are looked at only when they are compared; empty if all were looked at. */
  Optional<ComparedImages> compared() {
    return compared;
  }

  /** What describes images; learned now if answers needed no images so far. */
  private Described described(Progress progress) {
    return describing.apply(progress);
  }

  /** How results of another program were understood, and what of them is not used. */
  public List<String> notices() {
    return notices;
  }

  /**
   * Images of the map that could not be read and why, by {@code database/NAME} and the like. Where
   * images are looked at only when they are compared, those that were compared so far.
   */
  public Map<String, String> failures() {
    Map<String, String> known = graph.database().failures();
    Map<String, String> found = compared.map(ComparedImages::failures).orElse(Map.of());
    if (found.isEmpty()) {
      return known;
    }
    Map<String, String> all = new TreeMap<>(known);
    all.putAll(found);
    return all;
  }

  /** True if an image of the map can be used, as far as that was known before queries came. */
  boolean isUsable(String role, PlaceImage image) {
    return !graph.database().failures().containsKey(role + image.name());
  }

  /** What describes images. */
  public AggregatorModel model(Progress progress) {
    return described(progress).model();
  }

  /**
   * The map's vocabulary.
   *
   * @throws InputException if the aggregator has none
   */
  public Vocabulary vocabulary(Progress progress) {
    if (!config().aggregator().hasClusters()) {
      throw withoutWords();
    }
    return model(progress).vocabulary().orElseThrow(this::withoutWords);
  }

  /**
   * The map's vocabulary as it was learned, whatever the mix says.
   *
   * @throws InputException if the aggregator has none
   */
  public Vocabulary learnedVocabulary(Progress progress) {
    return described(progress).learned().vocabulary().orElseThrow(this::withoutWords);
  }

  private InputException withoutWords() {
    return new InputException(
        config().aggregator().label()
            + " has no vocabulary, so cells cannot be shown as shared among them.");
  }

  /** What shortens patch descriptors; empty if they stay as they are. */
  public Optional<Whitening> projection(Progress progress) {
    return described(progress).projection();
  }

  /** Which index searches, for people: "FAISS 1.7.3, Flat", or that FAISS is not used. */
  public String indexDescription() {
    return finder.description();
  }

  /** The feature map of an image, from the cache or computed now. */
  public FeatureMap features(PlaceImage image, Progress progress) {
    return graph.value(graph.features(), image, progress);
  }

  /** True if the feature map of an image is kept, so that no network runs for it. */
  public boolean hasFeatures(PlaceImage image) {
    return graph.features().isKnown(image);
  }

  /** Where the cells of every image lie. */
  public PatchGrid grid() {
    return graph.sizes().grid(new PatchScale(1, 1));
  }

  /** How the cells of an image are shared among the clusters. */
  public SoftAssignment assignment(PlaceImage image, Progress progress) {
    Vocabulary words = vocabulary(progress.part(0, .9));
    progress.check();
    return words.assign(graph.value(graph.features(), image, progress));
  }

  /** What each cell and each cluster brings into the global descriptor of an image. */
  public GlobalAnatomy anatomy(PlaceImage image, Progress progress) {
    Vocabulary words = vocabulary(progress.part(0, .9));
    progress.check();
    return GlobalAnatomy.of(graph.value(graph.features(), image, progress), words);
  }

  /**
   * How the cells of an image are shared among clusters and a dustbin by optimal transport.
   *
   * @throws InputException if the aggregator does not work that way
   */
  public TransportAssignment transport(PlaceImage image, Progress progress) {
    if (!config().aggregator().hasTransport()) {
      throw new InputException(
          config().aggregator().label()
              + " has no dustbin: it does not share cells by optimal transport.");
    }
    AggregatorModel model = model(progress.part(0, .9));
    progress.check();
    return model.transport(graph.value(graph.features(), image, progress)).orElseThrow();
  }

  /** The cells that are most typical of each cluster, in a sample of the database images. */
  public ClusterExamples clusterExamples(Progress progress) {
    StepGraph own = described(progress.part(0, .9)).graph();
    return own.value(own.examples(), Whole.MAP, progress.part(.9, 1));
  }

  /** What the descriptors of an image are made from. */
  public DescriptorInputs inputs(PlaceImage image, Progress progress) {
    Vocabulary words = vocabulary(progress.part(0, .9));
    return new DescriptorInputs(
        graph.value(graph.features(), image, progress), words, projection(progress));
  }

  /**
   * The global descriptor of an image, of unit length.
   *
   * @throws InputException if candidates come from another program that does not say it
   */
  public float[] global(PlaceImage image, Progress progress) {
    requireDescriptors();
    return graph.value(graph.globals(), image, progress);
  }

  /**
   * What shortens global descriptors, which only the projection of a file does; empty if they stay
   * as they are.
   */
  public Optional<Whitening> globalProjection() {
    return resources.trainedProjection(config().reduction());
  }

  /** What computes. */
  public Compute compute() {
    return resources.compute();
  }

  /** The images of a query's place that can be read; the query alone if none can. */
  public List<View> queryViews(PlaceImage query) {
    return new Retrieval(this).queryViews(query);
  }

  /** The number of a query's place among the map's queries; empty if it is not one of them. */
  public OptionalInt queryNumber(PlaceImage query) {
    return number(images.query(query));
  }

  /** The number of an image's place in the map's database; empty if it is not there. */
  public OptionalInt placeNumber(PlaceImage image) {
    return number(images.database(image));
  }

  private static OptionalInt number(@Nullable Integer index) {
    return index == null ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /** The global descriptor of an image that many queries are measured against. */
  float[] impostor(PlaceImage image, Progress progress) {
    return recent.impostor(image, () -> global(image, progress));
  }

  private void requireDescriptors() {
    if (!config().retrieval().hasDistances()) {
      throw new InputException(
          "The "
              + config().retrieval().label()
              + " holds no descriptors: only the order of its candidates is known, not how similar"
              + " other images are.");
    }
  }

  /**
   * How similar all queries and all database images are by their global descriptors, to be computed
   * in tiles. Those of database images are known; a query's is computed when a tile needs it.
   *
   * @throws InputException if candidates come from another program that has no descriptors
   */
  public SimilarityTiles similarityTiles() {
    requireDescriptors();
    return new SimilarityTiles(
        new GlobalDescriptors(this),
        resources.compute(),
        Math.max(MIN_TILE_BYTES, Runtime.getRuntime().maxMemory() / 16));
  }

  /**
   * The global descriptors of all images of the map, from the cache or computed when asked for.
   *
   * @throws InputException if candidates come from another program that has no descriptors
   */
  public SimilarityTiles.Source descriptors() {
    requireDescriptors();
    return new GlobalDescriptors(this);
  }

  /**
   * The similarities of the global descriptors of all queries and database images of the map, for
   * metrics over the whole matrix.
   *
   * @throws InputException if candidates come from another program that has no descriptors
   */
  public SimilaritySource similarities() {
    requireDescriptors();
    return new GlobalSimilarities(
        new GlobalDescriptors(this),
        graph.globals().length(),
        map.queriesAreDatabase(),
        resources.compute());
  }

  /**
   * The descriptors of an image's patches.
   *
   * @return for each patch size {@code [patches, P]}, rows of unit length
   */
  public List<FloatMatrix> patches(PlaceImage image, Progress progress) {
    StepGraph own = described(progress.part(0, .9)).graph();
    return own.values(
        own.patches(),
        config().scales().stream().map(scale -> new PatchUnit(image, scale)).toList(),
        progress);
  }

  /**
   * Names all that answers to a query depend on besides the query: the content of the database and
   * every setting, for caches. How the map is called and where it lies is not part of it.
   */
  public ContentHash answerKey() {
    PipelineConfig config = config();
    MatchConfig matching = config.matching();
    CacheKey key =
        CacheKey.of("answers", 1)
            .with("index", graph.index().key(Whole.MAP))
            .with("cameras", config.cameras().name())
            .with("rerank", config.rerank())
            .with("matching precision", matching.precision().toString())
            .with("global weight", matching.globalWeight())
            .with("scorer", matching.scorer().id())
            .with("fusion", matching.fusion().id());
    matching.scorer().addTo(key);
    matching.fusion().settings().forEach(setting -> key.with(setting.name(), setting.value()));
    if (config.reranks()) {
      PlaceImage first = database().image(0);
      for (int s = 0; s < config.scales().size(); s++) {
        key.with("patches", graph.patches().key(new PatchUnit(first, config.scales().get(s))))
            .with("weight", matching.weights().get(s));
      }
    }
    return key.hash();
  }

  /** Everything there is to say about two images, which need not belong to the map. */
  public PairMatch match(PlaceImage query, PlaceImage candidate, Progress progress) {
    StepGraph own = described(progress.part(0, .5)).graph();
    List<PatchSimilarity> found = own.similarities(query, candidate, progress.part(.5, 1));
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

  /** The cells of two images, for those who compare them one by one. */
  public PairCells cells(PlaceImage query, PlaceImage candidate, Progress progress) {
    FeatureMap left = graph.value(graph.features(), query, progress.part(0, .5));
    FeatureMap right = graph.value(graph.features(), candidate, progress.part(.5, 1));
    return PairCells.of(left, right);
  }

  /** The three strongest principal components of the cells of two images together. */
  public ThreeComponents components(PlaceImage query, PlaceImage candidate, Progress progress) {
    return ThreeComponents.of(
        cells(query, candidate, progress.part(0, .5)).joined(),
        resources.compute(),
        progress.part(.5, 1));
  }

  /** Where the class token looks; empty if the network has none whose attention is known. */
  public Optional<AttentionMaps> attention(PlaceImage image, Progress progress) {
    return graph.attention().map(step -> graph.value(step, image, progress));
  }

  /**
   * How similar one patch of the query is to every patch of the candidate.
   *
   * @param scale index of the patch size
   * @param patch number of the query's patch
   */
  public float[] similarities(
      PlaceImage query, int scale, int patch, PlaceImage candidate, Progress progress) {
    return described(progress.part(0, .5))
        .graph()
        .patchSimilarities(
            query, config().scales().get(scale), patch, candidate, progress.part(.5, 1));
  }
}
