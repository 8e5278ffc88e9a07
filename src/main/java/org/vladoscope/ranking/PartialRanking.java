package org.vladoscope.ranking;

/**
 * A ranking under way: what is known when some candidates have been compared.
 *
 * @param result compared candidates first, ranked among themselves; the others follow in the order
 *     of the global search
 * @param compared how many have been compared
 * @param wanted how many will be
 */
public record PartialRanking(QueryResult result, int compared, int wanted) {}
