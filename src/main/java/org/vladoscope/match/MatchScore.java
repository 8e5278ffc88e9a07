package org.vladoscope.match;

/**
 * The score of two images' matches at one patch size.
 *
 * @param scorer how it was found
 * @param score higher is better
 * @param parts what each match adds; all together add up to the score
 */
public record MatchScore(PairScorer scorer, double score, double[] parts) {}
