/**
 * The candidate laid on the query by the homography on which matches agree: swiped, blinked, and
 * what differs.
 *
 * <p>It may use {@code ui.explore.look}, {@code ui.explore.overlay} and what stands before them.
 *
 * <p>Start reading at {@link org.vladoscope.ui.explore.warp.WarpView}.
 */
@NullMarked
package org.vladoscope.ui.explore.warp;

import org.jspecify.annotations.NullMarked;
