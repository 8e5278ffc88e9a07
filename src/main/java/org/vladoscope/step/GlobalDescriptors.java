package org.vladoscope.step;

import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;

/** The global descriptors of a map's images, from the cache or computed when asked for. */
public record GlobalDescriptors(
    PlaceMap map, PipelineConfig config, MapStage stage, MapDescriptors descriptors)
    implements SimilarityTiles.Source {

  @Override
  public int queries() {
    return map.queries().size();
  }

  @Override
  public int images() {
    return map.database().size();
  }

  @Override
  public float @Nullable [] query(int query) {
    return descriptor(
        map.queriesAreDatabase() ? "database/" : "queries/", map.queries().get(query));
  }

  @Override
  public float @Nullable [] image(int image) {
    return descriptor("database/", map.database().get(image));
  }

  private float @Nullable [] descriptor(String role, PlaceImage image) {
    if (descriptors.failures().containsKey(role + image.name())) {
      return null;
    }
    try {
      return stage.global(image, descriptors.vocabulary(), descriptors.vocabularyKey(), config);
    } catch (InputException gone) {
      // The file was there when the map was opened; one bad image never stops a map.
      return null;
    }
  }
}
