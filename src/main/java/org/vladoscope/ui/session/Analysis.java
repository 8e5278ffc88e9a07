package org.vladoscope.ui.session;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.vladoscope.aggregate.TransportAssignment;
import org.vladoscope.alias.AliasAtlas;
import org.vladoscope.common.Progress;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.embedding.Embedding;
import org.vladoscope.embedding.EmbeddingMethod;
import org.vladoscope.embedding.MainComponents;
import org.vladoscope.erase.ErasableMap;
import org.vladoscope.feature.AttentionMaps;
import org.vladoscope.feature.PairCells;
import org.vladoscope.graph.CostEstimate;
import org.vladoscope.linalg.ThreeComponents;
import org.vladoscope.match.PairMatch;
import org.vladoscope.metric.confidence.Calibration;
import org.vladoscope.mix.MixableMap;
import org.vladoscope.pipeline.ModelExport;
import org.vladoscope.pipeline.SimilarityTiles;
import org.vladoscope.ranking.Evaluation;
import org.vladoscope.ranking.PartialRanking;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.step.ClusterExamples;
import org.vladoscope.teach.steps.ImageCells;
import org.vladoscope.vlad.GlobalAnatomy;
import org.vladoscope.vlad.PatchGrid;
import org.vladoscope.vlad.SoftAssignment;
import org.vladoscope.window.CellBox;
import org.vladoscope.window.WindowHits;
import org.vladoscope.window.WindowIndex;
import org.vladoscope.window.WindowPlan;
import org.vladoscope.window.WindowQuestion;

/** What can be asked about an opened map under one configuration; never on the JavaFX thread. */
public interface Analysis {

  /** The configuration. */
  PipelineConfig config();

  /** Computes what every question needs; returns at once if that is known. */
  void prepare(Progress progress);

  /**
   * Ranks the database for a query.
   *
   * @param sofar told from another thread, a few times a second, what is known while candidates are
   *     compared
   */
  QueryResult query(PlaceImage query, Progress progress, Consumer<PartialRanking> sofar);

  /**
   * What it will cost to answer a query and to show a pair, given what is kept from before.
   *
   * @param query the query, or null for the map alone
   * @param candidate the candidate of the pair, or null
   */
  CostEstimate cost(@Nullable PlaceImage query, @Nullable PlaceImage candidate, Progress progress);

  /**
   * How results of another program are understood, for people; none if candidates come from here.
   *
   * @throws org.vladoscope.common.InputException if they do not fit the map
   */
  List<String> notices(Progress progress);

  /** Ranks the database for every query of the map; takes long the first time. */
  Evaluation evaluate(Progress progress);

  /**
   * What makes scores probabilities, by warped copies of the map's own images; found again if it
   * was fitted before.
   *
   * @throws org.vladoscope.common.InputException if these settings cannot be calibrated so
   */
  Calibration calibration(Progress progress);

  /** How similar all queries and all database images are; the tiles are computed off-thread too. */
  SimilarityTiles similarityTiles(Progress progress);

  /**
   * The descriptors of all images along their strongest principal components.
   *
   * @throws org.vladoscope.common.InputException if there are too few, or none
   */
  MainComponents mainComponents(Progress progress);

  /**
   * The images as points in the plane.
   *
   * @throws org.vladoscope.common.InputException if there are too few for the method
   */
  Embedding embedding(MainComponents components, EmbeddingMethod method, Progress progress);

  /**
   * What looks alike though it lies far apart, by the global descriptors.
   *
   * @param truth which answers are right
   */
  AliasAtlas aliases(GroundTruth truth, Progress progress);

  /** What was trained on the map; computes it if need be. */
  ModelExport trained(Progress progress);

  /** Where the cells of every image lie. */
  PatchGrid grid(Progress progress);

  /** Compares the patches of two images. */
  PairMatch match(PlaceImage query, PlaceImage candidate, Progress progress);

  /** How the cells of an image are shared among the clusters. */
  SoftAssignment assignment(PlaceImage image, Progress progress);

  /** What each cell and each cluster brings into the global descriptor of an image. */
  GlobalAnatomy anatomy(PlaceImage image, Progress progress);

  /**
   * How similar one patch of the query is to every patch of the candidate.
   *
   * @param scale index of the patch size
   * @param patch number of the query's patch
   */
  float[] similarities(
      PlaceImage query, int scale, int patch, PlaceImage candidate, Progress progress);

  /** The cells of two images, of unit length. */
  PairCells cells(PlaceImage query, PlaceImage candidate, Progress progress);

  /** The three strongest principal components of the cells of two images together. */
  ThreeComponents components(PlaceImage query, PlaceImage candidate, Progress progress);

  /** Where the class token looks; empty if the network has none whose attention is known. */
  Optional<AttentionMaps> attention(PlaceImage image, Progress progress);

  /**
   * How the cells of an image are shared among clusters and a dustbin by optimal transport.
   *
   * @throws org.vladoscope.common.InputException if the aggregator does not work that way
   */
  TransportAssignment transport(PlaceImage image, Progress progress);

  /** The cells that are most typical of each cluster. */
  ClusterExamples clusterExamples(Progress progress);

  /** The cells of an image with every step from them to its global descriptor. */
  ImageCells cells(PlaceImage image, Progress progress);

  /**
   * The descriptors of the database in memory, for those who leave cells out of images; the caller
   * closes it.
   *
   * @throws org.vladoscope.common.InputException saying why cells cannot be erased
   */
  ErasableMap erasable(Progress progress);

  /**
   * What it will cost to compare a window with all windows of its size; measures on a few images.
   *
   * @param size a window of that size
   * @throws org.vladoscope.common.InputException saying why windows cannot be described
   */
  WindowPlan windowPlan(CellBox size, int stride, Progress progress);

  /**
   * All windows of one size at 8 bits; the caller closes it.
   *
   * @throws org.vladoscope.common.InputException if memory does not suffice
   */
  WindowIndex windowIndex(WindowPlan plan, Progress progress);

  /**
   * Where else a window is seen.
   *
   * @param index windows of this size and stride, or null to describe every window anew
   */
  WindowHits windows(WindowQuestion question, @Nullable WindowIndex index, Progress progress);

  /**
   * What clusters bring to the similarities of all queries, in memory, for those who mix them,
   * whatever the mix of the configuration; the caller closes it.
   *
   * @param truth which answers are right
   * @throws org.vladoscope.common.InputException saying why clusters cannot be mixed
   */
  MixableMap mixable(GroundTruth truth, Progress progress);
}
