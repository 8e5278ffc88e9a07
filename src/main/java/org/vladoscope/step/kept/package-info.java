/**
 * What steps keep beyond memory: entries of the cache as bytes, files of indexes, trained
 * projections that were read.
 *
 * <p>It may use {@code graph} and what stands before it; only {@code step} uses it.
 *
 * <p>Start reading at {@link org.vladoscope.step.kept.Entries}.
 */
@NullMarked
package org.vladoscope.step.kept;

import org.jspecify.annotations.NullMarked;
