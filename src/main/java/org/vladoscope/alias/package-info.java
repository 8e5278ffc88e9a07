/**
 * Places far apart that look alike: pairs of images, how distinctive each place is, and runs of a
 * sequence that look like another run.
 *
 * <p>It may use {@code pipeline} and what stands before it.
 *
 * <p>Start reading at {@link org.vladoscope.alias.AliasSearch}.
 */
@NullMarked
package org.vladoscope.alias;

import org.jspecify.annotations.NullMarked;
