package org.vladoscope.ui.explore.warp;

import java.util.Optional;
import org.vladoscope.common.Progress;
import org.vladoscope.image.RgbImage;
import org.vladoscope.match.Homography;
import org.vladoscope.match.RansacScorer;
import org.vladoscope.match.ScaleMatch;
import org.vladoscope.ui.explore.overlay.OverlayFamily;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.view.Picture;

/** A candidate laid on its query, or why it cannot be. */
sealed interface Warp {

  /** So few inliers agree on a homography that hardly says anything. */
  int FEW = 8;

  /**
   * The pair.
   *
   * @return what was laid or not
   */
  Comparison comparison();

  /** What is to be said: how many matches agree, or why nothing can be seen. */
  String sentence();

  /**
   * There is no homography.
   *
   * @param comparison the pair
   * @param sentence why
   */
  record None(Comparison comparison, String sentence) implements Warp {}

  /**
   * The candidate was laid on the query.
   *
   * @param comparison the pair
   * @param sentence how many matches agree
   * @param query the query's image
   * @param candidate the candidate as the query's camera would have seen it, as large as the query
   * @param difference how much each pixel of both differs
   */
  record Laid(
      Comparison comparison, String sentence, Picture query, Picture candidate, Picture difference)
      implements Warp {}

  /** Lays the candidate on the query by the matches of a patch size; not for the JavaFX thread. */
  static Warp of(Comparison pair, int scale, Progress progress) {
    Optional<String> absent = OverlayFamily.PATCHES.absent(pair);
    if (absent.isPresent()) {
      return new None(pair, absent.get());
    }
    ScaleMatch match = pair.match().scales().get(scale);
    int inliers = match.inliers().inlierCount();
    String size = match.grid().scale().size() + "\u00d7" + match.grid().scale().size();
    RansacScorer ransac = new RansacScorer(pair.config().matching().inlierTolerance());
    Optional<Homography> homography =
        inliers < RansacScorer.MIN_MATCHES
            ? Optional.empty()
            : ransac.homography(match.matches(), match.grid());
    if (homography.isEmpty()) {
      return new None(
          pair,
          "Patches of "
              + size
              + " have "
              + count(inliers, "inlier")
              + ", and a homography needs "
              + RansacScorer.MIN_MATCHES
              + ". Another patch size may have more.");
    }
    String sentence =
        inliers
            + " of "
            + count(match.matches().count(), "match")
            + " of patch size "
            + size
            + " agree on this homography"
            + (inliers < FEW ? "; any four matches agree on one, so that so few say little." : ".");
    Warping warping = Warping.of(pair, match, homography.get());
    RgbImage query = warping.query();
    RgbImage candidate = warping.candidate(progress);
    return new Laid(
        pair,
        sentence,
        Picture.of(query),
        Picture.of(candidate),
        Picture.of(warping.difference(candidate, progress)));
  }

  private static String count(int number, String what) {
    String many = what.endsWith("ch") ? what + "es" : what + "s";
    return number + " " + (number == 1 ? what : many);
  }
}
