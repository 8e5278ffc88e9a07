/**
 * Evaluations that are kept and compared, and grids of them.
 *
 * <p>It may use {@code pipeline} and what stands before it.
 *
 * <p>Start reading at {@link org.vladoscope.run.RunRecorder} and {@link
 * org.vladoscope.run.SweepRunner}.
 */
@NullMarked
package org.vladoscope.run;

import org.jspecify.annotations.NullMarked;
