/**
 * An opened map, and the way from a configuration to answers.
 *
 * <p>It may use {@code step}, {@code ranking} and what stands before them; command line and window
 * ask it.
 *
 * <p>Start reading at {@link org.vladoscope.pipeline.Workspace} and {@link
 * org.vladoscope.pipeline.Pipeline}.
 */
@NullMarked
package org.vladoscope.pipeline;

import org.jspecify.annotations.NullMarked;
