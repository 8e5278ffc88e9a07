/**
 * Comparing two images patch by patch: which patches match, how matches become a score, and how
 * scores are joined.
 *
 * <p>It may use {@code vlad}, {@code compute} and what stands before them, and knows nothing of
 * maps and rankings.
 *
 * <p>Start reading at {@link org.vladoscope.match.PatchMatcher} and {@link
 * org.vladoscope.match.PairScorer}; {@link org.vladoscope.match.PairScorers} lists what can be
 * chosen.
 */
@NullMarked
package org.vladoscope.match;

import org.jspecify.annotations.NullMarked;
