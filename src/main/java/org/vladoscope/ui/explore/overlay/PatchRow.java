package org.vladoscope.ui.explore.overlay;

/**
 * How similar one patch of the query is to every patch of the candidate.
 *
 * @param scale index of the patch size
 * @param queryPatch the patch
 * @param similarities one for each candidate patch
 */
public record PatchRow(int scale, int queryPatch, float[] similarities) {}
