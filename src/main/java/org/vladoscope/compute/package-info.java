/**
 * Where arithmetic runs: device, threads, memory and matrix products.
 *
 * <p>It may use {@code common} and {@code store}; only this package and {@code feature} know the
 * tensor library.
 *
 * <p>Start reading at {@link org.vladoscope.compute.Compute}.
 */
@NullMarked
package org.vladoscope.compute;

import org.jspecify.annotations.NullMarked;
