package org.vladoscope.ui.explore.overlay;

import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
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
public record PatchPointer(int queryPatch, int candidatePatch, float similarity, Kind kind) {

  /** What became of a pair of patches. */
  public enum Kind {
    /** The other patch is more similar to a third one. */
    ONE_SIDED("best on one side only"),
    /** Both are each other's best, but do not agree with the homography. */
    OUTLIER("mutual match, outlier"),
    /** Both are each other's best and agree with the homography. */
    INLIER("mutual match, inlier");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** In words. */
    public String label() {
      return label;
    }
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

  private static Kind kind(ScaleMatch match, int query, int candidate) {
    @Nullable Integer number = null;
    PatchMatches matches = match.matches();
    for (int i = 0; i < matches.count(); i++) {
      if (matches.query()[i] == query && matches.candidate()[i] == candidate) {
        number = i;
      }
    }
    if (number == null) {
      return Kind.ONE_SIDED;
    }
    return match.inliers().inliers()[number] ? Kind.INLIER : Kind.OUTLIER;
  }
}
