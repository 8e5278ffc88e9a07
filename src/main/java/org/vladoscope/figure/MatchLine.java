package org.vladoscope.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.vladoscope.match.ScaleMatch;

/**
 * A pair of patches to be drawn.
 *
 * @param queryPatch patch of the query
 * @param candidatePatch patch of the candidate
 * @param similarity cosine similarity of both
 * @param kind what became of the pair
 */
public record MatchLine(int queryPatch, int candidatePatch, float similarity, MatchKind kind) {

  /**
   * The lines to be drawn, inliers on top, and of each kind the most similar.
   *
   * @param kinds which kinds to take
   * @param max at most so many of each kind, the most similar
   */
  public static List<MatchLine> choose(ScaleMatch match, Set<MatchKind> kinds, int max) {
    List<MatchLine> lines = new ArrayList<>();
    for (MatchKind kind : MatchKind.values()) {
      if (kinds.contains(kind)) {
        Stream<MatchLine> all = kind == MatchKind.ONE_SIDED ? oneSided(match) : mutual(match, kind);
        all.sorted(Comparator.comparingDouble(MatchLine::similarity).reversed())
            .limit(max)
            .sorted(Comparator.comparingDouble(MatchLine::similarity))
            .forEach(lines::add);
      }
    }
    return List.copyOf(lines);
  }

  private static Stream<MatchLine> mutual(ScaleMatch match, MatchKind kind) {
    int[] query = match.matches().query();
    int[] candidate = match.matches().candidate();
    float[] similarity = match.similarity().querySimilarity();
    boolean[] inliers = match.inliers().inliers();
    return IntStream.range(0, query.length)
        .filter(i -> inliers[i] == (kind == MatchKind.INLIER))
        .mapToObj(i -> new MatchLine(query[i], candidate[i], similarity[query[i]], kind));
  }

  /** Query patches whose nearest candidate patch is nearer to another one. */
  private static Stream<MatchLine> oneSided(ScaleMatch match) {
    int[] there = match.similarity().nearestInCandidate();
    int[] back = match.similarity().nearestInQuery();
    float[] similarity = match.similarity().querySimilarity();
    return IntStream.range(0, there.length)
        .filter(q -> back[there[q]] != q)
        .mapToObj(q -> new MatchLine(q, there[q], similarity[q], MatchKind.ONE_SIDED));
  }
}
