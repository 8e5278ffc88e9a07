/**
 * Positions on the earth and in models, as other programs write them, turned into poses in metres.
 *
 * <p>It may use {@code dataset} and {@code common}, and a library for map projections.
 *
 * <p>Start reading at {@link org.vladoscope.dataset.geo.UtmZone}.
 */
@NullMarked
package org.vladoscope.dataset.geo;

import org.jspecify.annotations.NullMarked;
