package org.vladoscope.step;

import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.vlad.PatchScale;

/**
 * The patches of two images at one scale.
 *
 * @param query the query
 * @param candidate what it is compared with
 * @param scale size and stride of the patches
 */
public record PairUnit(PlaceImage query, PlaceImage candidate, PatchScale scale) {}
