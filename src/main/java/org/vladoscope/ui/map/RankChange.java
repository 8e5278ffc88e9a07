package org.vladoscope.ui.map;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.PlaceTruth;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.ranking.Reranked;

/**
 * Where one image stands in two rankings of the same query.
 *
 * @param image the image
 * @param a what the pinned ranking A says of it, or null if it is not in it
 * @param b what the ranking B of the settings in use says of it, or null if it is not in it
 */
public record RankChange(PlaceImage image, @Nullable Candidate a, @Nullable Candidate b) {

  /** Both rankings together, in the order of B; what only A has follows in its order. */
  public static List<RankChange> between(QueryResult a, QueryResult b) {
    Map<PlaceImage, Candidate> inA = new HashMap<>();
    a.candidates().forEach(c -> inA.put(c.image(), c));
    List<RankChange> changes = new ArrayList<>();
    for (Candidate candidate : sorted(b)) {
      changes.add(new RankChange(candidate.image(), inA.remove(candidate.image()), candidate));
    }
    for (Candidate candidate : sorted(a)) {
      if (inA.containsKey(candidate.image())) {
        changes.add(new RankChange(candidate.image(), candidate, null));
      }
    }
    return List.copyOf(changes);
  }

  private static List<Candidate> sorted(QueryResult result) {
    return result.candidates().stream()
        .sorted(Comparator.comparingInt(Candidate::rankAfter))
        .toList();
  }

  /** Places it stands higher in B than in A; negative if lower, empty if one does not have it. */
  public OptionalInt placesUp() {
    return a == null || b == null
        ? OptionalInt.empty()
        : OptionalInt.of(a.rankAfter() - b.rankAfter());
  }

  /** List score in B minus that in A; empty unless it was re-ranked in both. */
  public OptionalDouble scoreDifference() {
    return a instanceof Reranked inA && b instanceof Reranked inB
        ? OptionalDouble.of(inB.score() - inA.score())
        : OptionalDouble.empty();
  }

  /** True if it stands elsewhere or is in one of them only. */
  public boolean hasMoved() {
    return placesUp().orElse(1) != 0;
  }

  /** Whether it shows the query's place. */
  public PlaceTruth truth() {
    Candidate known = b == null ? a : b;
    return known == null ? PlaceTruth.UNKNOWN : known.truth();
  }
}
