package org.vladoscope.train;

/**
 * A query, a database image of its place, and some of other places.
 *
 * @param query its number
 * @param positive number of a database image
 * @param negatives numbers of database images, one or more
 */
record Triplet(int query, int positive, int[] negatives) {}
