/**
 * The formats of maps that are known, a class each, and their one list.
 *
 * <p>It may use {@code dataset.format}, {@code dataset.format.saved} and what stands before it.
 *
 * <p>Start reading at {@link org.vladoscope.dataset.format.known.PlaceMapFormats}.
 */
@NullMarked
package org.vladoscope.dataset.format.known;

import org.jspecify.annotations.NullMarked;
