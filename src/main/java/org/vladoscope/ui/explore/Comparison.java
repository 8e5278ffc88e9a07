package org.vladoscope.ui.explore;

import java.util.List;
import java.util.OptionalInt;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.match.PairMatch;
import org.vladoscope.ui.view.Picture;
import org.vladoscope.ui.view.PictureGrid;
import org.vladoscope.ui.view.ValueRange;
import org.vladoscope.vlad.PatchScale;
import org.vladoscope.vlad.SoftAssignment;
import org.vladoscope.workspace.PipelineConfig;

/**
 * Everything the two panes show of a query and a candidate.
 *
 * @param query the image on the left
 * @param candidate the image on the right
 * @param config what it was computed with
 * @param match matches of their patches
 */
public record Comparison(Side query, Side candidate, PipelineConfig config, PairMatch match) {

  /**
   * One of the two images.
   *
   * @param isQuery true for the query, false for the candidate
   * @param image which one
   * @param picture its pixels
   * @param assignment its cells shared among the clusters
   */
  public record Side(
      boolean isQuery, PlaceImage image, Picture picture, SoftAssignment assignment) {}

  /** The patch sizes compared. */
  public List<PatchScale> scales() {
    return match.scales().stream().map(s -> s.grid().scale()).toList();
  }

  /** The patches of one size, laid on one of the images. */
  public PictureGrid grid(Side side, int scale) {
    return new PictureGrid(
        match.scales().get(scale).grid(), config.imageSize(), side.picture().size());
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

  /** The cluster that owns the most cells of both images together, if any. */
  public OptionalInt largestCluster() {
    return ClusterShares.of(query.assignment(), candidate.assignment()).stream()
        .mapToInt(ClusterShares::cluster)
        .findFirst();
  }

  /** The score of this pair, on the scale of pairs. */
  public double pairScore() {
    return match.score(config.matching());
  }
}
