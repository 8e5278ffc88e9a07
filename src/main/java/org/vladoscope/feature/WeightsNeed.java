package org.vladoscope.feature;

/** Whether a backbone takes a file with weights. */
public enum WeightsNeed {
  /** It has no weights. */
  NONE,
  /** Weights come with the program; others can be given. */
  OPTIONAL,
  /** No weights come with the program. */
  REQUIRED
}
