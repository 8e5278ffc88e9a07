/**
 * Others who compute parts of a pipeline's work, on this machine or elsewhere, and what they tell.
 *
 * <p>It may use {@code config}, {@code index}, {@code store} and {@code common}; pipelines ask it,
 * and whoever brings others along implements it.
 *
 * <p>Start reading at {@link org.vladoscope.pipeline.crew.Crew}.
 */
@NullMarked
package org.vladoscope.pipeline.crew;

import org.jspecify.annotations.NullMarked;
