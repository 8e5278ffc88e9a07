/**
 * VLAD taken apart for teaching: every step with its numbers, in double precision.
 *
 * <p>It may use the engine's packages; only the lab uses it.
 *
 * <p>Start reading at {@link org.vladoscope.teach.steps.VladSteps}.
 */
@NullMarked
package org.vladoscope.teach.steps;

import org.jspecify.annotations.NullMarked;
