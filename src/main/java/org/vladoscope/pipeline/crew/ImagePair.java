package org.vladoscope.pipeline.crew;

/**
 * Two images whose patches are compared, by their numbers in a map: those of the database come
 * first, then those of the queries where they are others.
 */
public record ImagePair(int query, int candidate) {}
