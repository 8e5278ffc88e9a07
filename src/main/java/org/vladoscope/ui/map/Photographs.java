package org.vladoscope.ui.map;

import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.ui.view.Picture;

/**
 * What is seen of a pair before it has been compared.
 *
 * @param query the image on the left
 * @param left its image
 * @param candidate the image on the right, or null while none is chosen
 * @param right its image, or null
 */
public record Photographs(
    PlaceImage query, Picture left, @Nullable PlaceImage candidate, @Nullable Picture right) {

  /** True if a comparison is of these two. */
  boolean areOf(Comparison comparison) {
    return comparison.query().image().equals(query)
        && comparison.candidate().image().equals(candidate);
  }
}
