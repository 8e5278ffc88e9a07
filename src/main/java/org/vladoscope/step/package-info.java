/**
 * The steps from pictures to matches, each with its cache.
 *
 * <p>It may use the engine's packages, {@code store}, {@code config} and {@code graph}.
 *
 * <p>Start reading at {@link org.vladoscope.step.FeatureStage} and follow the value from there.
 */
@NullMarked
package org.vladoscope.step;

import org.jspecify.annotations.NullMarked;
