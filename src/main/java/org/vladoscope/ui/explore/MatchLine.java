package org.vladoscope.ui.explore;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
   * The matches to be drawn: outliers before inliers, and of both the most similar last, so that
   * they lie on top.
   *
   * @param inliers whether to take matches that agree
   * @param outliers whether to take matches that do not
   * @param max at most so many of each kind, the most similar
   */
  public static List<MatchLine> choose(
      ScaleMatch match, boolean inliers, boolean outliers, int max) {
    Stream<MatchLine> below = outliers ? strongest(match, false, max) : Stream.empty();
    Stream<MatchLine> above = inliers ? strongest(match, true, max) : Stream.empty();
    return Stream.concat(below, above).toList();
  }

  private static Stream<MatchLine> strongest(ScaleMatch match, boolean inlier, int max) {
    return all(match).stream()
        .filter(line -> line.inlier() == inlier)
        .sorted(Comparator.comparingDouble(MatchLine::similarity).reversed())
        .limit(max)
        .sorted(Comparator.comparingDouble(MatchLine::similarity));
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
