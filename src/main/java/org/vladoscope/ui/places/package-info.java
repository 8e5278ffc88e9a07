/**
 * The places of a map drawn where they lie.
 *
 * <p>It may use {@code ui.map} and what stands before it.
 *
 * <p>Start reading at {@link org.vladoscope.ui.places.PlacePane}.
 */
@NullMarked
package org.vladoscope.ui.places;

import org.jspecify.annotations.NullMarked;
