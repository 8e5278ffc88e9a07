package org.vladoscope.step;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.ContentHash;
import org.vladoscope.match.MatchConfig;
import org.vladoscope.match.Matcher;
import org.vladoscope.match.PatchMatches;

/**
 * The matches of one query at one scale with all candidates they are known for, and the scores that
 * were computed from them. Safe to use from several threads.
 */
final class MatchList {

  /** Per candidate: its entry in the maps, its hash, two arrays and a few scores, in bytes. */
  private static final int OVERHEAD = 400;

  /** Scores of so many tolerances are kept for each pair. */
  private static final int TOLERANCES = 16;

  private static final class Known {
    private final PatchMatches matches;
    private double rapid = Double.NaN;
    private final Map<Double, Double> ransac =
        new LinkedHashMap<>(4, .75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Double, Double> eldest) {
            return size() > TOLERANCES;
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
  ContentHash key() {
    return key;
  }

  /** The matches with a candidate, if they are known. */
  synchronized @Nullable PatchMatches matches(ContentHash candidate) {
    Known known = byCandidate.get(candidate);
    return known == null ? null : known.matches;
  }

  synchronized void put(ContentHash candidate, PatchMatches matches) {
    byCandidate.put(candidate, new Known(matches));
    changed = true;
  }

  /** The score of a candidate, if it was computed from its matches before. */
  synchronized OptionalDouble score(ContentHash candidate, MatchConfig config) {
    Known known = byCandidate.get(candidate);
    if (known == null) {
      return OptionalDouble.empty();
    }
    if (config.matcher() == Matcher.RAPID) {
      return Double.isNaN(known.rapid) ? OptionalDouble.empty() : OptionalDouble.of(known.rapid);
    }
    Double score = known.ransac.get(config.ransacTolerance());
    return score == null ? OptionalDouble.empty() : OptionalDouble.of(score);
  }

  synchronized void putScore(ContentHash candidate, MatchConfig config, double score) {
    Known known = byCandidate.get(candidate);
    if (known != null && config.matcher() == Matcher.RAPID) {
      known.rapid = score;
    } else if (known != null) {
      known.ransac.put(config.ransacTolerance(), score);
    }
  }

  /** About how much memory it takes, in bytes. */
  synchronized int bytes() {
    long bytes = OVERHEAD;
    for (Known known : byCandidate.values()) {
      bytes += OVERHEAD + 2L * Integer.BYTES * known.matches.count();
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
