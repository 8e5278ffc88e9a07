/**
 * The third perspective: how good a configuration is on a map, and where it fails.
 *
 * <p>It may use the packages below it, {@code ui.matrix} and {@code ui.map}.
 *
 * <p>Start reading at {@link org.vladoscope.ui.evaluate.EvaluateView}.
 */
@NullMarked
package org.vladoscope.ui.evaluate;

import org.jspecify.annotations.NullMarked;
