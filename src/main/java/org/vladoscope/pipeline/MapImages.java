package org.vladoscope.pipeline;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.CameraViews.View;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;

/** Finds the places of a map by the files of their images, however the paths are written. */
final class MapImages {

  private final Map<Path, Integer> databaseIndexByFile = new HashMap<>();
  private final Map<Path, Integer> queryIndexByFile = new HashMap<>();

  MapImages(PlaceMap map) {
    for (int i = 0; i < map.queries().size(); i++) {
      for (View view : map.views().of(map.queries().get(i))) {
        queryIndexByFile.put(canonical(view.image()), i);
      }
    }
    for (int i = 0; i < map.database().size(); i++) {
      for (View view : map.views().of(map.database().get(i))) {
        databaseIndexByFile.put(canonical(view.image()), i);
      }
    }
  }

  private static Path canonical(PlaceImage image) {
    return image.file().toAbsolutePath().normalize();
  }

  /** Number of its place among the map's queries, if it is one. */
  @Nullable Integer query(PlaceImage image) {
    return queryIndexByFile.get(canonical(image));
  }

  /** Number of its place in the map's database, if it is there. */
  @Nullable Integer database(PlaceImage image) {
    return databaseIndexByFile.get(canonical(image));
  }
}
