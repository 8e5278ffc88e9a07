package org.vladoscope.ui.evaluate;

import java.util.Locale;

/** The pages of the perspective. */
public enum EvaluatePage {
  /** How good the settings in use are. */
  RESULTS("Results"),
  /** The same for queries of each condition. */
  CONDITIONS("Conditions"),
  /** How far the probabilities of answers can be trusted. */
  CONFIDENCE("Confidence"),
  /** Every query against every database image. */
  MATRIX("Similarity matrix"),
  /** All images in the plane. */
  EMBEDDING("Embedding map"),
  /** Places far apart that look alike. */
  ATLAS("Aliasing atlas"),
  /** How much each cluster counts, and what becomes of recall. */
  MIX("Mixing desk"),
  /** Many settings, one after the other. */
  SWEEP("Sweep"),
  /** The vocabulary learns from the map's places. */
  TRAINING("Training"),
  /** What was measured before. */
  RUNS("Runs"),
  /** Two methods, query by query. */
  DUEL("Duel"),
  /** What counts as right. */
  TRUTH("Ground truth");

  private final String label;

  EvaluatePage(String label) {
    this.label = label;
  }

  /** Its name, for people. */
  public String label() {
    return label;
  }

  /** Its name in ids. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
