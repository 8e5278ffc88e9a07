/**
 * The page on which two methods are held against each other, query by query.
 *
 * <p>It may use {@code ui.evaluate.page} and what stands before it.
 *
 * <p>Start reading at {@link org.vladoscope.ui.evaluate.duel.DuelView}.
 */
@NullMarked
package org.vladoscope.ui.evaluate.duel;

import org.jspecify.annotations.NullMarked;
