/** Widgets that every perspective shares: panes for pictures, overlays, colour maps. */
@NullMarked
package org.vladoscope.ui.view;

import org.jspecify.annotations.NullMarked;
