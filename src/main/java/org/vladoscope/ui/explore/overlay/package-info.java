/**
 * What is drawn over the image pair, as values: lines, colours, what is under the mouse. It has no
 * controls.
 *
 * <p>It may use {@code ui.map} and what stands before it; {@code ui.explore.pair} draws it.
 *
 * <p>Start reading at {@link org.vladoscope.ui.explore.overlay.Overlay}.
 */
@NullMarked
package org.vladoscope.ui.explore.overlay;

import org.jspecify.annotations.NullMarked;
