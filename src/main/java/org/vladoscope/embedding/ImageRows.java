package org.vladoscope.embedding;

import org.jspecify.annotations.Nullable;
import org.vladoscope.pipeline.SimilarityTiles;

/**
 * The global descriptors of all images of a map, one after the other: database images first, then
 * queries.
 *
 * @param descriptors where they come from
 * @param same true if queries and database are the same images, which are then counted once
 */
public record ImageRows(SimilarityTiles.Source descriptors, boolean same) {

  /** How many images there are. */
  public int count() {
    return descriptors.images() + (same ? 0 : descriptors.queries());
  }

  /** The descriptor of an image; null if its file cannot be used. */
  public float @Nullable [] row(int image) {
    return image < descriptors.images()
        ? descriptors.image(image)
        : descriptors.query(image - descriptors.images());
  }
}
