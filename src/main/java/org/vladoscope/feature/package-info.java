/**
 * From an image to a map of local features: what a backbone is, and what is known of one.
 *
 * <p>It may use {@code compute}, {@code image} and what stands before them; it names no network.
 *
 * <p>Start reading at {@link org.vladoscope.feature.Backbone}.
 */
@NullMarked
package org.vladoscope.feature;

import org.jspecify.annotations.NullMarked;
