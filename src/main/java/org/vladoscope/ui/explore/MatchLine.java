package org.vladoscope.ui.explore;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.vladoscope.match.ScaleMatch;

/**
 * A match to be drawn.
 *
 * @param queryPatch patch of the query
 * @param candidatePatch patch of the candidate
 * @param similarity cosine similarity of both
 * @param inlier whether it agrees with the homography
 */
public record MatchLine(int queryPatch, int candidatePatch, float similarity, boolean inlier) {

  /**
   * The matches to be drawn, the most similar last, so that they lie on top.
   *
   * @param inliers whether to take matches that agree
   * @param outliers whether to take matches that do not
   * @param max at most so many, the most similar
   */
  public static List<MatchLine> choose(
      ScaleMatch match, boolean inliers, boolean outliers, int max) {
    return all(match).stream()
        .filter(line -> line.inlier() ? inliers : outliers)
        .sorted(Comparator.comparingDouble(MatchLine::similarity).reversed())
        .limit(max)
        .sorted(Comparator.comparing(MatchLine::inlier).thenComparingDouble(MatchLine::similarity))
        .toList();
  }

  private static List<MatchLine> all(ScaleMatch match) {
    int[] query = match.matches().query();
    int[] candidate = match.matches().candidate();
    float[] similarity = match.similarity().querySimilarity();
    boolean[] inliers = match.ransac().inliers();
    return IntStream.range(0, query.length)
        .mapToObj(i -> new MatchLine(query[i], candidate[i], similarity[query[i]], inliers[i]))
        .toList();
  }
}
