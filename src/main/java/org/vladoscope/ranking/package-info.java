/**
 * The answer to a query: candidates, how they are ranked, and how a list score comes about.
 *
 * <p>It may use {@code match}, {@code metric} and what stands before them, and computes no
 * descriptors.
 *
 * <p>Start reading at {@link org.vladoscope.ranking.QueryResult}.
 */
@NullMarked
package org.vladoscope.ranking;

import org.jspecify.annotations.NullMarked;
