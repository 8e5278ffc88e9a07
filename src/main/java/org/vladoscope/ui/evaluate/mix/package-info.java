/**
 * The mixing desk: a fader for each cluster, and what becomes of recall.
 *
 * <p>It may use {@code ui.evaluate.page} and what stands before it.
 *
 * <p>Start reading at {@link org.vladoscope.ui.evaluate.mix.MixModel}.
 */
@NullMarked
package org.vladoscope.ui.evaluate.mix;

import org.jspecify.annotations.NullMarked;
