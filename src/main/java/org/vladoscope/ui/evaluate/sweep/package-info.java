/**
 * The page on which grids of settings are evaluated.
 *
 * <p>It may use {@code ui.evaluate.page} and what stands before it.
 *
 * <p>Start reading at {@link org.vladoscope.ui.evaluate.sweep.SweepView}.
 */
@NullMarked
package org.vladoscope.ui.evaluate.sweep;

import org.jspecify.annotations.NullMarked;
