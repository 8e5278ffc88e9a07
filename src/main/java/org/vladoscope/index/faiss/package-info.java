/**
 * FAISS behind {@link org.vladoscope.index.DescriptorIndex}, through a JavaCPP preset of our own.
 *
 * <p>It may use {@code index} and what stands before it; only here is a native index touched.
 *
 * <p>Start reading at {@link org.vladoscope.index.faiss.FaissIndex}.
 */
@NullMarked
package org.vladoscope.index.faiss;

import org.jspecify.annotations.NullMarked;
