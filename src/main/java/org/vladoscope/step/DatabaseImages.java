package org.vladoscope.step;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vladoscope.common.CacheKey;
import org.vladoscope.common.ContentHash;
import org.vladoscope.dataset.CameraViews.View;
import org.vladoscope.dataset.PlaceImage;

/**
 * The images of a map's database that can be used with a network: what everything is learned on,
 * and what is searched. Safe to use from several threads.
 */
public final class DatabaseImages {

  private final List<View> views;
  private final int[] places;
  private final Map<String, String> failures;
  private final Map<ContentHash, ContentHash> keys = new HashMap<>();

  /**
   * The images of a map.
   *
   * @param views the images, those of one place one after the other
   * @param places for each image the number of its place in the map's database
   * @param failures images that cannot be used and why, by {@code database/NAME} or {@code
   *     queries/NAME}
   */
  public DatabaseImages(List<View> views, int[] places, Map<String, String> failures) {
    this.views = List.copyOf(views);
    this.places = places;
    this.failures = Collections.unmodifiableMap(new TreeMap<>(failures));
  }

  /** The images. */
  public List<View> views() {
    return views;
  }

  /** For each image the number of its place in the map's database, ascending. */
  public int[] places() {
    return places;
  }

  /** Images that cannot be used and why, by {@code database/NAME} or {@code queries/NAME}. */
  public Map<String, String> failures() {
    return failures;
  }

  /** Some of the images, one after the other. */
  public DatabaseImages part(int from, int to) {
    return new DatabaseImages(
        views.subList(from, to), Arrays.copyOfRange(places, from, to), failures);
  }

  /** How many images there are. */
  public int size() {
    return views.size();
  }

  /** One of the images. */
  public PlaceImage image(int row) {
    return views.get(row).image();
  }

  /** Names all images and their order by their features; looked up once for each network. */
  synchronized ContentHash key(FeatureStep features) {
    return keys.computeIfAbsent(
        features.settings(),
        settings -> {
          CacheKey parts = CacheKey.of("database", 1);
          views.forEach(view -> parts.with("image", features.key(view.image())));
          return parts.hash();
        });
  }
}
