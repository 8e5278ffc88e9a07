/**
 * FAISS behind {@link org.vladoscope.index.DescriptorIndex}, through a JavaCPP preset of our own.
 */
@NullMarked
package org.vladoscope.index.faiss;

import org.jspecify.annotations.NullMarked;
