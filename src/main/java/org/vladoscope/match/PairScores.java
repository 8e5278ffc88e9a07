package org.vladoscope.match;

/**
 * What is known of how alike a query and a database image are, before the list is looked at.
 *
 * @param scales score of each patch size, higher is better
 * @param globalSimilarity cosine similarity of the global descriptors, −1 to 1; NaN if it is not
 *     known
 */
public record PairScores(double[] scales, double globalSimilarity) {}
