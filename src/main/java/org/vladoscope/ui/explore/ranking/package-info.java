/**
 * The candidates of a query on top of Explore.
 *
 * <p>It may use {@code ui.map} and what stands before it.
 *
 * <p>Start reading at {@link org.vladoscope.ui.explore.ranking.RankingStrip}.
 */
@NullMarked
package org.vladoscope.ui.explore.ranking;

import org.jspecify.annotations.NullMarked;
