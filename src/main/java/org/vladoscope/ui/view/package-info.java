/**
 * Widgets that every perspective shares: panes for images, colour maps, the painter of figures.
 *
 * <p>It may use {@code figure}, {@code ui.task} and the engine, and knows no opened map.
 *
 * <p>Start reading at {@link org.vladoscope.ui.view.ImagePane}.
 */
@NullMarked
package org.vladoscope.ui.view;

import org.jspecify.annotations.NullMarked;
