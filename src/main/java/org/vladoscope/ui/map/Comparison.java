package org.vladoscope.ui.map;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.match.PairMatch;
import org.vladoscope.ui.view.Picture;
import org.vladoscope.ui.view.PictureGrid;
import org.vladoscope.ui.view.ValueRange;
import org.vladoscope.vlad.PatchGrid;
import org.vladoscope.vlad.PatchScale;

/**
 * Everything the two panes show of a query and a candidate.
 *
 * @param query the image on the left
 * @param candidate the image on the right
 * @param config what it was computed with
 * @param cells where the cells of both lie
 * @param match matches of their patches; without patch sizes if the aggregator has no patches
 * @param clusters why their global descriptors are alike, at the trained sharpness; empty if the
 *     aggregator has no clusters
 */
public record Comparison(
    Side query,
    Side candidate,
    PipelineConfig config,
    PatchGrid cells,
    PairMatch match,
    Optional<ClusterView> clusters) {

  /**
   * One of the two images.
   *
   * @param isQuery true for the query, false for the candidate
   * @param image which one
   * @param picture its pixels
   */
  public record Side(boolean isQuery, PlaceImage image, Picture picture) {}

  /** Whether patches were compared. */
  public boolean hasPatches() {
    return !match.scales().isEmpty();
  }

  /** The query's patch of a size that is most similar to its counterpart. */
  public int mostSimilarQueryPatch(int scale) {
    float[] similarity = match.scales().get(scale).similarity().querySimilarity();
    int best = 0;
    for (int i = 1; i < similarity.length; i++) {
      if (similarity[i] > similarity[best]) {
        best = i;
      }
    }
    return best;
  }

  /** The patch sizes compared. */
  public List<PatchScale> scales() {
    return match.scales().stream().map(s -> s.grid().scale()).toList();
  }

  /**
   * The patches of one size, laid on one of the images.
   *
   * @throws IndexOutOfBoundsException if there are none
   */
  public PictureGrid grid(Side side, int scale) {
    return laid(match.scales().get(scale).grid(), side);
  }

  /** The cells, laid on one of the images. */
  public PictureGrid cells(Side side) {
    return laid(cells, side);
  }

  private PictureGrid laid(PatchGrid grid, Side side) {
    return new PictureGrid(grid, config.imageSize(), side.picture().size());
  }

  /** Similarities to the best patch on the other side, one for each patch of an image. */
  public float[] similarities(Side side, int scale) {
    var similarity = match.scales().get(scale).similarity();
    return side.isQuery() ? similarity.querySimilarity() : similarity.candidateSimilarity();
  }

  /** The smallest and largest of these similarities over both images. */
  public ValueRange similarityRange(int scale) {
    return ValueRange.of(similarities(query, scale), similarities(candidate, scale));
  }

  /**
   * The share of each patch of an image in the score of the pair, see {@link PairMatch#shares}: a
   * patch without a mutual match has none.
   */
  public float[] scoreShares(Side side, int scale) {
    var scaleMatch = match.scales().get(scale);
    double[] ofMatches = match.shares(config.matching()).get(scale);
    int[] patches =
        side.isQuery() ? scaleMatch.matches().query() : scaleMatch.matches().candidate();
    float[] shares = new float[scaleMatch.grid().count()];
    for (int i = 0; i < patches.length; i++) {
      shares[patches[i]] = (float) ofMatches[i];
    }
    return shares;
  }

  /** The cluster that owns the most cells of both images together, if any. */
  public OptionalInt largestCluster() {
    return clusters.stream()
        .flatMap(view -> view.owners().stream())
        .mapToInt(ClusterShares::cluster)
        .findFirst();
  }

  /**
   * What to add where the similarity of the global descriptors is named: it is taken apart as it is
   * before a trained projection, while candidates are searched after it. Empty if there is none.
   */
  public String beforeProjection() {
    return config.reduction().file() == null ? "" : ", before the trained projection";
  }

  /** True if matches and scores of patches are those of other settings, too. */
  boolean holdsFor(PipelineConfig other) {
    return hasClustersOf(other)
        && config.scales().equals(other.scales())
        && config.reduction().equals(other.reduction())
        && config.projectionPrecision() == other.projectionPrecision()
        && config.matching().precision() == other.matching().precision()
        && config.matching().inlierTolerance() == other.matching().inlierTolerance()
        && match.isScoredBy(other.matching().scorer());
  }

  /** True if features and clusters are those of other settings, too. */
  boolean hasClustersOf(PipelineConfig other) {
    return config.imageSize().equals(other.imageSize())
        && config.decoding() == other.decoding()
        && config.backbone().equals(other.backbone())
        && config.networkPrecision() == other.networkPrecision()
        && config.aggregator().equals(other.aggregator());
  }

  /** The same under other settings that it holds for. */
  Comparison under(PipelineConfig other) {
    return new Comparison(query, candidate, other, cells, match, clusters);
  }

  /** The score of this pair, on the scale of pairs. */
  public double pairScore() {
    return match.score(config.matching());
  }

  /**
   * True if nothing that is drawn differs from another comparison: only settings do that the
   * matches do not depend on, such as weights.
   */
  public boolean looksLike(Comparison other) {
    return query.equals(other.query)
        && candidate.equals(other.candidate)
        && match.equals(other.match)
        && clusters.equals(other.clusters);
  }
}
