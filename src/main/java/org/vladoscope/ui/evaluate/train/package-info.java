/**
 * The page on which the vocabulary is trained.
 *
 * <p>It may use {@code ui.evaluate.page} and what stands before it.
 *
 * <p>Start reading at {@link org.vladoscope.ui.evaluate.train.TrainView}.
 */
@NullMarked
package org.vladoscope.ui.evaluate.train;

import org.jspecify.annotations.NullMarked;
