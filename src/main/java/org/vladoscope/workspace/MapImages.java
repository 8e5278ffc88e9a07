package org.vladoscope.workspace;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;

/** Finds the images of a map by their files, however the paths are written. */
final class MapImages {

  private final Map<Path, Integer> databaseIndexByFile = new HashMap<>();
  private final Map<Path, Integer> queryIndexByFile = new HashMap<>();

  MapImages(PlaceMap map) {
    for (int i = 0; i < map.queries().size(); i++) {
      queryIndexByFile.put(canonical(map.queries().get(i)), i);
    }
    for (int i = 0; i < map.database().size(); i++) {
      databaseIndexByFile.put(canonical(map.database().get(i)), i);
    }
  }

  private static Path canonical(PlaceImage image) {
    return image.file().toAbsolutePath().normalize();
  }

  /** Its number among the map's queries, if it is one. */
  @Nullable Integer query(PlaceImage image) {
    return queryIndexByFile.get(canonical(image));
  }

  /** Its number in the map's database, if it is there. */
  @Nullable Integer database(PlaceImage image) {
    return databaseIndexByFile.get(canonical(image));
  }
}
