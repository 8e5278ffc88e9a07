package org.vladoscope.ui.explore.overlay;

import org.kordamp.ikonli.feather.Feather;

/**
 * A button above the images.
 *
 * @param icon its symbol
 * @param text beside the symbol while there is room; empty for the symbol alone
 * @param help what it shows, as a tip
 */
public record OverlayButton(Feather icon, String text, String help) {}
