/**
 * What a format of maps is, what it may find in a folder, and how that becomes a map. Uses {@code
 * dataset}, {@code dataset.truth}, {@code file} and the names of pictures; opens no picture and
 * knows no particular format. Start with {@link org.vladoscope.dataset.format.PlaceMapFormat}.
 */
@NullMarked
package org.vladoscope.dataset.format;

import org.jspecify.annotations.NullMarked;
