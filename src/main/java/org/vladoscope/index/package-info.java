/**
 * Nearest neighbours among global descriptors.
 *
 * <p>It may use {@code common}, {@code compute} and {@code store}; it knows nothing of images.
 *
 * <p>Start reading at {@link org.vladoscope.index.DescriptorIndex}.
 */
@NullMarked
package org.vladoscope.index;

import org.jspecify.annotations.NullMarked;
