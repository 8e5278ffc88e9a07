package org.vladoscope.ui.explore.overlay;

/** What can be chosen while certain overlays are shown; {@link OverlayModel} holds the choices. */
public enum OverlayOption {
  /** One cluster or all of them. */
  CLUSTER,
  /** A second cluster that the first one is compared with. */
  OTHER_CLUSTER,
  /** Values before or after intra-normalisation. */
  NORMALISED,
  /** One patch of the query, which is then compared with all patches of the candidate. */
  QUERY_PATCH,
  /** One cell of either image, which is then compared with all cells of both. */
  CELL,
  /** One head of the attention, or the mean of all. */
  HEAD,
  /** Shares of optimal transport before Sinkhorn, after it, or what it adds. */
  STAGE,
  /** Which kinds of matches, and how many. */
  MATCHES
}
