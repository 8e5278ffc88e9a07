/**
 * The overlays there are, one class each, and the list of them.
 *
 * <p>It may use {@code ui.explore.overlay} and what stands before it; only the window, which hands
 * the list on, uses it.
 *
 * <p>Start reading at {@link org.vladoscope.ui.explore.overlay.known.Overlays}.
 */
@NullMarked
package org.vladoscope.ui.explore.overlay.known;

import org.jspecify.annotations.NullMarked;
