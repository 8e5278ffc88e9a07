/**
 * How good a ranking is, with intervals and comparisons.
 *
 * <p>It may use {@code dataset} and {@code common}; it knows nothing of how rankings are made.
 *
 * <p>Start reading at {@link org.vladoscope.metric.Metrics}, the list of all.
 */
@NullMarked
package org.vladoscope.metric;

import org.jspecify.annotations.NullMarked;
