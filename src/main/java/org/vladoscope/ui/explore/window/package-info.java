/**
 * Where else is this window: a box is drawn on an image, and what looks like it is shown on a
 * contact sheet and on the map.
 *
 * <p>It may use {@code ui.explore.overlay}, {@code ui.explore.look} and what stands before them.
 *
 * <p>Start reading at {@link org.vladoscope.ui.explore.window.WindowView} and {@link
 * org.vladoscope.ui.explore.window.WindowSearchModel}.
 */
@NullMarked
package org.vladoscope.ui.explore.window;

import org.jspecify.annotations.NullMarked;
