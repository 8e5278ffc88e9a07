package org.vladoscope.dataset.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.CameraViews;
import org.vladoscope.dataset.CameraViews.View;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.Pose;

/**
 * Puts the images together that several cameras took at one place.
 *
 * @param places one image of each place
 * @param views the others
 */
record CameraGroups(List<PlaceImage> places, CameraViews views) {

  /** A folder of this name holds what one camera saw: {@code images_front/0001.jpg}. */
  private static final String CAMERA_FOLDER = "images_";

  /** Which camera took an image, and the place's name. */
  record Label(String place, String camera) {}

  /**
   * Groups images by the names of their folders: images of the same name in {@code images_front},
   * {@code images_back} and the like show one place.
   */
  static CameraGroups byFolder(List<PlaceImage> images) {
    Map<PlaceImage, Label> labels = new HashMap<>();
    Set<String> cameras = new LinkedHashSet<>();
    for (PlaceImage image : images) {
      Label label = label(image.name());
      if (label != null) {
        labels.put(image, label);
        cameras.add(label.camera());
      }
    }
    return cameras.size() < 2
        ? new CameraGroups(images, CameraViews.NONE)
        : by(labels, images, new ArrayList<>());
  }

  /** The camera that an image's folder is named after. */
  static Optional<String> camera(String name) {
    return Optional.ofNullable(label(name)).map(Label::camera);
  }

  /** From {@code run1/images_front/0001.jpg}: place {@code run1/0001}, camera {@code front}. */
  private static @Nullable Label label(String name) {
    List<String> parts = new ArrayList<>(List.of(name.split("/", -1)));
    for (int i = 0; i < parts.size() - 1; i++) {
      String part = parts.get(i);
      if (part.startsWith(CAMERA_FOLDER) && part.length() > CAMERA_FOLDER.length()) {
        parts.remove(i);
        String place = String.join("/", parts);
        int dot = place.lastIndexOf('.');
        // The same moment may be a .jpg of one camera and a .png of another.
        return new Label(
            dot > place.lastIndexOf('/') ? place.substring(0, dot) : place,
            part.substring(CAMERA_FOLDER.length()));
      }
    }
    return null;
  }

  /**
   * Groups images by labels. An image without a label is a place of its own.
   *
   * @param warnings takes sentences about images that cannot be grouped
   */
  static CameraGroups by(
      Map<PlaceImage, Label> labels, List<PlaceImage> images, List<String> warnings) {
    Map<Object, Map<String, PlaceImage>> byPlace = new LinkedHashMap<>();
    for (PlaceImage image : images) {
      Label label = labels.get(image);
      Object place = label == null ? image : label.place();
      String camera = label == null ? "" : label.camera();
      PlaceImage other =
          byPlace.computeIfAbsent(place, p -> new TreeMap<>()).putIfAbsent(camera, image);
      if (other != null) {
        warnings.add(
            String.format(
                "%s and %s are both the place '%s' seen by the camera '%s'; %s is a place of its"
                    + " own.",
                other.name(), image.name(), place, camera, image.name()));
        byPlace.put(image, Map.of(camera, image));
      }
    }
    List<PlaceImage> places = new ArrayList<>();
    List<List<View>> groups = new ArrayList<>();
    for (Map<String, PlaceImage> pictures : byPlace.values()) {
      List<View> views = views(pictures);
      places.add(views.getFirst().image());
      if (!views.getFirst().equals(new View(null, views.getFirst().image()))) {
        groups.add(views);
      }
    }
    places.sort(Comparator.comparing(PlaceImage::name));
    return new CameraGroups(List.copyOf(places), CameraViews.of(groups));
  }

  /** The views of a place; where one has a pose, all have it. */
  private static List<View> views(Map<String, PlaceImage> byCamera) {
    Pose pose = null;
    for (PlaceImage image : byCamera.values()) {
      pose = pose == null ? image.pose() : pose;
    }
    List<View> views = new ArrayList<>();
    for (Map.Entry<String, PlaceImage> entry : byCamera.entrySet()) {
      PlaceImage image = entry.getValue();
      views.add(
          new View(
              entry.getKey().isEmpty() ? null : entry.getKey(),
              image.pose() != null ? image : new PlaceImage(image.name(), image.file(), pose)));
    }
    return views;
  }
}
