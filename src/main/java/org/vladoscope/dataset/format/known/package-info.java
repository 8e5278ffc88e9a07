/**
 * The formats of maps that are known, a class each, and their one list. Uses {@code
 * dataset.format}, and {@code dataset.truth} and {@code file} for arrays. Start with {@link
 * org.vladoscope.dataset.format.known.PlaceMapFormats}.
 */
@NullMarked
package org.vladoscope.dataset.format.known;

import org.jspecify.annotations.NullMarked;
