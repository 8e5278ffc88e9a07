/**
 * How sure or how probable it is that an answer is right, and how far that can be trusted.
 *
 * <p>It may use the outcomes of package {@code metric} and what stands before that, and knows no
 * configuration.
 *
 * <p>Start reading at {@link org.vladoscope.metric.confidence.Calibration}.
 */
@NullMarked
package org.vladoscope.metric.confidence;

import org.jspecify.annotations.NullMarked;
