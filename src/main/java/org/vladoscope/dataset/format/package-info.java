/**
 * What a format of maps is, what it may find in a folder, and how that becomes a map.
 *
 * <p>It may use {@code dataset}, {@code dataset.truth}, {@code file} and the names of images; it
 * opens no image and knows no particular format.
 *
 * <p>Start reading at {@link org.vladoscope.dataset.format.PlaceMapFormat}.
 */
@NullMarked
package org.vladoscope.dataset.format;

import org.jspecify.annotations.NullMarked;
