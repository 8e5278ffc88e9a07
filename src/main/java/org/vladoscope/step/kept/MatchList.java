package org.vladoscope.step.kept;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.ContentHash;
import org.vladoscope.match.PatchMatches;

/**
 * The matches of one query at one scale with all candidates they are known for, and the scores that
 * were computed from them. Safe to use from several threads.
 */
public final class MatchList {

  /** Per candidate: its entry in the maps, its hash, three arrays and a few scores, in bytes. */
  private static final int OVERHEAD = 400;

  /** Scores of so many scorers are kept for each pair. */
  private static final int SCORERS = 17;

  private static final class Known {
    private final PatchMatches matches;
    private final Map<ContentHash, Double> scores =
        new LinkedHashMap<>(4, .75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<ContentHash, Double> eldest) {
            return size() > SCORERS;
          }
        };

    Known(PatchMatches matches) {
      this.matches = matches;
    }
  }

  private final ContentHash key;
  private final Map<ContentHash, Known> byCandidate = new HashMap<>();
  private boolean changed;

  /** A list with what is known from before. */
  MatchList(ContentHash key, Map<ContentHash, PatchMatches> stored) {
    this.key = key;
    stored.forEach((candidate, matches) -> byCandidate.put(candidate, new Known(matches)));
  }

  /** Names it in the store. */
  public ContentHash key() {
    return key;
  }

  /** The matches with a candidate, if they are known. */
  public synchronized Optional<PatchMatches> matches(ContentHash candidate) {
    return Optional.ofNullable(byCandidate.get(candidate)).map(known -> known.matches);
  }

  public synchronized void put(ContentHash candidate, PatchMatches matches) {
    byCandidate.put(candidate, new Known(matches));
    changed = true;
  }

  /** The score of a candidate, if it was computed from its matches before. */
  public synchronized Optional<Double> score(ContentHash candidate, ContentHash scorer) {
    return Optional.ofNullable(byCandidate.get(candidate)).map(known -> known.scores.get(scorer));
  }

  public synchronized void putScore(ContentHash candidate, ContentHash scorer, double score) {
    Known known = byCandidate.get(candidate);
    if (known != null) {
      known.scores.put(scorer, score);
    }
  }

  /** About how much memory it takes, in bytes. */
  synchronized int bytes() {
    long bytes = OVERHEAD;
    for (Known known : byCandidate.values()) {
      bytes += OVERHEAD + (2L * Integer.BYTES + Float.BYTES) * known.matches.count();
    }
    return (int) Math.min(bytes, Integer.MAX_VALUE);
  }

  /** All matches, if there are any that the store does not have yet. */
  synchronized @Nullable Map<ContentHash, PatchMatches> takeChanges() {
    if (!changed) {
      return null;
    }
    changed = false;
    Map<ContentHash, PatchMatches> all = new HashMap<>();
    byCandidate.forEach((candidate, known) -> all.put(candidate, known.matches));
    return all;
  }
}
