package org.vladoscope.ui.explore.token;

/** What an overlay can want to know of the cells of a pair. */
public enum TokenPart {
  /** Their three strongest principal components, found over both images. */
  COMPONENTS,
  /** How similar one of them is to all. */
  SIMILARITY,
  /** Where the class token looks. */
  ATTENTION,
  /** How optimal transport shares them among clusters and a dustbin. */
  TRANSPORT
}
