package org.vladoscope.ui.map;

import java.util.Comparator;
import java.util.List;
import org.vladoscope.ranking.Candidate;

/** In which order candidates are listed. */
public enum RankingOrder {
  /** As the global descriptors rank them. */
  BEFORE("Global search", "Before re-ranking, by distance of the global descriptors"),
  /** As the patches rank them. */
  AFTER("Re-ranked", "After re-ranking, by matches of patches");

  private final String label;
  private final String help;

  RankingOrder(String label, String help) {
    this.label = label;
    this.help = help;
  }

  /** What a button calls it. */
  public String label() {
    return label;
  }

  /** What that means. */
  public String help() {
    return help;
  }

  /** The candidates in this order. */
  public List<Candidate> sorted(List<Candidate> candidates) {
    return candidates.stream().sorted(Comparator.comparingInt(this::rank)).toList();
  }

  /** The rank of a candidate in this order, from 1. */
  public int rank(Candidate candidate) {
    return this == BEFORE ? candidate.rankBefore() : candidate.rankAfter();
  }
}
