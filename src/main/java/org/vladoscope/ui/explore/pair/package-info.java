/**
 * The image pair in the middle of Explore, drawn with its overlays, legends, scores and figures.
 *
 * <p>It may use {@code ui.explore.overlay}, {@code ui.explore.queries} and what stands before them.
 *
 * <p>Start reading at {@link org.vladoscope.ui.explore.pair.PairView}.
 */
@NullMarked
package org.vladoscope.ui.explore.pair;

import org.jspecify.annotations.NullMarked;
