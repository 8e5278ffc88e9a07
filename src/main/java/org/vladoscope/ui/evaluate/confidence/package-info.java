/**
 * What the page Confidence shows: how far the probabilities of answers can be trusted, and what
 * accepting answers from some probability on gives.
 *
 * <p>It may use {@code ui.evaluate.page} and what stands before it.
 *
 * <p>Start reading at {@link org.vladoscope.ui.evaluate.confidence.Findings}.
 */
@NullMarked
package org.vladoscope.ui.evaluate.confidence;

import org.jspecify.annotations.NullMarked;
