package org.vladoscope.step;

import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.vlad.PatchScale;

/**
 * The patches of an image at one scale.
 *
 * @param image the image
 * @param scale size and stride of the patches
 */
public record PatchUnit(PlaceImage image, PatchScale scale) {}
