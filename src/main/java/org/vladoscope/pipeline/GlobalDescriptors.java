package org.vladoscope.pipeline;

import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.PlaceImage;

/** The global descriptors of a map's images, from the cache or computed when asked for. */
record GlobalDescriptors(PreparedMap prepared) implements SimilarityTiles.Source {

  @Override
  public int queries() {
    return prepared.map().queries().size();
  }

  @Override
  public int images() {
    return prepared.map().database().size();
  }

  @Override
  public float @Nullable [] query(int query) {
    return descriptor(
        prepared.map().queriesAreDatabase() ? "database/" : "queries/",
        prepared.map().queries().get(query));
  }

  @Override
  public float @Nullable [] image(int image) {
    return descriptor("database/", prepared.map().database().get(image));
  }

  private float @Nullable [] descriptor(String role, PlaceImage image) {
    if (!prepared.isUsable(role, image)) {
      return null;
    }
    try {
      return prepared.global(image, Progress.NONE);
    } catch (InputException gone) {
      // The file was there when the map was opened; one bad image never stops a map.
      return null;
    }
  }
}
