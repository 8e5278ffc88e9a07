/**
 * What if clusters counted more or less: the whole map is ranked anew while a weight moves, and the
 * clusters are found that do harm.
 *
 * <p>It may use {@code pipeline} and what stands before it.
 *
 * <p>Start reading at {@link org.vladoscope.mix.MixableMap}.
 */
@NullMarked
package org.vladoscope.mix;

import org.jspecify.annotations.NullMarked;
