/**
 * VLAD: vocabulary, soft assignment, global and patch descriptors, projection.
 *
 * <p>It may use {@code feature}, {@code linalg} and what stands before them; it knows nothing of
 * maps and queries.
 *
 * <p>Start reading at {@link org.vladoscope.vlad.NetVlad}.
 */
@NullMarked
package org.vladoscope.vlad;

import org.jspecify.annotations.NullMarked;
