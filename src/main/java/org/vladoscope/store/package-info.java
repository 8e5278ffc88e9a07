/**
 * Files that the program keeps: descriptors in the cache, whole files that are written at once.
 *
 * <p>It may use {@code common} only; what an entry means is known by the step that wrote it.
 *
 * <p>Start reading at {@link org.vladoscope.store.DescriptorStore}.
 */
@NullMarked
package org.vladoscope.store;

import org.jspecify.annotations.NullMarked;
