package org.vladoscope.alias;

/**
 * Two images that look alike though they show places far apart.
 *
 * @param ofQuery true for a query and its wrong first candidate, false for two database images
 * @param from number of the query or of the first database image
 * @param to number of a database image, above {@code from} for two database images
 * @param similarity cosine of their global descriptors
 * @param metres how far they were taken apart; NaN if that is not known
 */
public record Alias(boolean ofQuery, int from, int to, double similarity, double metres) {}
