/**
 * The steps from images to scores of pairs: each says what it reads, what it costs and under which
 * key its value is kept.
 *
 * <p>It may use the engine's packages, {@code store}, {@code config} and {@code graph}.
 *
 * <p>Start reading at {@link org.vladoscope.step.StepGraph}.
 */
@NullMarked
package org.vladoscope.step;

import org.jspecify.annotations.NullMarked;
