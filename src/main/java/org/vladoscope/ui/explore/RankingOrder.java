package org.vladoscope.ui.explore;

import java.util.Comparator;
import java.util.List;
import org.vladoscope.workspace.Candidate;

/** In which order candidates are listed. */
public enum RankingOrder {
  /** As the global descriptors rank them. */
  BEFORE("Before re-ranking"),
  /** As the patches rank them. */
  AFTER("After re-ranking");

  private final String label;

  RankingOrder(String label) {
    this.label = label;
  }

  /** What a button calls it. */
  public String label() {
    return label;
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
