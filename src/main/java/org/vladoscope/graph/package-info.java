/**
 * What a step of the computation is, and all that is done with steps whatever they compute:
 * running, keeping, planning, timing and estimating them.
 *
 * <p>It may use {@code config} and what stands before it; the steps themselves are in {@code step}.
 *
 * <p>Start reading at {@link org.vladoscope.graph.Step}.
 */
@NullMarked
package org.vladoscope.graph;

import org.jspecify.annotations.NullMarked;
