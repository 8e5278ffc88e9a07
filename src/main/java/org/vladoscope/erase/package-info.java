/**
 * What if something were not in the image: cells leave the sum that a global descriptor is, and the
 * whole map is ranked anew.
 *
 * <p>It may use {@code pipeline} and what stands before it.
 *
 * <p>Start reading at {@link org.vladoscope.erase.ErasableMap}.
 */
@NullMarked
package org.vladoscope.erase;

import org.jspecify.annotations.NullMarked;
