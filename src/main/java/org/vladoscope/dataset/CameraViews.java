package org.vladoscope.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which images show the same place through different cameras. One image, the first, stands for its
 * place in the lists of a {@link PlaceMap}; the others are its further views.
 */
public final class CameraViews {

  /** Every image is a place of its own. */
  public static final CameraViews NONE = new CameraViews(List.of());

  /**
   * An image of a place.
   *
   * @param camera which camera took it, or null if that is not known
   * @param image the image
   */
  public record View(@Nullable String camera, PlaceImage image) {}

  private final Map<PlaceImage, List<View>> byPlace = new HashMap<>();
  private final Map<PlaceImage, PlaceImage> places = new HashMap<>();
  private final List<String> cameras;

  private CameraViews(List<List<View>> groups) {
    SortedSet<String> names = new TreeSet<>();
    for (List<View> group : groups) {
      PlaceImage first = group.getFirst().image();
      byPlace.put(first, List.copyOf(group));
      for (View view : group) {
        places.put(view.image(), first);
        if (view.camera() != null) {
          names.add(view.camera());
        }
      }
    }
    this.cameras = List.copyOf(names);
  }

  /**
   * The views of places.
   *
   * @param groups for each place its views, the one that stands for it first; at least one, and at
   *     most one of each camera
   */
  public static CameraViews of(List<List<View>> groups) {
    return new CameraViews(groups);
  }

  /** Views of both, the places of which must differ. */
  public CameraViews and(CameraViews other) {
    List<List<View>> all = new ArrayList<>(byPlace.values());
    all.addAll(other.byPlace.values());
    return new CameraViews(all);
  }

  /** The cameras' names, sorted; empty if nothing is known of cameras. */
  public List<String> cameras() {
    return cameras;
  }

  /** All views of a place, the image that stands for it first; itself alone if it has no other. */
  public List<View> of(PlaceImage place) {
    List<View> views = byPlace.get(place);
    return views == null ? List.of(new View(null, place)) : views;
  }

  /** All images of places, place by place. */
  public List<PlaceImage> pictures(List<PlaceImage> ofPlaces) {
    return ofPlaces.stream().flatMap(p -> of(p).stream()).map(View::image).toList();
  }

  /** Which camera took an image, if that is known. */
  public Optional<String> camera(PlaceImage image) {
    return of(place(image)).stream()
        .filter(v -> v.image().equals(image))
        .findFirst()
        .map(View::camera);
  }

  /** The image that stands for the place of an image; itself if nothing is known of it. */
  public PlaceImage place(PlaceImage image) {
    return places.getOrDefault(image, image);
  }

  /** The largest number of views of a place, 1 or more. */
  public int mostViews() {
    return byPlace.values().stream().mapToInt(List::size).max().orElse(1);
  }
}
