/**
 * JVector behind {@link org.vladoscope.index.DescriptorIndex}: approximate search where FAISS does
 * not run, in Java alone.
 *
 * <p>It may use {@code index} and what stands before it.
 *
 * <p>Start reading at {@link org.vladoscope.index.jvector.GraphIndex}.
 */
@NullMarked
package org.vladoscope.index.jvector;

import org.jspecify.annotations.NullMarked;
