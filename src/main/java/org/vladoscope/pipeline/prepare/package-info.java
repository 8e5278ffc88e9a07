/**
 * What is found out of a map before anything is asked of it: which of its images can be used with a
 * network, what other programs say of it, and what of that a configuration depends on.
 *
 * <p>It may use {@code step}, {@code foreign}, {@code pipeline.crew} and what stands before them;
 * {@code pipeline} makes maps ready with it.
 *
 * <p>Start reading at {@link org.vladoscope.pipeline.prepare.UsableImages}.
 */
@NullMarked
package org.vladoscope.pipeline.prepare;

import org.jspecify.annotations.NullMarked;
