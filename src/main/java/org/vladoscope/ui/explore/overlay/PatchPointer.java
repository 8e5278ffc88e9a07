package org.vladoscope.ui.explore.overlay;

import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.vladoscope.figure.MatchKind;
import org.vladoscope.match.PatchMatches;
import org.vladoscope.match.ScaleMatch;
import org.vladoscope.ui.map.Comparison;

/**
 * A patch under the mouse and the patch on the other side that is most similar to it.
 *
 * @param queryPatch patch of the query
 * @param candidatePatch patch of the candidate
 * @param similarity cosine similarity of both
 * @param kind what became of the pair
 */
public record PatchPointer(int queryPatch, int candidatePatch, float similarity, MatchKind kind) {

  /** The patch of one of the images. */
  public int of(boolean query) {
    return query ? queryPatch : candidatePatch;
  }

  /**
   * The pair of patches for a point.
   *
   * @param side the image under the mouse
   * @return nothing if there is no patch at the point
   */
  public static Optional<PatchPointer> at(
      Comparison comparison, Comparison.Side side, int scale, double x, double y) {
    OptionalInt patch = comparison.grid(side, scale).patchAt(x, y);
    if (patch.isEmpty()) {
      return Optional.empty();
    }
    ScaleMatch match = comparison.match().scales().get(scale);
    var similarity = match.similarity();
    int index = patch.getAsInt();
    boolean isQuery = side.isQuery();
    int query = isQuery ? index : similarity.nearestInQuery()[index];
    int candidate = isQuery ? similarity.nearestInCandidate()[index] : index;
    float value =
        isQuery ? similarity.querySimilarity()[index] : similarity.candidateSimilarity()[index];
    return Optional.of(new PatchPointer(query, candidate, value, kind(match, query, candidate)));
  }

  private static MatchKind kind(ScaleMatch match, int query, int candidate) {
    @Nullable Integer number = null;
    PatchMatches matches = match.matches();
    for (int i = 0; i < matches.count(); i++) {
      if (matches.query()[i] == query && matches.candidate()[i] == candidate) {
        number = i;
      }
    }
    if (number == null) {
      return MatchKind.ONE_SIDED;
    }
    return match.inliers().inliers()[number] ? MatchKind.INLIER : MatchKind.OUTLIER;
  }
}
